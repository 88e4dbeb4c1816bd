/**
 * @module `createApp()`: the router at the root, its settings, its servers, and what takes each request.
 * The native side finds the layers of each request; this side keeps their handlers.
 */

import { isEnded, noteServer, servingContext } from "ext:racejs_http/_development.ts";
import { dispatch, fail, met, Run } from "ext:racejs_http/_dispatch.ts";
import { fetchFrom, toRequest } from "ext:racejs_http/_fetch.ts";
import type { Layer } from "ext:racejs_http/_layer.ts";
import { core, endTurnIn, type NativeApp, ops, type Serve } from "ext:racejs_http/_ops.ts";
import { readSettings, type AppOptions, type Settings } from "ext:racejs_http/_settings.ts";
import { joinParts } from "ext:racejs_http/_request_head.ts";
import { tellOfSilence } from "ext:racejs_http/_silence.ts";
import { Startup } from "ext:racejs_http/_startup.ts";
import { stepsOf } from "ext:racejs_http/_steps.ts";
import { Req } from "ext:racejs_http/request.ts";
import { Res } from "ext:racejs_http/response.ts";
import { type Attachment, type Host, Router } from "ext:racejs_http/router.ts";
import { parseListen, Server } from "ext:racejs_http/server.ts";
import { Sockets, type SocketHandlers, type SocketOptions } from "ext:racejs_http/websocket.ts";

const { op_racejs_app, op_racejs_is_open, op_racejs_layer, op_racejs_program, op_racejs_run, op_racejs_tell } = ops;

/** Marks an app for the runtime, which listens when a program only exports one. */
const APP = Symbol.for("racejs.app");

/** Where apps are collected when a program is only asked for its routes. */
const APPS = Symbol.for("racejs.apps");

/** An app as `racejs routes` finds it. */
interface Collected {
  app: App;
  isListening: boolean;
  isMounted: boolean;
}

/** Bits of a layer, as the native side reads them. */
const CASE_SENSITIVE = 1;
const STRICT = 2;
const STREAM_BODY = 4;
const NATIVE_ONLY = 8;
const CONDITION = 16;

/** Bits of a request's flags. */
const IS_ASKED = 1;
const IS_LAST = 2;
const DONE_SHIFT = 2;

export interface RouteInfo {
  method: string;
  path: string;
  /** Names of its handlers. */
  handlers: string[];
  /** Those that run without JavaScript. */
  native: string[];
  /** Where it was registered, as `file:line:column`. */
  source: string | undefined;
}

export class App extends Router implements Host {
  readonly native: NativeApp;
  readonly settings: Settings;
  readonly locals: Record<string, unknown> = Object.create(null);
  #layers: Layer[] = [];
  #servers = new Set<Server>();
  #sockets: Sockets | undefined;
  #isRunning = false;
  #isWatched = false;
  #collected: Collected | undefined;
  #startup = new Startup();

