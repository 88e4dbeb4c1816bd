/**
 * @module `createApp()`: routes and servers. The native side finds the route of each request; this side
 * keeps the handlers, and the loop that takes whatever is ready.
 */

import {
  core,
  type Exchange,
  type NativeApp,
  ops,
} from "ext:racejs_http/_ops.ts";
import { dispatch, type Handler } from "ext:racejs_http/_dispatch.ts";
import { coded } from "ext:racejs_http/errors.ts";
import { parseListen, Server } from "ext:racejs_http/server.ts";

const {
  op_racejs_app,
  op_racejs_is_open,
  op_racejs_listen,
  op_racejs_next,
  op_racejs_route,
  op_racejs_take,
} = ops;

type Handlers = readonly (Handler | Handlers)[];

/** Marks an app for the runtime, which listens when a program only exports one. */
const APP = Symbol.for("racejs.app");

export class App {
  #native: NativeApp = op_racejs_app();
  #routes: Handler[][] = [];
  #servers = new Set<Server>();
  #isRunning = false;

  get [APP](): true {
    return true;
  }

  get listening(): boolean {
    return this.#servers.size > 0;
  }

  get(path: string, ...handlers: Handlers): this {
    return this.#add("get", path, handlers);
  }

  head(path: string, ...handlers: Handlers): this {
    return this.#add("head", path, handlers);
  }

  post(path: string, ...handlers: Handlers): this {
    return this.#add("post", path, handlers);
  }

  put(path: string, ...handlers: Handlers): this {
    return this.#add("put", path, handlers);
  }

  patch(path: string, ...handlers: Handlers): this {
    return this.#add("patch", path, handlers);
  }

  delete(path: string, ...handlers: Handlers): this {
    return this.#add("delete", path, handlers);
  }

  options(path: string, ...handlers: Handlers): this {
    return this.#add("options", path, handlers);
  }

  all(path: string, ...handlers: Handlers): this {
    return this.#add("all", path, handlers);
  }

  listen(...args: unknown[]): Server {
    const { port, host, onListening } = parseListen(args);
    const native = op_racejs_listen(this.#native, host, port);
    const server = new Server(native, (closed) => this.#servers.delete(closed));
    this.#servers.add(server);
    if (!this.#isRunning) this.#run();
    // Later, as everywhere in Node: the caller's own assignment of the server comes first.
    if (onListening !== undefined) queueMicrotask(onListening);
    return server;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers].map((server) => server.close()));
  }

  #add(method: string, path: string, nested: Handlers): this {
    const handlers = nested.flat(Infinity as 1) as Handler[];
    const route = `${method.toUpperCase()} ${path}`;
    if (typeof path !== "string") {
      throw coded(
        TypeError,
        "RACE_HTTP_PATTERN",
        `A route's path is a string, not ${typeof path}`,
      );
    }
    if (handlers.length === 0) {
      throw coded(TypeError, "RACE_HTTP_HANDLER", `\`${route}\` has no handler`);
    }
    if (!handlers.every((handler) => typeof handler === "function")) {
      throw coded(
        TypeError,
        "RACE_HTTP_HANDLER",
        `A handler of \`${route}\` is not a function`,
      );
    }
    if (handlers.some((handler) => handler.length > 3)) {
      throw coded(
        TypeError,
        "RACE_HTTP_HANDLER",
        `A handler of \`${route}\` has more than three parameters\nhint: there are no error handlers yet; what is thrown is answered as a problem document`,
      );
    }
    op_racejs_route(this.#native, method, path, this.#routes.length);
    this.#routes.push(handlers);
    return this;
  }

  /** One entry a tick for all that is ready. A handler's promise is never awaited here. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    const context = core.getAsyncContext();
    do {
      while (await op_racejs_next(this.#native)) this.#dispatchReady(context);
      // A program may have listened anew before this resumed.
    } while (op_racejs_is_open(this.#native));
    this.#isRunning = false;
  }

  /** Apart from the loop, whose variables would keep the last requests alive while it waits for others. */
  #dispatchReady(context: unknown): void {
    const ready = op_racejs_take(this.#native);
    for (let i = 0; i < ready.length; i += 2) {
      // What a handler enters (AsyncLocalStorage) must not reach the next request.
      core.setAsyncContext(context);
      const handlers = this.#routes[ready[i + 1] as number]!;
      dispatch(ready[i] as Exchange, handlers);
    }
    core.setAsyncContext(context);
  }
}

export function createApp(): App {
  return new App();
}
