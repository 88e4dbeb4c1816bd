/**
 * Handlers: the functions that requests pass through.
 *
 * @module
 */

import type { RouteOptions } from "./options.d.ts";
import type { PathParams } from "./paths.d.ts";
import type { RequestClient } from "./request-client.d.ts";
import type { RequestHead } from "./request-head.d.ts";
import type { RequestPreferences } from "./request-preferences.d.ts";
import type { Req } from "./request.d.ts";
import type { Res } from "./response.d.ts";

/**
 * Answers a request, by what it returns or through `res`, or hands it on with `next()`.
 *
 * What a handler returns is the answer: an object, an array, a number, a boolean or `null` as JSON, a string as text,
 * bytes as they are, a `Response`, a `Blob`; a `ReadableStream`, a Node stream or an async generator is streamed, a
 * promise awaited, an `Error` treated as if thrown. `undefined` means that the handler answers, or has answered,
 * through `res`; so does `res` itself.
 *
 * What it throws goes to the next {@link ErrorHandler}, and if there is none becomes a problem document (RFC 9457) with
 * the error's `status` or `statusCode`, else 500. Errors of 500 and above are logged, and with `NODE_ENV=production`
 * their message is not sent.
 *
 * @example
 * ```ts
 * import { createApp, type Handler } from "racejs";
 *
 * const hello: Handler = (req) => ({ hello: req.query.name ?? "world" });
 * const app = createApp();
 * app.get("/", hello);
 * console.log(await (await app.request("/?name=Ada")).text()); // {"hello":"Ada"}
 * ```
 */
export type Handler<Shape extends ReqShape = ReqShape> = (req: Req<Shape>, res: Res, next: Next) => unknown;

/**
 * A {@link Handler} for requests of any {@link ReqShape}: it reads neither parameters nor query nor body. Built-in
 * middleware is of this type. The other handlers of a route know the parameters of its path all the same, which they do
 * not beside a variable of the type {@link Handler}.
 *
 * @example
 * ```ts
 * import { createApp, HttpError, type Middleware } from "racejs";
 *
 * const fromHere: Middleware = (req, res, next) => {
 *   if (req.hostname !== "localhost") throw new HttpError(403);
 *   return next();
 * };
 * const app = createApp();
 * app.get("/users/:id", fromHere, (req) => req.params.id);
 * console.log(await (await app.request("/users/7")).text()); // 7
 * ```
 */
export type Middleware = (req: RequestHead & RequestClient & RequestPreferences, res: Res, next: Next) => unknown;

/**
 * Answers for a handler that has failed: by `next(error)`, or by throwing or rejecting. Its four parameters tell it
 * from a {@link Handler}. Without an argument, `next()` goes on as if nothing had failed. TypeScript knows the types of
 * its parameters where it has this type, as here.
 *
 * @example
 * ```ts
 * import { createApp, type ErrorHandler } from "racejs";
 *
 * const onError: ErrorHandler = (error, req, res, next) => {
 *   res.status(503).send(`${req.path}: ${error.message}`);
 * };
 * const app = createApp();
 * app.get("/report", () => {
 *   throw new Error("the database is gone");
 * });
 * app.use(onError);
 * console.log(await (await app.request("/report")).text()); // /report: the database is gone
 * ```
 */
export type ErrorHandler<Shape extends ReqShape = ReqShape> = (error: any, req: Req<Shape>, res: Res, next: Next) => unknown;

/**
 * Runs before the handlers of a route that has a parameter: {@link Router.param}.
 *
 * @example
 * ```ts
 * import { createApp, HttpError, type ParamHandler } from "racejs";
 *
 * const isNumber: ParamHandler = (req, res, next, value, name) => {
 *   if (!/^\d+$/.test(value)) throw new HttpError(400, `${name} is no number`);
 *   return next();
 * };
 * const app = createApp();
 * app.param("id", isNumber);
 * app.get("/users/:id", (req) => req.params.id);
 * console.log((await app.request("/users/seven")).status); // 400
 * console.log((await app.request("/users/7")).status); // 200
 * ```
 */
export type ParamHandler = (req: Req, res: Res, next: Next, value: string, name: string) => unknown;

/**
 * Hands the request on to the next handler, and resolves when that one has finished. It never rejects: an error is
 * handled where it happens.
 *
 * - `next()`: the next handler.
 * - `next(error)`: the next {@link ErrorHandler}. An error that is falsy is none.
 * - `next("route")`: the next route that matches, past the other handlers of this one.
 * - `next("router")`: past all that is left of this router.
 *
 * @throws With code `RACE_HTTP_NEXT_TWICE` when the same handler calls it again.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * const seen: string[] = [];
 * app.use(async (req, res, next) => {
 *   seen.push("before");
 *   await next();
 *   seen.push("after");
 * });
 * app.get("/", () => {
 *   seen.push("handler");
 *   return "done";
 * });
 * await app.request("/");
 * console.log(seen.join(", ")); // before, handler, after
 * ```
 */
export type Next = (error?: unknown) => Promise<void> | undefined;

/** A handler, or an array of them, which may nest. */
export type Handlers<Shape extends ReqShape = ReqShape> = Handler<Shape> | readonly Handlers<Shape>[];

/** The same, with error handlers among them. */
export type AnyHandlers<Shape extends ReqShape = ReqShape> =
  | Handler<Shape>
  | ErrorHandler<Shape>
  | readonly AnyHandlers<Shape>[];

/**
 * What a handler expects of a request, as in `Req<{ body: NewUser }>`. Nothing checks it while the program runs.
 *
 * @example
 * ```ts
 * import { createApp, type Req } from "racejs";
 *
 * const app = createApp();
 * app.post("/sum", (req: Req<{ body: number[] }>) => req.body.reduce((sum, each) => sum + each));
 * const res = await app.request("/sum", {
 *   method: "POST",
 *   headers: { "content-type": "application/json" },
 *   body: "[1, 2, 3]",
 * });
 * console.log(await res.text()); // 6
 * ```
 */
export interface ReqShape {
  /** Of `req.params`. Default: the path's own. */
  params?: unknown;
  /** Of `req.query`. Default: texts, and arrays of them. */
  query?: unknown;
  /** Of `req.body`. Default: `unknown`. */
  body?: unknown;
}

/** A path, a regular expression, or several of them: each is a route of its own. */
export type Path = string | RegExp | readonly (string | RegExp)[];

/**
 * Adds a route, and gives back what it was added to. The path's grammar stands at {@link Router}.
 *
 * @throws With code `RACE_HTTP_PATTERN` for a path that is no pattern, `RACE_HTTP_DUPLICATE_ROUTE` for one that is
 * taken, `RACE_HTTP_HANDLER` for a handler that is no function or has more than four parameters, `RACE_HTTP_SETTING`
 * for options that do not fit.
 */
export interface AddRoute<Self> {
  <Route extends string, Shape extends ReqShape = { params: PathParams<Route> }>(
    path: Route,
    ...handlers: RouteHandlers<Handlers<Shape>>
  ): Self;
  <Shape extends ReqShape = ReqShape>(path: Path, ...handlers: RouteHandlers<Handlers<Shape>>): Self;
  <Shape extends ReqShape = ReqShape>(path: Path, ...handlers: RouteHandlers<AnyHandlers<Shape>>): Self;
}

/** At least one handler, and in front of them the route's options. */
export type RouteHandlers<Each> = [Each, ...Each[]] | [RouteOptions, Each, ...Each[]];
