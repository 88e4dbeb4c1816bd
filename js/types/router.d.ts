/**
 * Routers: routes and middleware, on their own or mounted in others.
 *
 * @module
 */

import type {
  AnyHandlers,
  ErrorHandler,
  Handler,
  Handlers,
  ParamHandler,
  Path,
  ReqShape,
  RouteHandlers,
} from "./handlers.d.ts";
import type { RouterOptions } from "./options.d.ts";
import type { PathParams } from "./paths.d.ts";
import type { Verbs } from "./verbs.d.ts";

/**
 * Makes a router, with `new` or without.
 *
 * @example
 * ```ts
 * import { createApp, Router } from "racejs";
 *
 * const users = Router();
 * users.get("/:id", (req) => `user ${req.params.id}`);
 * const app = createApp();
 * app.use("/users", users);
 * console.log(await (await app.request("/users/7")).text()); // user 7
 * ```
 */
export declare const Router: RouterConstructor;

/**
 * Routes and middleware, in the order in which they are added. A router does nothing until it is mounted in an app,
 * with {@link Router.use}; it may be mounted in several places, and added to afterwards.
 *
 * **Paths** begin with `/`.
 *
 * | written | stands for |
 * | --- | --- |
 * | `text` | itself; `\\:` is a colon without a meaning |
 * | `:name` | a segment, or as much of one as the text around it leaves; never empty |
 * | `:name(\\d+)` | the same, where the expression matches it |
 * | `:name?` | a parameter that may be missing, with the `/` or `.` before it |
 * | `:name+`, `:name*` | one or more segments, none or more |
 * | `{…}` | a group that may be missing |
 * | `*`, `*name` | whatever follows, slashes too; at the end of a path also nothing |
 *
 * **Which one runs.** Of several routes that match, the most specific one is first, whatever the order in which they
 * were added: literal, then expression, then parameter, then wildcard, segment by segment. Middleware runs before a
 * route if it was added before it. A slash at the end of a request's path makes no difference unless the router is
 * `strict`; upper and lower case do unless `caseSensitive` is off.
 *
 * **Without a handler** the client gets 404, 405 with `Allow`, or an answer to OPTIONS.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/files/*path", (req) => `wildcard ${req.params.path}`);
 * app.get("/files/:name.:ext", (req) => `parameters ${req.params.name} ${req.params.ext}`);
 * app.get("/files/:id(\\d+)", (req) => `expression ${req.params.id}`);
 * app.get("/files/latest", () => "literal");
 * for (const path of ["latest", "7", "a.txt", "a/b"]) {
 *   const res = await app.request(`/files/${path}`);
 *   console.log(await res.text());
 * }
 * // literal
 * // expression 7
 * // parameters a txt
 * // wildcard a/b
 * ```
 */
export interface Router extends Verbs {
  /**
   * Adds middleware, routers and apps for every path beneath the given ones; without a path, for all. Inside them,
   * `req.baseUrl` is what was taken from the path. As every registration, it adds all of them or, if it throws, none.
   *
   * @throws With code `RACE_HTTP_HANDLER` for what is no handler, `RACE_HTTP_PATTERN` for what is no path, or for a
   * router at a regular expression, `RACE_HTTP_ROUTER_CYCLE` for a router inside itself.
   *
   * @example
   * ```ts
   * import { createApp, HttpError } from "racejs";
   *
   * const app = createApp();
   * app.use("/admin", (req, res, next) => {
   *   if (req.get("x-key") !== "secret") throw new HttpError(403);
   *   return next();
   * });
   * app.get("/admin/users", () => "users");
   * console.log((await app.request("/admin/users")).status); // 403
   * console.log((await app.request("/admin/users", { headers: { "x-key": "secret" } })).status); // 200
   * ```
   */
  use(...handlers: [Mountable, ...Mountable[]]): this;
  use(path: Path, ...handlers: [Mountable, ...Mountable[]]): this;
  use(...handlers: [AnyMountable, ...AnyMountable[]]): this;
  use(path: Path, ...handlers: [AnyMountable, ...AnyMountable[]]): this;

