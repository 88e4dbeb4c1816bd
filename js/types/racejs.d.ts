/**
 * The module `racejs` (also `@racejs/core`): servers in TypeScript on native HTTP.
 *
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/hello/:name", (req) => ({ hello: req.params.name }));
 * app.listen(3000);
 * ```
 *
 * @module racejs
 */

/** Makes an app: routes, and servers that answer by them. */
export declare function createApp(): App;

/**
 * Routes and their servers.
 *
 * **Paths.** A segment is literal, a parameter (`:id`, one segment, not empty), or, at the end, a wildcard
 * (`*` or `*rest`: whatever follows, also nothing). The most specific route wins, whatever the order of
 * registration: literal, then parameter, then wildcard, segment by segment. A slash at the end of a request's
 * path makes no difference; upper and lower case do.
 *
 * **Answers.** What a handler returns is the answer: an object, an array, a number, a boolean or `null` as JSON,
 * a string as text, bytes as they are, a `Response`, a `Blob`, a `ReadableStream` or an async generator streamed, a
 * promise awaited, an `Error` as if thrown. `undefined` means that the handler answers, or has answered, by `res`.
 *
 * **Errors.** Whatever is thrown becomes a problem document (RFC 9457) with the error's `status` or `statusCode`,
 * else 500. Errors of 500 and above are logged, and with `NODE_ENV=production` their message is not sent.
 *
 * **Without a handler** the server answers 404, 405 with `Allow`, OPTIONS, 400 for what is malformed, 408 for a
 * body that takes more than 30 seconds, 413 for one above 1 MiB, 431 for a head above 16 KiB or 256 lines, and 501
 * for CONNECT and for transfer codings other than `chunked`. A handler that lets go of its request without an
 * answer is logged, and its client gets 500, once the garbage collector has noticed: answer every request.
 */
export interface App {
  /** Answers GET, and HEAD where the path has no handler for it. */
  get: AddRoute;
  /** Answers HEAD. The body of the answer is not sent. */
  head: AddRoute;
  /** Answers POST. */
  post: AddRoute;
  /** Answers PUT. */
  put: AddRoute;
  /** Answers PATCH. */
  patch: AddRoute;
  /** Answers DELETE. */
  delete: AddRoute;
  /** Answers OPTIONS, which is otherwise answered with the path's methods. */
  options: AddRoute;
  /** Answers every method that the path has no other handler for. */
  all: AddRoute;

  /**
   * Starts to listen, at once; the process lives on until the server closes.
   *
   * @param port TCP port, as a number or as text; 0 picks a free one. Default 3000.
   * @param host Name or address. By default every address, IPv6 and IPv4.
   * @param onListening Called once, after `listen` has returned.
   * @throws With code `EADDRINUSE` if the port is taken, `EACCES` if it needs a privilege, `RACE_HTTP_LISTEN`
   * for the system's other reasons, `RACE_HTTP_PORT` if it is no port.
   */
  listen(port?: number | string, host?: string | ListenOptions, onListening?: () => void): Server;
  /** As in Node; the backlog is left to the system. */
  listen(port: number | string, host: string, backlog: number, onListening?: () => void): Server;
  listen(port: number | string, onListening: () => void): Server;
  listen(options: ListenOptions, onListening?: () => void): Server;
  listen(onListening: () => void): Server;

  /** Whether a server of this app listens. */
  readonly listening: boolean;
  /** Closes every server of this app, as {@link Server.close} does. */
  close(): Promise<void>;
}

/**
 * Adds a route, and gives the app back.
 *
 * @throws With code `RACE_HTTP_PATTERN` for a path that is no pattern, `RACE_HTTP_DUPLICATE_ROUTE` for one that
 * is taken, `RACE_HTTP_HANDLER` for a handler that is no function, or has more than three parameters.
 */
export type AddRoute = <
  Path extends string,
  Shape extends ReqShape = { params: PathParams<Path> },
>(
  path: Path,
  ...handlers: [Handlers<Shape>, ...Handlers<Shape>[]]
) => App;

/** A handler, or an array of them, which may nest. */
export type Handlers<Shape extends ReqShape = ReqShape> = Handler<Shape> | readonly Handlers<Shape>[];

/**
 * Answers a request, by what it returns or through `res`. A handler may hand on to the next one of its route
 * with `next()`, or give up with `next(error)`.
 */
export type Handler<Shape extends ReqShape = ReqShape> = (
  req: Req<Shape>,
  res: Res,
  next: Next,
) => unknown;

/**
 * Runs the route's next handler; after the last one, and for `next("route")`, the answer is 404. An error that is
 * falsy is none. The promise resolves when that handler
 * has finished, and never rejects: its errors are answered where they happen.
 *
 * @throws With code `RACE_HTTP_NEXT_TWICE` when called again by the same handler.
 */
export type Next = (error?: unknown) => Promise<void> | undefined;

