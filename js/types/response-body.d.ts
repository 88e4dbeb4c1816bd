/**
 * The bodies of answers.
 *
 * @module
 */

/** Ways to answer. What a handler returns is an answer as well: {@link Handler}. */
export interface ResponseBody {
  /**
   * Answers with JSON.
   *
   * @throws {TypeError} With code `RACE_HTTP_NOT_JSON` for `undefined`, a function or a symbol.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.json({ ok: true }));
   * const res = await app.request("/");
   * console.log(res.headers.get("content-type"), await res.text()); // application/json {"ok":true}
   * ```
   */
  json(value: unknown): this;

  /**
   * Answers with text: `text/plain; charset=utf-8`, unless a content type is set.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.text("Grüße"));
   * const res = await app.request("/");
   * console.log(res.headers.get("content-type"), await res.text()); // text/plain; charset=utf-8 Grüße
   * ```
   */
  text(text: string): this;

  /**
   * Answers with HTML: `text/html; charset=utf-8`, unless a content type is set.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.html("<h1>Hello</h1>"));
   * const res = await app.request("/");
   * console.log(res.headers.get("content-type"), await res.text()); // text/html; charset=utf-8 <h1>Hello</h1>
   * ```
   */
  html(text: string): this;

  /**
   * Answers as if the handler had returned the value; with nothing, answers without a body.
   *
   * @throws {TypeError} As {@link Res.json} for what has no form.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/text", (req, res) => res.send("text"));
   * app.get("/bytes", (req, res) => res.send(new Uint8Array([1, 2, 3])));
   * console.log((await app.request("/text")).headers.get("content-type")); // text/plain; charset=utf-8
   * console.log((await app.request("/bytes")).headers.get("content-type")); // application/octet-stream
   * ```
   */
  send(value?: unknown): this;

  /**
   * The same as {@link Res.send}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.delete("/", (req, res) => res.status(204).end());
   * console.log((await app.request("/", { method: "DELETE" })).status); // 204
   * ```
   */
  end(value?: unknown): this;

  /**
   * Sets the status, and answers with its phrase.
   *
   * @throws {RangeError} As {@link Res.status}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.sendStatus(403));
   * const res = await app.request("/");
   * console.log(res.status, await res.text()); // 403 Forbidden
   * ```
   */
  sendStatus(code: number): this;

  /**
   * Sends the client elsewhere, with status 302 unless another one is named.
   *
   * @throws {TypeError} With code `RACE_HTTP_REDIRECT` without a URL.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/old", (req, res) => res.redirect(301, "/new"));
   * const res = await app.request("/old");
   * console.log(res.status, res.headers.get("location")); // 301 /new
   * ```
   */
  redirect(url: string): this;
  redirect(status: number, url: string): this;

  /**
   * Calls the function of the type that the client likes best, sets that type, and gives back what the function
   * returns. The keys are media types or endings of files; `default` is for clients that take none of them.
   *
   * @throws {HttpError} 406 (`RACE_HTTP_NOT_ACCEPTABLE`) if the client takes none of them and there is no `default`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.format({
   *   html: () => "<p>Hello</p>",
   *   json: () => ({ hello: "world" }),
   * }));
   * console.log(await (await app.request("/", { headers: { accept: "text/html" } })).text()); // <p>Hello</p>
   * console.log(await (await app.request("/", { headers: { accept: "application/json" } })).text()); // {"hello":"world"}
   * console.log((await app.request("/", { headers: { accept: "image/png" } })).status); // 406
   * ```
   */
  format<Choices extends Record<string, () => unknown>>(choices: Choices): ReturnType<Choices[keyof Choices]>;
}
