/**
 * The request line and the headers of a request.
 *
 * @module
 */

/** What the head of a request says. */
export interface RequestHead {
  /**
   * The method, in upper case.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.all("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "DELETE" })).text()); // DELETE
   * ```
   */
  readonly method: string;

  /**
   * Path and query as the client wrote them.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/users/:id", (req) => req.url);
   * console.log(await (await app.request("/users/7?full=1")).text()); // /users/7?full=1
   * ```
   */
  readonly url: string;

  /**
   * The same as {@link Req.url}, by the name that it has in Express.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/users", (req) => req.originalUrl);
   * console.log(await (await app.request("/users?full=1")).text()); // /users?full=1
   * ```
   */
  readonly originalUrl: string;

  /**
   * The path as the client wrote it, percent-encoded, without the query.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/files/:name", (req) => req.path);
   * console.log(await (await app.request("/files/a%20b?x=1")).text()); // /files/a%20b
   * ```
   */
  readonly path: string;

  /**
   * What the routers and the middleware that the request is in have taken from its path.
   *
   * @example
   * ```ts
   * import { createApp, Router } from "racejs";
   *
   * const users = Router().get("/:id", (req) => req.baseUrl);
   * const app = createApp().use("/api/users", users);
   * console.log(await (await app.request("/api/users/7")).text()); // /api/users
   * ```
   */
  readonly baseUrl: string;

  /**
   * The route that the handler belongs to; `undefined` in middleware.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/users/:id", (req) => req.route);
   * console.log(await (await app.request("/users/7")).text()); // {"method":"GET","path":"/users/:id"}
   * ```
   */
  readonly route: { readonly method: string; readonly path: string } | undefined;

  /**
   * Headers by their names in lower case; repeated ones are joined with commas, `cookie` with semicolons.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.headers["x-one"]);
   * console.log(await (await app.request("/", { headers: { "X-One": "1" } })).text()); // 1
   * ```
   */
  readonly headers: Readonly<Record<string, string | undefined>>;

  /**
   * One header, whatever the case of its name.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.get("X-One") ?? "none");
   * console.log(await (await app.request("/", { headers: { "x-one": "1" } })).text()); // 1
   * ```
   */
  get(name: string): string | undefined;

  /**
   * Cookies by their names, decoded; at most 180 of them.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.cookies);
   * const res = await app.request("/", { headers: { cookie: "theme=dark; name=J%C3%BCrgen" } });
   * console.log(await res.text()); // {"theme":"dark","name":"Jürgen"}
   * ```
   */
  cookies: Record<string, string>;

  /**
   * The cookies that were set with `signed`, without their signatures. A value whose signature does not fit is `false`,
   * so that nobody takes it for one that is absent.
   *
   * @throws With code `RACE_HTTP_COOKIE_SECRET` if the app has no `cookieSecret`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp({ cookieSecret: "a long random text" });
   * app.get("/login", (req, res) => res.cookie("user", "ada", { signed: true }).end());
   * app.get("/", (req) => req.signedCookies);
   * const cookie = (await app.request("/login")).headers.get("set-cookie")!.split(";")[0]!;
   * console.log(await (await app.request("/", { headers: { cookie } })).text()); // {"user":"ada"}
   * const forged = cookie.replace("ada", "eve");
   * console.log(await (await app.request("/", { headers: { cookie: forged } })).text()); // {"user":false}
   * ```
   */
  readonly signedCookies: Readonly<Record<string, string | false>>;
}