/** What a handler expects of a request. */
export interface ReqShape {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

type Part<Shape, Key extends keyof ReqShape, Otherwise> = Shape extends Record<Key, infer Value> ? Value : Otherwise;

/**
 * A request.
 *
 * @typeParam Shape The types of `params`, `query` and `body`, as in `Req<{ body: NewUser }>`.
 */
export interface Req<Shape extends ReqShape = ReqShape> {
  /** In upper case, as `"GET"`. */
  readonly method: string;
  /** Path and query as the client wrote them, as `"/users/7?full=1"`. */
  readonly url: string;
  /** The path as the client wrote it, percent-encoded. */
  readonly path: string;
  /** What the parameters of the path stand for, decoded. It may be replaced, as `query` and `body` may. A wildcard without a name is called `"*"`. */
  params: Part<Shape, "params", Readonly<Record<string, string>>>;
  /** The query, decoded; a key that repeats has an array. No key is special: there is no prototype. */
  query: Part<Shape, "query", Readonly<Record<string, string | string[] | undefined>>>;
  /** Headers by their names in lower case; repeated ones are joined with commas (`cookie` with semicolons). */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** One header, whatever the case of its name. */
  get(name: string): string | undefined;
  /**
   * The body, by its content type: JSON parsed, `text/*` as a string, anything else as a `Uint8Array`;
   * `undefined` if there is none. Read it before answering: it is let go with the answer.
   *
   * @throws {HttpError} 400 if it is not valid JSON (`RACE_HTTP_BAD_JSON`) or not UTF-8
   * (`RACE_HTTP_BODY_NOT_UTF8`),
   * 415 if JSON or text is compressed (`RACE_HTTP_CONTENT_ENCODING`).
   */
  body: Part<Shape, "body", unknown>;
  /** Address of the peer, without its port. */
  readonly ip: string;
}

/**
 * The answer to a request. There is one: a second one throws with code `RACE_HTTP_ALREADY_ANSWERED`.
 */
export interface Res {
  /**
   * Sets the status, 200 to 599. Default 200.
   *
   * @throws {RangeError} With code `RACE_HTTP_STATUS`.
   */
  status(code: number): this;
  /** The status that is set. */
  readonly statusCode: number;
  /**
   * Sets headers; an array sends the header once for each of its values. A `text/*` type without a charset gets
   * `charset=utf-8` when a string is sent. An answer has at most 1024 header lines.
   *
   * @throws {TypeError} With code `RACE_HTTP_HEADER` for a name or a value that HTTP does not allow,
   * line breaks among them.
   */
  set(name: string, value: HeaderValue): this;
  set(headers: Record<string, HeaderValue>): this;
  /** A header that has been set. */
  get(name: string): string | undefined;
  /** Answers with JSON. */
  json(value: unknown): this;
  /** Answers as if the handler had returned the value; with nothing, answers without a body. */
  send(value?: unknown): this;
  /** The same as {@link Res.send}. */
  end(value?: unknown): this;
  /** Whether the request is answered. */
  readonly headersSent: boolean;
}

/** A header's value, or values. */
export type HeaderValue = string | number | boolean | readonly string[];

/** Where to listen. */
export interface ListenOptions {
  /** TCP port; 0 picks a free one. Default 3000. */
  port?: number | string;
  /** Name or address. By default every address, IPv6 and IPv4. */
  host?: string;
}

/** A listening socket and its connections. */
export interface Server {
  /** The port it listens on: the real one, also when 0 was asked for. */
  readonly port: number;
  /** Where it listens, as in Node. */
  address(): { address: string; port: number; family: "IPv4" | "IPv6" };
  /** A URL that reaches it from this machine, without a slash at its end. */
  readonly url: string;
  /**
   * Stops listening and closes idle connections. Requests in flight have 10 seconds to finish. Resolves when
   * the last connection is closed, and calls `onClosed`.
   */
  close(onClosed?: () => void): Promise<void>;
}

/**
 * An error to answer with.
 *
 * ```ts
 * throw new HttpError(404, "No such user");
 * ```
 */
export declare class HttpError extends Error {
  /**
   * @param status 400 to 599.
   * @param message For the client; by default the usual phrase of the status.
   * @throws {RangeError} With code `RACE_HTTP_STATUS` for a status that is not an error's.
   */
  constructor(status: number, message?: string, options?: HttpErrorOptions);
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Record<string, string> | undefined;
}

export interface HttpErrorOptions extends ErrorOptions {
  /** A stable name for the error, sent as `code`. */
  code?: string;
  /** Headers of the answer, as `{ "retry-after": "5" }`. */
  headers?: Record<string, string>;
}

/** The parameters of a path: `PathParams<"/users/:id/*rest">` is `{ id: string; rest: string }`. */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : { readonly [Name in ParamName<Path>]: string };

type ParamName<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? SegmentName<Head> | ParamName<Tail>
  : SegmentName<Path>;

type SegmentName<Segment extends string> = Segment extends `:${infer Name}`
  ? Name
  : Segment extends "*" ? "*"
  : Segment extends `*${infer Name}` ? Name
  : never;