  /**
   * Adds a route for a method that has no function of its own, or whose name is in a variable.
   *
   * @throws With code `RACE_HTTP_METHOD` for a name that is no method, and as {@link AddRoute}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.on("BREW", "/pot", (req, res) => res.status(418).send("I am a teapot"));
   * console.log(await (await app.request("/pot", { method: "BREW" })).text()); // I am a teapot
   * ```
   */
  on<Route extends string, Shape extends ReqShape = { params: PathParams<Route> }>(
    method: string,
    path: Route,
    ...handlers: RouteHandlers<Handlers<Shape>>
  ): this;
  on<Shape extends ReqShape = ReqShape>(method: string, path: Path, ...handlers: RouteHandlers<Handlers<Shape>>): this;
  on<Shape extends ReqShape = ReqShape>(method: string, path: Path, ...handlers: RouteHandlers<AnyHandlers<Shape>>): this;

  /**
   * Several methods for one path.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.route("/users").get(() => "all of them").post((req, res) => res.status(201).send("a new one"));
   * console.log(await (await app.request("/users")).text()); // all of them
   * console.log(await (await app.request("/users", { method: "POST" })).text()); // a new one
   * ```
   */
  route<Path extends string>(path: Path): Route<{ params: PathParams<Path> }>;
  route(path: Path): Route;

  /**
   * Adds routes with a common prefix. Parameters of the prefix are seen by their handlers.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.group("/v1", (v1) => {
   *   v1.get("/users", () => "users of version 1");
   * });
   * console.log(await (await app.request("/v1/users")).text()); // users of version 1
   * ```
   */
  group(prefix: string, define: (group: Router) => void): this;

  /**
   * Hands everything beneath a path to something that answers web requests: a function from a `Request` to a
   * `Response`, an object with such a function as `fetch`, as apps of other frameworks are, or another app. Its
   * requests begin behind the path.
   *
   * @throws With code `RACE_HTTP_HANDLER` for anything else.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.mount("/other", (request) => new Response(new URL(request.url).pathname));
   * console.log(await (await app.request("/other/page")).text()); // /page
   * ```
   */
  mount(path: string, target: Router | Fetcher): this;

  /**
   * Runs a handler before those of each route that has the parameter, once a request and value. It belongs to this
   * router: routers that are mounted in it have their own.
   *
   * @throws With code `RACE_HTTP_HANDLER` for what is no function.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.param("id", (req, res, next, value) => {
   *   res.locals.user = `user ${value}`;
   *   return next();
   * });
   * app.get("/users/:id", (req, res) => res.locals.user);
   * console.log(await (await app.request("/users/7")).text()); // user 7
   * ```
   */
  param(name: string, handler: ParamHandler): this;
}

/** What {@link Router.use} takes. */
export type Mountable = Handler | Router | readonly Mountable[];

/** The same, with error handlers among them. */
export type AnyMountable = Handler | ErrorHandler | Router | readonly AnyMountable[];

/** One path, several methods: {@link Router.route}. */
export type Route<Shape extends ReqShape = ReqShape> = {
  [Method in keyof Verbs]: AddHandlers<Shape>;
};

/** Adds handlers for a method, and gives back the {@link Route}. */
export interface AddHandlers<Shape extends ReqShape> {
  (...handlers: RouteHandlers<Handlers<Shape>>): Route<Shape>;
  (...handlers: RouteHandlers<AnyHandlers<Shape>>): Route<Shape>;
}

/** What answers web requests. */
export type Fetcher = ((request: Request) => unknown) | { fetch(request: Request): unknown };

/** What makes a router. */
export interface RouterConstructor {
  (options?: RouterOptions): Router;
  new (options?: RouterOptions): Router;
  readonly prototype: Router;
}
