/**
 * Who makes a request.
 *
 * @module
 */

/** Who asks. Behind a proxy, `trustProxy` of the app says whose word is taken for it. */
export interface RequestClient {
  /**
   * The client's address, without its port.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp({ trustProxy: true });
   * app.get("/", (req) => req.ip);
   * const res = await app.request("/", { headers: { "x-forwarded-for": "203.0.113.7" } });
   * console.log(await res.text()); // 203.0.113.7
   * ```
   */
  readonly ip: string;

  /**
   * The addresses from the client to the last proxy that is trusted; empty if none is.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp({ trustProxy: true });
   * app.get("/", (req) => req.ips);
   * const res = await app.request("/", { headers: { "x-forwarded-for": "203.0.113.7, 10.0.0.1" } });
   * console.log(await res.text()); // ["203.0.113.7","10.0.0.1"]
   * ```
   */
  readonly ips: readonly string[];

  /**
   * `"http"` or `"https"`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.protocol);
   * console.log(await (await app.request("https://shop.example/")).text()); // https
   * ```
   */
  readonly protocol: string;

  /**
   * Whether the protocol is `"https"`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.secure);
   * console.log(await (await app.request("/")).text()); // false
   * ```
   */
  readonly secure: boolean;

  /**
   * Name and port that the client asked for.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.host);
   * console.log(await (await app.request("http://shop.example:8080/")).text()); // shop.example:8080
   * ```
   */
  readonly host: string | undefined;

  /**
   * The name that the client asked for, without the port.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/", (req) => req.hostname);
   * console.log(await (await app.request("http://shop.example:8080/")).text()); // shop.example
   * ```
   */
  readonly hostname: string | undefined;

  /**
   * The request's id, if the middleware {@link requestId} has given it one.
   *
   * @example
   * ```ts
   * import { createApp, requestId } from "racejs";
   *
   * const app = createApp();
   * app.use(requestId());
   * app.get("/", (req) => req.id);
   * const res = await app.request("/");
   * console.log((await res.text()) === res.headers.get("x-request-id")); // true
   * ```
   */
  readonly id: string | undefined;

  /**
   * The user's name, if the middleware {@link basicAuth} or {@link bearerAuth} knows it.
   *
   * @example
   * ```ts
   * import { basicAuth, createApp } from "racejs";
   *
   * const app = createApp();
   * app.use(basicAuth({ users: { ada: "lovelace" } }));
   * app.get("/", (req) => req.user);
   * const res = await app.request("/", { headers: { authorization: `Basic ${btoa("ada:lovelace")}` } });
   * console.log(await res.text()); // ada
   * ```
   */
  readonly user: string | undefined;
}
