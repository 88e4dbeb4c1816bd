/**
 * The module `racejs/express` (also `@racejs/compat`): Express 5's API on RaceJS's native router and HTTP engine.
 *
 * ```ts
 * import express from "racejs/express";
 *
 * const app = express();
 * app.use(express.json());
 * app.post("/users/:id", (req, res) => res.json({ id: req.params.id, body: req.body }));
 * app.listen(3000);
 * ```
 *
 * What differs from the package is in `docs/express.md`. Node's half of a request and an answer is typed as far as
 * programs usually need it.
 *
 * @module racejs/express
 */

/** Makes an app. */
declare function express(): express.Application;

declare namespace express {
  type Params = Record<string, any>;
  type Path = string | RegExp | readonly (string | RegExp)[];

  /** Goes on: to the next handler, or with an error. `"route"` and `"router"` leave the route or the router. */
  interface NextFunction {
    (error?: unknown): void;
  }

  /** What it returns is ignored, but a promise that is rejected goes to the error handlers. */
  interface RequestHandler<P = Params, ResBody = any, ReqBody = any, ReqQuery = any> {
    (req: Request<P, ResBody, ReqBody, ReqQuery>, res: Response<ResBody>, next: NextFunction): unknown;
  }

  /** Four parameters mark it. */
  interface ErrorRequestHandler {
    (error: any, req: Request, res: Response, next: NextFunction): unknown;
  }

  type Handlers = RequestHandler | ErrorRequestHandler | Application | Router | readonly Handlers[];
  type ParamHandler = (req: Request, res: Response, next: NextFunction, value: any, name: string) => unknown;

  /** Events, as of Node's `EventEmitter`. */
  interface Events {
    on(event: string | symbol, listener: (...args: any[]) => void): this;
    once(event: string | symbol, listener: (...args: any[]) => void): this;
    off(event: string | symbol, listener: (...args: any[]) => void): this;
    addListener(event: string | symbol, listener: (...args: any[]) => void): this;
    removeListener(event: string | symbol, listener: (...args: any[]) => void): this;
    removeAllListeners(event?: string | symbol): this;
    emit(event: string | symbol, ...args: any[]): boolean;
    listenerCount(event: string | symbol): number;
  }

  /** Of the connection, what programs read. */
  interface Socket extends Events {
    readonly remoteAddress: string;
    readonly remotePort: number | undefined;
    readonly localAddress: string | undefined;
    readonly localPort: number | undefined;
    readonly encrypted: boolean | undefined;
    readonly destroyed: boolean;
    destroy(error?: Error): this;
  }

  interface Locals extends Record<string, any> {}

  /** A request: Node's readable stream with a head, and what Express adds. */
  interface Request<P = Params, ResBody = any, ReqBody = any, ReqQuery = any> extends Events, AsyncIterable<Uint8Array> {
    app: Application;
    baseUrl: string;
    /** `undefined` until a parser has run. */
    body: ReqBody;
    /** From the package `cookie-parser`. */
    cookies: any;
    signedCookies: any;
    method: string;
    next?: NextFunction;
    originalUrl: string;
    params: P;
    query: ReqQuery;
    res: Response<ResBody>;
    route: Route;
    url: string;
    readonly aborted: boolean;
    readonly complete: boolean;
    readonly fresh: boolean;
    readonly headers: Record<string, any>;
    readonly headersDistinct: Record<string, string[]>;
    readonly host: string;
    readonly hostname: string;
    readonly httpVersion: string;
    readonly ip: string | undefined;
    readonly ips: string[];
    readonly path: string;
    readonly protocol: string;
    readonly rawHeaders: string[];
    readonly readable: boolean;
    readonly secure: boolean;
    readonly signal: AbortSignal;
    readonly socket: Socket;
    readonly connection: Socket;
    readonly stale: boolean;
    readonly subdomains: string[];
    readonly xhr: boolean;
    accepts(): string[];
    accepts(...types: (string | string[])[]): string | false;
    acceptsCharsets(): string[];
    acceptsCharsets(...charsets: (string | string[])[]): string | false;
    acceptsEncodings(): string[];
    acceptsEncodings(...encodings: (string | string[])[]): string | false;
    acceptsLanguages(): string[];
    acceptsLanguages(...languages: (string | string[])[]): string | false;
    get(name: "set-cookie"): string[] | undefined;
    get(name: string): string | undefined;
    header(name: string): string | undefined;
    is(...types: (string | string[])[]): string | false | null;
    /** -1 if nothing of it fits, -2 if it is malformed. */
    range(size: number, options?: { combine?: boolean }): ({ start: number; end: number }[] & { type: string }) | -1 | -2 | undefined;
    destroy(error?: Error): this;
    pause(): this;
    pipe<T>(target: T): T;
    read(size?: number): any;
    resume(): this;
    setEncoding(encoding: string): this;
    unpipe(target?: unknown): this;
    [other: string]: any;
  }

