/**
 * @module The native side as the other modules see it. `entry.js` binds it before it loads any of them,
 * so that they may take ops from here as they are evaluated. Never import `ext:core/ops`: that view is
 * made before the fast calls are.
 */

declare const handle: unique symbol;
export interface NativeApp {
  readonly [handle]: "app";
}
export interface NativeServer {
  readonly [handle]: "server";
}
export interface Exchange {
  readonly [handle]: "exchange";
}

export interface Ops {
  op_racejs_answer_bytes(
    exchange: Exchange,
    status: number,
    kind: number,
    body: Uint8Array,
  ): void;
  op_racejs_answer_text(
    exchange: Exchange,
    status: number,
    kind: number,
    body: string,
  ): void;
  op_racejs_app(): NativeApp;
  op_racejs_body_bytes(exchange: Exchange): Uint8Array;
  op_racejs_body_kind(exchange: Exchange): number;
  op_racejs_body_text(exchange: Exchange): string;
  op_racejs_header(exchange: Exchange, name: string): string | null;
  op_racejs_headers(exchange: Exchange): string[];
  op_racejs_ip(exchange: Exchange): string;
  op_racejs_is_open(app: NativeApp): boolean;
  op_racejs_is_production(): boolean;
  op_racejs_listen(
    app: NativeApp,
    host: string | null,
    port: number,
  ): NativeServer;
  op_racejs_method(exchange: Exchange): string;
  op_racejs_next(app: NativeApp): Promise<boolean>;
  op_racejs_params(exchange: Exchange): string[];
  op_racejs_reason(status: number): string;
  op_racejs_route(
    app: NativeApp,
    method: string,
    pattern: string,
    handler: number,
  ): void;
  op_racejs_server_close(server: NativeServer): Promise<void>;
  op_racejs_server_host(server: NativeServer): string;
  op_racejs_server_port(server: NativeServer): number;
  op_racejs_set_headers(exchange: Exchange, pairs: string[]): void;
  op_racejs_stream_abort(exchange: Exchange): Promise<void>;
  op_racejs_stream_end(exchange: Exchange): void;
  op_racejs_stream_start(
    exchange: Exchange,
    status: number,
    kind: number,
  ): void;
  op_racejs_stream_write(
    exchange: Exchange,
    chunk: Uint8Array,
  ): Promise<boolean>;
  op_racejs_take(app: NativeApp): (Exchange | number)[];
  op_racejs_url(exchange: Exchange): string;
}

export interface Core {
  ops: Ops;
  encode(text: string): Uint8Array;
  getAsyncContext(): unknown;
  setAsyncContext(context: unknown): void;
}

export let core: Core;
export let ops: Ops;

/** Called once, by `entry.js`. */
export function bind(native: Core): void {
  core = native;
  ops = native.ops;
}
