/**
 * @module An app on the engine: its servers, and what takes each request. The engine passes on every
 * request, its body unread: which layers it goes through is the routers' own affair.
 */

import { servingContext } from "ext:racejs_http/_development.ts";
import { fetchFrom } from "ext:racejs_http/_fetch.ts";
import { core, endTurnIn, type NativeApp, type Serve } from "ext:racejs_http/_ops.ts";
import { ops } from "ext:racejs_express/_ops.ts";
import { NativeWire, type Wire } from "ext:racejs_express/_wire.ts";
import { Server } from "ext:racejs_express/server.ts";

const STREAM_BODY = 4;
const NO_TIMEOUT = 0;

export class Host {
  #native: NativeApp;
  #serve: (wire: Wire) => void;
  #servers = new Set<Server>();
  #isRunning = false;

  constructor(serve: (wire: Wire) => void) {
    this.#serve = serve;
    this.#native = ops.op_racejs_app(JSON.stringify({ order: "registration", limits: {}, trustProxy: false }));
    ops.op_racejs_layer(this.#native, 0, "", ["/"], [0], STREAM_BODY, "", NO_TIMEOUT, [], []);
  }

  get isListening(): boolean {
    return this.#servers.size > 0;
  }

  listen(args: unknown[]): Server {
    const server = new Server(this.#native, (closed) => this.#servers.delete(closed));
    server.listen(...args);
    if (!server.listening) return server;
    this.#servers.add(server);
    this.#run();
    return server;
  }

  idleServer(): Server {
    return new Server(this.#native, () => {});
  }

  fetch(request: Request): Promise<Response> {
    return fetchFrom(this.#native, request, () => this.#run());
  }

  /** Has the native side hand over every request, until none can come any more. */
  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const outside = core.getAsyncContext();
    const context = servingContext(outside);
    const serve = this.#serveIn(context);
    do {
      await ops.op_racejs_run(this.#native, ops.op_racejs_program(serve, endTurnIn(context, outside)));
    } while (ops.op_racejs_is_open(this.#native));
    this.#isRunning = false;
  }

  #serveIn(context: unknown): Serve {
    return (exchange, head, peer) => {
      // What a handler has entered (AsyncLocalStorage) must not reach the next request.
      core.setAsyncContext(context);
      const wire = new NativeWire(exchange, head, peer);
      this.#serve(wire);
      return wire;
    };
  }
}