  interface CookieOptions {
    domain?: string;
    encode?: (value: string) => string;
    expires?: Date;
    httpOnly?: boolean;
    /** Milliseconds. */
    maxAge?: number;
    partitioned?: boolean;
    path?: string;
    priority?: "low" | "medium" | "high";
    sameSite?: boolean | "lax" | "strict" | "none";
    secure?: boolean;
    /** Needs `cookie-parser` with a secret. */
    signed?: boolean;
  }

  interface SendFileOptions {
    acceptRanges?: boolean;
    cacheControl?: boolean;
    dotfiles?: "allow" | "deny" | "ignore";
    etag?: boolean;
    headers?: Record<string, string>;
    immutable?: boolean;
    lastModified?: boolean;
    maxAge?: number | string;
    root?: string;
  }

  type HeaderValue = string | number | readonly string[];
  type FileCallback = (error?: any) => void;

  /** An answer: Node's writable half of a connection, and what Express adds. */
  interface Response<ResBody = any> extends Events {
    app: Application;
    locals: Locals;
    req: Request;
    statusCode: number;
    statusMessage: string | undefined;
    readonly destroyed: boolean;
    readonly headersSent: boolean;
    readonly socket: Socket;
    readonly writable: boolean;
    readonly writableEnded: boolean;
    readonly writableFinished: boolean;
    append(name: string, value: HeaderValue): this;
    attachment(filename?: string): this;
    clearCookie(name: string, options?: CookieOptions): this;
    contentType(type: string): this;
    cookie(name: string, value: unknown, options?: CookieOptions): this;
    download(path: string, done?: FileCallback): void;
    download(path: string, filename: string, done?: FileCallback): void;
    download(path: string, filename: string, options: SendFileOptions, done?: FileCallback): void;
    format(choices: Record<string, (req: Request, res: Response, next: NextFunction) => unknown>): this;
    get(name: string): any;
    header(name: string | Record<string, unknown>, value?: HeaderValue): this;
    json(value?: ResBody): this;
    jsonp(value?: ResBody): this;
    links(links: Record<string, string | string[]>): this;
    location(url: string): this;
    redirect(url: string): void;
    redirect(status: number, url: string): void;
    render(view: string, options?: object | null, done?: (error: any, text: string) => void): void;
    render(view: string, done: (error: any, text: string) => void): void;
    send(body?: ResBody): this;
    sendFile(path: string, done?: FileCallback): void;
    sendFile(path: string, options: SendFileOptions, done?: FileCallback): void;
    sendStatus(code: number): this;
    set(name: string | Record<string, unknown>, value?: HeaderValue): this;
    status(code: number): this;
    type(type: string): this;
    vary(names: string | readonly string[]): this;
    addTrailers(trailers: Record<string, string> | [string, string][]): void;
    appendHeader(name: string, value: HeaderValue): this;
    destroy(error?: Error): this;
    end(chunk?: unknown, encoding?: unknown, done?: () => void): this;
    flushHeaders(): void;
    getHeader(name: string): any;
    getHeaderNames(): string[];
    getHeaders(): Record<string, any>;
    hasHeader(name: string): boolean;
    removeHeader(name: string): void;
    setHeader(name: string, value: HeaderValue): this;
    write(chunk: unknown, encoding?: unknown, done?: (error?: Error | null) => void): boolean;
    writeEarlyHints(hints: Record<string, string | string[]>, done?: () => void): void;
    writeHead(status: number, ...rest: unknown[]): this;
    [other: string]: any;
  }

  interface AddRoute<Self> {
    <P = Params, ResBody = any, ReqBody = any, ReqQuery = any>(
      path: Path,
      ...handlers: RequestHandler<P, ResBody, ReqBody, ReqQuery>[]
    ): Self;
    (path: Path, ...handlers: Handlers[]): Self;
  }

  interface Verbs<Self> {
    all: AddRoute<Self>;
    delete: AddRoute<Self>;
    get: AddRoute<Self>;
    head: AddRoute<Self>;
    options: AddRoute<Self>;
    patch: AddRoute<Self>;
    post: AddRoute<Self>;
    put: AddRoute<Self>;
    query: AddRoute<Self>;
    search: AddRoute<Self>;
    trace: AddRoute<Self>;
  }

  interface AddToRoute {
    (...handlers: RequestHandler[]): Route;
    (...handlers: Handlers[]): Route;
  }

