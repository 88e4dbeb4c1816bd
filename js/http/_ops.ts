/**
 * @module The native side as the other modules see it. `entry.js` binds it before it loads any of them,
 * so that they may take ops from here as they are evaluated. Never import `ext:core/ops`: that view is
 * made before the fast calls are.
 */

declare const handle: unique symbol;
interface Handle<Name extends string> {
  readonly [handle]: Name;
}
export type NativeApp = Handle<"app">;
export type NativeServer = Handle<"server">;
/** The number of one; it says nothing once the exchange is over. */
export type Exchange = number & Handle<"exchange">;
export type NativeBody = Handle<"body">;
export type NativeMultipart = Handle<"multipart">;
export type NativeRequest = Handle<"request">;
export type NativeSockets = Handle<"sockets">;
export type NativeSocketOptions = Handle<"socketOptions">;

export type NativeProgram = Handle<"program">;

/**
 * Takes a request. `flags` has 1 if the native side waits to be told which steps take it, 2 if it is the last one of its turn,
 * which then ends, and above that how many native handlers have run; `allow` the path's methods, if there is no route for this
 * one; then for each step its layer, its base, the number of its parameters, and these: depth, name, value. Without a step, the
 * rest is missing. What comes back stands for the request: the exchange lives as long as it does. In a list of its own, it
 * says that the turn has left something for the event loop that cannot wait.
 */
export type Serve = (
  exchange: Exchange,
  head: string,
  peer: string,
  flags: number,
  allow: string,
  layer: number | undefined,
  base: number,
  count: number,
  ...rest: (number | string)[]
) => object;

export interface Ops {
  // An app and its servers.
  op_racejs_app(settings: string): NativeApp;
  op_racejs_in_cluster(): boolean;
  op_racejs_is_open(app: NativeApp): boolean;
  op_racejs_layer(
    app: NativeApp,
    id: number,
    method: string,
    parts: string[],
    order: number[],
    flags: number,
    bodyLimit: string,
    timeout: number,
    stages: number[],
    behind: number[],
  ): string[];
  op_racejs_layer_remove(app: NativeApp, id: number): void;
  op_racejs_listen(app: NativeApp, options: string, isHeld: boolean): NativeServer;
  op_racejs_program(serve: Serve, endTurn: () => boolean): NativeProgram;
  op_racejs_run(app: NativeApp, program: NativeProgram): Promise<void>;
  op_racejs_server_close(server: NativeServer): Promise<void>;
  op_racejs_server_host(server: NativeServer): string;
  op_racejs_server_offer(server: NativeServer): void;
  op_racejs_server_is_tls(server: NativeServer): boolean;
  op_racejs_server_port(server: NativeServer): number;
  op_racejs_server_release(server: NativeServer): void;
  op_racejs_server_reload(server: NativeServer): void;
  op_racejs_silent(app: NativeApp): Promise<[layer: number, method: string, path: string] | null>;
  /** Empty if there is nothing. */
  op_racejs_take_kept(): Uint8Array;
  op_racejs_worker(): [index: number, count: number];

  // A request.
  op_racejs_accepts(header: string, field: string | null, offers: string[]): string[];
  op_racejs_client(app: NativeApp, peer: string, head: string): string[];
  op_racejs_ended(exchange: Exchange): Promise<boolean>;
  op_racejs_id(exchange: Exchange): string | null;
  op_racejs_is(mediaType: string, types: string[]): string | null;
  op_racejs_release(exchange: Exchange): void;
  op_racejs_stage_create(name: string, settings: string): number;
  op_racejs_stage_run(exchange: Exchange, stage: number, base: number): Promise<boolean>;
  op_racejs_tell(exchange: Exchange, met: number[]): Promise<boolean>;
  op_racejs_user(exchange: Exchange): string | null;

  // Its body.
  op_racejs_body_bytes(exchange: Exchange): Uint8Array;
  op_racejs_body_exists(exchange: Exchange): boolean;
  op_racejs_body_json(exchange: Exchange): string;
  op_racejs_body_kind(exchange: Exchange): number;
  op_racejs_body_read(exchange: Exchange): Promise<number>;
  op_racejs_body_text(exchange: Exchange): string;
  op_racejs_chunk(body: NativeBody): Promise<Uint8Array | null>;
  op_racejs_multipart(exchange: Exchange, options: string): NativeMultipart;
  op_racejs_multipart_chunk(form: NativeMultipart): Promise<Uint8Array | null>;
  op_racejs_multipart_drop(form: NativeMultipart): void;
  op_racejs_multipart_next(form: NativeMultipart): Promise<[string, string | null, string | null] | null>;
  op_racejs_stream(exchange: Exchange): NativeBody;
  op_racejs_stream_drop(body: NativeBody): void;

