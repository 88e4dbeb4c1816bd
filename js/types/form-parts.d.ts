/**
 * The parts of multipart forms.
 *
 * @module
 */

/**
 * A part of a form, from {@link Req.parts}.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.post("/", async (req) => {
 *   for await (const part of req.parts()) return [part.name, part.filename, part.type, await part.text()];
 * });
 * const body = new FormData();
 * body.append("notes", new File(["hello"], "notes.txt", { type: "text/plain" }));
 * console.log(await (await app.request("/", { method: "POST", body })).text()); // ["notes","notes.txt","text/plain","hello"]
 * ```
 */
export interface Part {
  /** The name of the field. */
  readonly name: string;
  /** The name of the file, without any folder; only files have one. */
  readonly filename: string | undefined;
  /** The media type. Default: `text/plain`, and `application/octet-stream` for files. */
  readonly type: string;
  /**
   * The bytes as they come.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => {
   *   let size = 0;
   *   for await (const part of req.parts()) {
   *     for await (const chunk of part.stream()) size += chunk.byteLength;
   *   }
   *   return size;
   * });
   * const body = new FormData();
   * body.append("a", "123");
   * body.append("b", "45");
   * console.log(await (await app.request("/", { method: "POST", body })).text()); // 5
   * ```
   */
  stream(): AsyncGenerator<Uint8Array>;
  /**
   * All of its bytes.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => {
   *   for await (const part of req.parts()) return [...(await part.bytes())];
   * });
   * const body = new FormData();
   * body.append("a", "AB");
   * console.log(await (await app.request("/", { method: "POST", body })).text()); // [65,66]
   * ```
   */
  bytes(): Promise<Uint8Array>;
  /**
   * All of it as text in UTF-8.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => {
   *   for await (const part of req.parts()) return part.text();
   * });
   * const body = new FormData();
   * body.append("a", "hello");
   * console.log(await (await app.request("/", { method: "POST", body })).text()); // hello
   * ```
   */
  text(): Promise<string>;
}