  interface Route {
    readonly path: any;
    readonly stack: any[];
    all: AddToRoute;
    delete: AddToRoute;
    get: AddToRoute;
    head: AddToRoute;
    options: AddToRoute;
    patch: AddToRoute;
    post: AddToRoute;
    put: AddToRoute;
  }

  interface Use<Self> {
    (...handlers: RequestHandler[]): Self;
    (...handlers: Handlers[]): Self;
    (path: Path, ...handlers: RequestHandler[]): Self;
    (path: Path, ...handlers: Handlers[]): Self;
  }

  interface RouterOptions {
    caseSensitive?: boolean;
    mergeParams?: boolean;
    strict?: boolean;
  }

  interface Router extends Verbs<Router> {
    (req: Request, res: Response, next: NextFunction): void;
    readonly stack: any[];
    param(name: string, handler: ParamHandler): this;
    route(path: Path): Route;
    use: Use<Router>;
  }

  type Engine = (path: string, options: object, done: (error: any, text?: string) => void) => void;

  interface Server extends Events {
    readonly listening: boolean;
    address(): { address: string; port: number; family: "IPv4" | "IPv6" } | string | null;
    close(done?: (error?: Error) => void): this;
  }

  interface Application extends Omit<Verbs<Application>, "get">, Events {
    (req: unknown, res: unknown, next?: NextFunction): void;
    get: ((setting: string) => any) & AddRoute<Application>;
    locals: Locals;
    mountpath: string | string[];
    readonly listening: boolean;
    readonly parent?: Application;
    readonly request: Request;
    readonly response: Response;
    readonly router: Router;
    readonly settings: Record<string, any>;
    disable(setting: string): this;
    disabled(setting: string): boolean;
    enable(setting: string): this;
    enabled(setting: string): boolean;
    engine(extension: string, engine: Engine): this;
    /** Answers a web request, without a socket. */
    fetch(request: globalThis.Request): Promise<globalThis.Response>;
    listen(port?: number | string, done?: (error?: Error) => void): Server;
    listen(port: number | string, host: string, done?: (error?: Error) => void): Server;
    param(name: string | string[], handler: ParamHandler): this;
    path(): string;
    render(name: string, options?: object, done?: (error: any, text: string) => void): void;
    render(name: string, done: (error: any, text: string) => void): void;
    route(path: Path): Route;
    set(setting: string, value: unknown): this;
    use: Use<Application>;
  }

  interface Express extends Application {}

  interface BodyOptions {
    inflate?: boolean;
    /** Bytes, or text as `"100kb"`, which is the default. */
    limit?: number | string;
    type?: string | string[] | ((req: Request) => unknown);
    verify?: (req: Request, res: Response, body: Uint8Array, encoding: string) => void;
  }

  interface StaticOptions extends SendFileOptions {
    extensions?: string[] | false;
    fallthrough?: boolean;
    index?: string | string[] | boolean;
    redirect?: boolean;
    setHeaders?: (res: Response, path: string, stats: any) => void;
  }

  function json(options?: BodyOptions & { reviver?: (key: string, value: any) => any; strict?: boolean }): RequestHandler;
  function raw(options?: BodyOptions): RequestHandler;
  function text(options?: BodyOptions & { defaultCharset?: string }): RequestHandler;
  function urlencoded(options?: BodyOptions & { extended?: boolean; parameterLimit?: number }): RequestHandler;
  function Router(options?: RouterOptions): Router;
  const application: Application;
  const request: Request;
  const response: Response;
  const Route: new (path: Path) => Route;
  var static: (root: string, options?: StaticOptions) => RequestHandler;
}

export default express;
export declare const json: typeof express.json;
export declare const raw: typeof express.raw;
export declare const text: typeof express.text;
export declare const urlencoded: typeof express.urlencoded;
export declare const application: express.Application;
export declare const request: express.Request;
export declare const response: express.Response;
export declare const Route: typeof express.Route;
export declare const Router: typeof express.Router;
export type Application = express.Application;
export type CookieOptions = express.CookieOptions;
export type ErrorRequestHandler = express.ErrorRequestHandler;
export type Express = express.Express;
export type NextFunction = express.NextFunction;
export type Request<P = express.Params, ResBody = any, ReqBody = any, ReqQuery = any> = express.Request<P, ResBody, ReqBody, ReqQuery>;
export type RequestHandler<P = express.Params, ResBody = any, ReqBody = any, ReqQuery = any> = express.RequestHandler<P, ResBody, ReqBody, ReqQuery>;
export type Response<ResBody = any> = express.Response<ResBody>;
export type Route = express.Route;
export type Router = express.Router;