  // Its answer.
  op_racejs_answer_bytes(exchange: Exchange, status: number, kind: number, body: Uint8Array): void;
  op_racejs_answer_text(exchange: Exchange, status: number, kind: number, body: string): void;
  op_racejs_early_hints(exchange: Exchange, pairs: string[]): boolean;
  op_racejs_send_file(exchange: Exchange, path: string, options: string): Promise<number>;
  op_racejs_set_headers(exchange: Exchange, pairs: string, count: number): void;
  op_racejs_stream_abort(exchange: Exchange): Promise<void>;
  op_racejs_stream_end(exchange: Exchange, trailers: string[]): void;
  op_racejs_stream_start(exchange: Exchange, status: number, kind: number): void;
  op_racejs_stream_write(exchange: Exchange, chunk: Uint8Array): Promise<boolean>;

  // A request without a socket.
  op_racejs_fetch(
    app: NativeApp,
    request: NativeRequest,
    method: string,
    target: string,
    host: string,
    isTls: boolean,
    headers: string[],
    body: Uint8Array | null,
  ): Promise<boolean>;
  op_racejs_fetch_chunk(request: NativeRequest): Promise<Uint8Array<ArrayBuffer> | null>;
  op_racejs_fetch_drop(request: NativeRequest): void;
  op_racejs_fetch_head(request: NativeRequest): { status: number; fields: string[] };
  op_racejs_fetch_open(): NativeRequest;

  // Texts.
  op_racejs_cookie_format(name: string, value: string, options: string): string;
  op_racejs_cookie_sign(value: string, secret: string): string;
  op_racejs_cookie_unsign(value: string, secrets: string[]): string | null;
  op_racejs_cookies(header: string): string[];
  op_racejs_file_path(url: string): string;
  op_racejs_form(text: string): string[];
  op_racejs_form_nested(text: string): string;
  op_racejs_is_production(): boolean;
  op_racejs_media_type(extension: string): string;
  op_racejs_range(header: string, size: number, combine: boolean): number[];
  op_racejs_reason(status: number): string;
  op_racejs_source_lines(url: string, line: number): { first: number; lines: string[] };

  // WebSockets. A socket is its id; -1 is none.
  op_racejs_ws_accept(sockets: NativeSockets, exchange: Exchange, options: NativeSocketOptions): number;
  op_racejs_ws_close(sockets: NativeSockets, id: number, code: number, reason: string): void;
  op_racejs_ws_is_subscribed(sockets: NativeSockets, id: number, topic: string): boolean;
  op_racejs_ws_next(sockets: NativeSockets): Promise<unknown[]>;
  op_racejs_ws_open(): NativeSockets;
  op_racejs_ws_options(options: string): NativeSocketOptions;
  op_racejs_ws_publish(sockets: NativeSockets, sender: number, topic: string, data: Uint8Array, isText: boolean): number;
  op_racejs_ws_send(sockets: NativeSockets, id: number, data: Uint8Array, isText: boolean, compress: boolean): number;
  op_racejs_ws_state(sockets: NativeSockets, id: number): number;
  op_racejs_ws_subscribe(sockets: NativeSockets, id: number, topic: string): boolean;
  op_racejs_ws_terminate(sockets: NativeSockets, id: number): void;
  op_racejs_ws_unsubscribe(sockets: NativeSockets, id: number, topic: string): boolean;
}

export interface Core {
  ops: Ops;
  deserialize(bytes: Uint8Array): unknown;
  encode(text: string): Uint8Array;
  /** Those that keep the event loop going. */
  getActiveImmediateCount(): number;
  getAsyncContext(): unknown;
  reportUnhandledException(error: unknown): void;
  /** Microtasks, ticks and unhandled rejections, as Node has them behind every callback. */
  runNextTicks(): void;
  serialize(value: unknown): Uint8Array;
  setAsyncContext(context: unknown): void;
  unrefOpPromise(promise: Promise<unknown>): void;
}

export let core: Core;
export let ops: Ops;

/**
 * Waits for what only a client brings about, without keeping a program alive: a connection does that by itself, and for
 * a request without one there may be nobody who ever reads the answer.
 */
export function unheld<T>(waiting: Promise<T>): Promise<T> {
  core.unrefOpPromise(waiting);
  return waiting;
}

/** Called once, by `entry.js`. */
export function bind(native: Core): void {
  core = native;
  ops = native.ops;
}

/**
 * What runs behind all requests of a turn, in a context that is none of theirs. It gives back whether they have left
 * something for the event loop that cannot wait. What comes after the turn has the context `outside`.
 */
export function endTurnIn(context: unknown, outside: unknown): () => boolean {
  const { getActiveImmediateCount, reportUnhandledException, runNextTicks, setAsyncContext } = core;
  return () => {
    setAsyncContext(context);
    try {
      runNextTicks();
    } catch (error) {
      // Of a handler of errors that has failed itself: it ends the program, as everywhere else.
      reportUnhandledException(error);
      return true;
    } finally {
      if (outside !== context) setAsyncContext(outside);
    }
    return getActiveImmediateCount() > 0;
  };
}