  constructor(options: AppOptions = {}) {
    super(options);
    this.settings = readSettings(options);
    this.native = op_racejs_app(JSON.stringify(this.settings.native));
    this.attach({ host: this, prefixes: [], order: [], chain: [] });
    const collection = (globalThis as { [APPS]?: Collected[] })[APPS];
    if (collection === undefined) return;
    this.#collected = { app: this, isListening: false, isMounted: false };
    collection.push(this.#collected);
  }

  get [APP](): true {
    return true;
  }

  get listening(): boolean {
    return this.#servers.size > 0;
  }

  addLayer(layer: Layer): () => void {
    const { verb, parts, order, handlers, options } = layer;
    const router = layer.routers.at(-1)!;
    const isNative = handlers.stages.length === handlers.functions.length;
    const flags = (router.caseSensitive ? CASE_SENSITIVE : 0) | (router.strict ? STRICT : 0) |
      (options.streamBody ? STREAM_BODY : 0) | (isNative ? NATIVE_ONLY : 0) |
      (layer.regexp === undefined ? 0 : CONDITION);
    const id = this.#layers.length;
    const warnings = op_racejs_layer(
      this.native,
      id,
      verb,
      parts as string[],
      order as number[],
      flags,
      options.bodyLimit === undefined ? "" : String(options.bodyLimit),
      options.timeout ?? -1,
      handlers.stages as number[],
      handlers.behind as number[],
    );
    this.#layers.push(layer);
    for (const warning of warnings) console.warn(`warning: ${warning}`);
    return () => {
      ops.op_racejs_layer_remove(this.native, id);
      this.#layers.length = id;
    };
  }

  /** The routes and middleware in the order in which they were added. */
  routes(): RouteInfo[] {
    return this.#layers.map(({ verb, parts, handlers, origin, regexp }) => {
      const names = handlers.functions.map((handler) => handler.name || "(anonymous)");
      return {
        method: verb === "" ? "USE" : verb.toUpperCase(),
        path: regexp === undefined ? joinParts(parts) : joinParts(parts.slice(0, -1)).replace(/\/$/, "") + String(regexp),
        handlers: names,
        native: names.slice(0, handlers.stages.length),
        source: placeOf(origin),
      };
    });
  }

  /** WebSockets at a path. */
  ws(path: string, handlers: SocketHandlers, options: SocketOptions = {}): this {
    const sockets = this.#sockets ??= new Sockets();
    return this.on("get", path, sockets.accept(handlers, options));
  }

  /** Sends a message to every WebSocket of this app that has subscribed to the topic; how many those are. */
  publish(topic: string, data: string | ArrayBuffer | ArrayBufferView): number {
    return this.#sockets?.publish(topic, data) ?? 0;
  }

  onStart(prepare: () => unknown): this {
    this.#startup.add(prepare);
    return this;
  }

  start(): Promise<void> {
    return this.#startup.run();
  }

  listen(...args: unknown[]): Server {
    const { native, onListening } = parseListen(args);
    if (this.#collected !== undefined) {
      this.#collected.isListening = true;
      return Server.none();
    }
    if (isEnded()) return Server.none();
    const isHeld = !this.#startup.isEmpty;
    const listening = ops.op_racejs_listen(this.native, JSON.stringify(native), isHeld);
    noteServer(listening);
    const server = new Server(listening, (closed) => this.#servers.delete(closed));
    this.#servers.add(server);
    this.#run();
    this.#watch();
    // Later, as everywhere in Node: the caller's own assignment of the server comes first.
    if (isHeld) this.#startup.open(listening, onListening);
    else if (onListening !== undefined) queueMicrotask(onListening);
    return server;
  }

  /** Answers a web request, without a socket. */
  readonly fetch = (request: Request): Promise<Response> => fetchFrom(this.native, request, () => this.#run());

  /** Answers a request that is made here, for tests: `await app.request("/users?full=1")`. */
  request(path: string | URL | Request, init?: RequestInit): Promise<Response> {
    return this.fetch(toRequest(path, init));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.close()));
  }

  protected override attach(attachment: Attachment): void {
    if (this.#collected !== undefined) this.#collected.isMounted = true;
    super.attach(attachment);
  }

  /** While the program is developed. */
  async #watch(): Promise<void> {
    if (this.#isWatched || ops.op_racejs_is_production()) return;
    this.#isWatched = true;
    await tellOfSilence(this.native, (layer) => placeOf(this.#layers[layer]!.origin));
    this.#isWatched = false;
  }

  /** Has the native side hand over every request, until none can come any more. */
  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const outside = core.getAsyncContext();
    const context = servingContext(outside);
    const endTurn = endTurnIn(context, outside);
    const serve = this.#serveIn(context, endTurn);
    do {
      await op_racejs_run(this.native, op_racejs_program(serve, endTurn));
      // A program may have listened anew before this resumed.
    } while (op_racejs_is_open(this.native));
    this.#isRunning = false;
  }

  #serveIn(context: unknown, endTurn: () => boolean): Serve {
    const layers = this.#layers;
    // What is looked up in `core`, which has hundreds of names, is not looked up for every request.
    const { setAsyncContext } = core;
    return (exchange, head, peer, flags, allow, layer, base, count, ...rest) => {
      // What a handler has entered (AsyncLocalStorage) must not reach the next request.
      setAsyncContext(context);
      const req = new Req(exchange, this, head, peer);
      req.res = new Res(req, lateFailure);
      const run = new Run(req, stepsOf(layers, layer, base, count, rest), allow, flags >> DONE_SHIFT);
      if ((flags & IS_ASKED) === 0) dispatch(run);
      else this.#tell(run);
      return (flags & IS_LAST) !== 0 && endTurn() ? [req] : req;
    };
  }

  /** The native side reads the body as the route wants it, which only a regular expression can find: it hears first. */
  async #tell(run: Run): Promise<void> {
    if (await op_racejs_tell(run.req.exchange, met(run))) dispatch(run);
  }
}

/** What goes wrong behind a handler's back. */
function lateFailure(error: unknown, res: Res): void {
  fail(error, { req: res.req, res });
}

/** The first frame of a stack, without its parentheses. */
function placeOf(origin: Error): string | undefined {
  const frame = origin.stack?.split("\n").find((line) => /^\s+at /.test(line) && !line.includes("ext:"));
  return frame && /\(?([^()\s]+:\d+:\d+)\)?$/.exec(frame)?.[1];
}

export function createApp(options?: AppOptions): App {
  return new App(options);
}
