/**
 * The bodies of requests.
 *
 * @module
 */

import type { Part } from "./form-parts.d.ts";

/** The body of a request, in the form that a handler asks for. It is read once; read it before answering. */
export interface RequestBody<Body = unknown> {
  /**
   * The body, by its content type: JSON parsed, `text/*` as a string, a form of `application/x-www-form-urlencoded` as
   * an object, anything else as a `Uint8Array`; `undefined` if there is none. It has come before the handler begins.
   *
   * @throws {HttpError} 400 if it is not valid JSON (`RACE_HTTP_BAD_JSON`), too deep (`RACE_HTTP_JSON_TOO_DEEP`) or not UTF-8
   * (`RACE_HTTP_BODY_NOT_UTF8`).
   * @throws With code `RACE_HTTP_BODY_UNREAD` for a multipart form, and in a route with `streamBody`;
   * `RACE_HTTP_BODY_GONE` once the request is answered.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", (req) => req.body);
   * const body = new URLSearchParams({ name: "Ada" });
   * console.log(await (await app.request("/", { method: "POST", body })).text()); // {"name":"Ada"}
   * ```
   */
  body: Body;

  /**
   * The body as JSON, whatever its content type.
   *
   * @throws {HttpError} As {@link Req.body}; 413, 408 or 400 if it is too large, too slow or broken.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => Object.keys((await req.json()) as object));
   * console.log(await (await app.request("/", { method: "POST", body: `{"a":1}` })).text()); // ["a"]
   * ```
   */
  json(): Promise<unknown>;

  /**
   * The body as text in UTF-8.
   *
   * @throws {HttpError} As {@link Req.json}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => (await req.text()).toUpperCase());
   * console.log(await (await app.request("/", { method: "POST", body: "hello" })).text()); // HELLO
   * ```
   */
  text(): Promise<string>;

  /**
   * The body as it is.
   *
   * @throws {HttpError} 413, 408 or 400 if it is too large, too slow or broken.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => [...(await req.bytes())]);
   * console.log(await (await app.request("/", { method: "POST", body: "AB" })).text()); // [65,66]
   * ```
   */
  bytes(): Promise<Uint8Array>;

  /**
   * The same as an `ArrayBuffer` of its own.
   *
   * @throws {HttpError} As {@link Req.bytes}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => (await req.arrayBuffer()).byteLength);
   * console.log(await (await app.request("/", { method: "POST", body: "12345" })).text()); // 5
   * ```
   */
  arrayBuffer(): Promise<ArrayBuffer>;

  /**
   * The fields and files of a form, all in memory.
   *
   * @throws {HttpError} 415 if it is no form (`RACE_HTTP_NOT_A_FORM`), 413 past a limit, 400 if it is broken.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", async (req) => {
   *   const form = await req.formData();
   *   const file = form.get("file") as File;
   *   return `${form.get("title")}: ${file.name}, ${file.size} bytes`;
   * });
   * const body = new FormData();
   * body.append("title", "A list");
   * body.append("file", new File(["one, two"], "list.txt"));
   * console.log(await (await app.request("/", { method: "POST", body })).text()); // A list: list.txt, 8 bytes
   * ```
   */
  formData(options?: FormOptions): Promise<FormData>;

  /**
   * The parts of a multipart form as they come, one after the other; none of it is kept. A part must be read before the
   * next one is asked for, else it is passed over.
   *
   * @throws {HttpError} As {@link Req.formData}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", { bodyLimit: "1gb" }, async (req) => {
   *   const sizes: Record<string, number> = {};
   *   for await (const part of req.parts({ maxFiles: 2 })) {
   *     sizes[part.name] = 0;
   *     for await (const chunk of part.stream()) sizes[part.name]! += chunk.byteLength;
   *   }
   *   return sizes;
   * });
   * const body = new FormData();
   * body.append("photo", new File(["123456"], "photo.png"));
   * console.log(await (await app.request("/", { method: "POST", body })).text()); // {"photo":6}
   * ```
   */
  parts(options?: FormOptions): AsyncGenerator<Part>;

  /**
   * The bytes as they come, no faster than they are read: in a route with `streamBody`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/", { streamBody: true, bodyLimit: "1gb" }, async (req) => {
   *   let bytes = 0;
   *   for await (const chunk of req.stream()) bytes += chunk.byteLength;
   *   return bytes;
   * });
   * console.log(await (await app.request("/", { method: "POST", body: "12345" })).text()); // 5
   * ```
   */
  stream(): ReadableStream<Uint8Array>;
}

/** What a form may hold. Past a limit the client gets 413. Sizes are bytes, or text as `"10mb"`. */
export interface FormOptions {
  /** Files. Default 100. */
  maxFiles?: number;
  /** The size of one file. Default: that of the whole body. */
  maxFileSize?: number | string;
  /** Fields that are no files. Default 1000. */
  maxFields?: number;
  /** The size of one field. Default 1 MiB. */
  maxFieldSize?: number | string;
  /** The size of the whole form. Default: the route's `bodyLimit`, else the app's. */
  maxSize?: number | string;
}
