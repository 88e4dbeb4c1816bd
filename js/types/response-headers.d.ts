/**
 * The headers of answers.
 *
 * @module
 */

/** The headers of an answer. They are sent all at once, with the answer; it has at most 1024 lines of them. */
export interface ResponseHeaders {
  /**
   * Sets a header, or several.
   *
   * @throws {TypeError} With code `RACE_HTTP_HEADER` for a name or a value that HTTP does not allow, line breaks among
   * them.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.set("x-one", 1).set({ "x-two": "2", "x-three": "3" }).end());
   * const { headers } = await app.request("/");
   * console.log(headers.get("x-one"), headers.get("x-two"), headers.get("x-three")); // 1 2 3
   * ```
   */
  set(name: string, value: HeaderValue): this;
  set(headers: Record<string, HeaderValue>): this;

  /**
   * A header that has been set; several values are joined with commas.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.set("X-One", "1").get("x-one"));
   * console.log(await (await app.request("/")).text()); // 1
   * ```
   */
  get(name: string): string | undefined;

  /**
   * Adds a value to a header.
   *
   * @throws {TypeError} As {@link Res.set}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.append("warning", "first").append("warning", "second").end());
   * console.log((await app.request("/")).headers.get("warning")); // first, second
   * ```
   */
  append(name: string, value: HeaderValue): this;

  /**
   * Takes a header back.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.use((req, res, next) => res.set("x-one", "1") && next());
   * app.get("/", (req, res) => res.remove("x-one").end());
   * console.log((await app.request("/")).headers.get("x-one")); // null
   * ```
   */
  remove(name: string): this;

  /**
   * Says that the answer depends on headers of the request: adds their names to `Vary`, each once.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.vary("Accept").vary(["accept", "Cookie"]).end());
   * console.log((await app.request("/")).headers.get("vary")); // Accept, Cookie
   * ```
   */
  vary(names: string | readonly string[]): this;

  /**
   * Sets the content type: a media type, or the ending of a file.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/style", (req, res) => res.type("css").send("a { color: red }"));
   * console.log((await app.request("/style")).headers.get("content-type")); // text/css; charset=utf-8
   * ```
   */
  type(type: string): this;

  /**
   * Sets `Location`. What a URL cannot hold is escaped.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.post("/users", (req, res) => res.status(201).location("/users/Jürgen").end());
   * console.log((await app.request("/users", { method: "POST" })).headers.get("location")); // /users/J%C3%BCrgen
   * ```
   */
  location(url: string): this;

  /**
   * Adds `Link` headers (RFC 8288), by their relations.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => res.links({ next: "/?page=2", last: "/?page=9" }).end());
   * console.log((await app.request("/")).headers.get("link")); // </?page=2>; rel="next", </?page=9>; rel="last"
   * ```
   */
  links(links: Record<string, string | readonly string[]>): this;

  /**
   * Sends 103 with links before the answer, so that a browser can begin to load what the page will need. `false` if the
   * client's protocol has no such thing.
   *
   * @param links Values of `Link`, or headers by their names.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req, res) => {
   *   res.earlyHints("</style.css>; rel=preload; as=style");
   *   return "the page";
   * });
   * const server = app.listen(0);
   * console.log(await (await fetch(server.url)).text()); // the page
   * await server.close();
   * ```
   */
  earlyHints(links: string | readonly string[] | Record<string, string>): boolean;
}

/** A header's value; an array sends the header once for each of its values. */
export type HeaderValue = string | number | boolean | readonly string[];
