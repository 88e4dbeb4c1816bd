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
 * @module
 */

import type { AppOptions } from "./options.d.ts";
import type { Router } from "./router.d.ts";
import type { ListenOptions, Server } from "./server.d.ts";
import type { SocketData } from "./socket.d.ts";
import type { Startup } from "./startup.d.ts";
import type { SocketHandlers, SocketOptions } from "./websocket.d.ts";

/**
 * Makes an app: a router with servers that answer by it.
 *
 * @throws With code `RACE_HTTP_SETTING` for a setting that does not exist or does not fit, `RACE_HTTP_TRUST_PROXY` for
 * `trustProxy`.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/", () => ({ hello: "world" }));
 * console.log(await (await app.request("/")).text()); // {"hello":"world"}
 * ```
 */
export declare function createApp(options?: AppOptions): App;

/** A router with servers. It can be mounted in another app, as a router can. */
export interface App extends Router, Startup {
  /**
   * For the program to keep things at; its own, without a prototype.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.locals.title = "Shop";
   * app.get("/", (req) => req.app.locals.title);
   * console.log(await (await app.request("/")).text()); // Shop
   * ```
   */
  readonly locals: Record<string, unknown>;

  /**
   * Starts to listen, at once. The process lives on until the server closes.
   *
   * @param port A TCP port, as a number or as text; 0 picks a free one. Default 3000. Text that begins with `/` is the
   * path of a Unix socket.
   * @param host A name or an address. Default: every address, IPv6 and IPv4.
   * @param onListening Is called once, after `listen` has returned.
   * @throws With code `EADDRINUSE` if the port or path is taken, `EACCES` if it needs a privilege, `RACE_HTTP_LISTEN` for
   * the system's other reasons, `RACE_HTTP_PORT` and `RACE_HTTP_HOST` for what is none, `RACE_HTTP_SETTING` for an
   * option that does not exist, `RACE_HTTP_TLS` for certificates that cannot be used.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", () => "Hello");
   * const server = app.listen(0);
   * console.log(await (await fetch(server.url)).text()); // Hello
   * await server.close();
   * ```
   */
  listen(port?: number | string, host?: string | ListenOptions, onListening?: () => void): Server;
  /** With Node's backlog, which is left to the system. */
  listen(port: number | string, host: string, backlog: number, onListening?: () => void): Server;
  listen(port: number | string | undefined, onListening: () => void): Server;
  listen(options: ListenOptions, onListening?: () => void): Server;
  listen(onListening: () => void): Server;

  /**
   * Whether a server of this app listens.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * console.log(app.listening); // false
   * app.listen(0);
   * console.log(app.listening); // true
   * await app.close();
   * ```
   */
  readonly listening: boolean;

  /**
   * Closes every server of this app, as {@link Server.close} does.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.listen(0);
   * app.listen(0);
   * await app.close();
   * console.log(app.listening); // false
   * ```
   */
  close(): Promise<void>;

  /**
   * Answers a web request, without a socket. It is bound to the app: other frameworks and edge platforms take it as it
   * is. When the request's signal aborts, {@link Req.signal} does too, and the answer or the rest of it fails with the
   * signal's reason.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const { get, fetch } = createApp().get("/", (req) => req.hostname);
   * const res = await fetch(new Request("http://shop.example/"));
   * console.log(await res.text()); // shop.example
   * ```
   */
  readonly fetch: (request: Request) => Promise<Response>;

  /**
   * Answers a request that is made here, for tests. It goes the whole way of a real one, but for the socket.
   *
   * @param path A path, asked of `http://localhost`; or a whole URL or `Request`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.put("/users/:id", (req) => ({ id: req.params.id, body: req.body }));
   * const res = await app.request("/users/7", {
   *   method: "PUT",
   *   headers: { "content-type": "application/json" },
   *   body: JSON.stringify({ name: "Ada" }),
   * });
   * console.log(res.status, await res.text()); // 200 {"id":"7","body":{"name":"Ada"}}
   * ```
   */
  request(path: string | URL | Request, init?: RequestInit): Promise<Response>;

  /**
   * The routes and middleware, in the order in which they were added. `racejs routes app.ts` prints them.
   *
   * @example
   * ```ts
   * import { createApp, cors } from "racejs";
   *
   * const app = createApp();
   * app.use(cors());
   * app.get("/users", function list() {});
   * for (const { method, path, handlers, native } of app.routes()) {
   *   console.log(method, path, handlers, native);
   * }
   * // USE / [ "cors" ] [ "cors" ]
   * // GET /users [ "list" ] []
   * ```
   */
  routes(): RouteInfo[];

  /**
   * Takes WebSockets at a path. A request that asks for none gets 426.
   *
   * @throws With code `RACE_HTTP_HANDLER` for a handler that is no function, `RACE_HTTP_SETTING` for a handler or an option
   * that does not exist or does not fit, `RACE_HTTP_PATTERN` for what is no path.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/echo", { message: (socket, message) => socket.send(message) });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/echo`);
   * client.onopen = () => client.send("hello");
   * client.onmessage = async (event) => {
   *   console.log(event.data); // hello
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  ws<Data = unknown>(path: string, handlers: SocketHandlers<Data>, options?: SocketOptions): this;

  /**
   * Sends a message to every WebSocket of this app that has subscribed to the topic, and says how many get it. With
   * several workers, each has an app and sockets of its own: those of other workers get nothing.
   *
   * @throws {TypeError} With code `RACE_HTTP_SOCKET_DATA` for what is neither a string nor bytes.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.ws("/news", { open: (socket) => socket.subscribe("news") });
   * const server = app.listen(0);
   * const client = new WebSocket(`ws://localhost:${server.port}/news`);
   * client.onopen = () => console.log(app.publish("news", "It rains")); // 1
   * client.onmessage = async (event) => {
   *   console.log(event.data); // It rains
   *   client.close();
   *   await server.close();
   * };
   * ```
   */
  publish(topic: string, data: SocketData): number;
}

/** A route or a middleware, as {@link App.routes} lists them. */
export interface RouteInfo {
  /** In upper case; `"USE"` for middleware, `"ALL"` for every method. */
  readonly method: string;
  /** With the prefixes of the routers that it stands in. */
  readonly path: string;
  /** The names of its handlers; `"(anonymous)"` where there is none. */
  readonly handlers: string[];
  /** Those that run without JavaScript. */
  readonly native: string[];
  /** Where it was added, as `file:line:column`. */
  readonly source: string | undefined;
}
