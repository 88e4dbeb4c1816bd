/**
 * Servers: where an app listens.
 *
 * @module
 */

import type { TlsOptions } from "./tls.d.ts";

/**
 * Where and how to listen.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/", (req) => req.protocol);
 * const server = app.listen({ port: 0, host: "127.0.0.1", h2c: true });
 * console.log(await (await fetch(server.url)).text()); // http
 * await server.close();
 * ```
 */
export interface ListenOptions {
  /** A TCP port; 0 picks a free one. Default 3000. */
  port?: number | string;
  /** A name or an address. Default: every address, IPv6 and IPv4. */
  host?: string;
  /**
   * The path of a Unix socket, in place of a port. The file is removed when the server closes, and one that a process
   * has left behind when a server opens.
   */
  path?: string;
  /** Encrypts connections. */
  tls?: TlsOptions;
  /** Whether clients may begin with HTTP/2 at once, without TLS ("prior knowledge"). Default `false`. */
  h2c?: boolean;
  /**
   * Whether each connection begins with a PROXY header, version 1 or 2, as a load balancer sends it. It names the
   * client, and whoever connects is believed; a connection without it is closed. Default `false`.
   */
  proxyProtocol?: boolean;
}

/** A listening socket and its connections. */
export interface Server {
  /**
   * The port it listens on: the real one, also when 0 was asked for. 0 for a Unix socket.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const server = createApp().listen(0);
   * console.log(server.port > 0); // true
   * await server.close();
   * ```
   */
  readonly port: number;

  /**
   * A URL that reaches it from this machine, without a slash at its end.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const server = createApp().listen(0);
   * console.log(server.url === `http://localhost:${server.port}`); // true
   * await server.close();
   * ```
   */
  readonly url: string;

  /**
   * Where it listens, as in Node; the path of a Unix socket.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const server = createApp().listen(0, "127.0.0.1");
   * const address = server.address();
   * if (typeof address === "object") console.log(address.address, address.family); // 127.0.0.1 IPv4
   * await server.close();
   * ```
   */
  address(): Address | string;

  /**
   * Reads the certificates anew, for connections from now on. Of itself, the server does so some seconds after their
   * files have changed.
   *
   * @throws With code `RACE_HTTP_TLS` if the new ones cannot be used; the old ones stay in use then.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const server = createApp().listen({ port: 0, tls: { cert: "cert.pem", key: "key.pem" } });
   * server.reloadCertificates();
   * console.log(new URL(server.url).protocol); // https:
   * await server.close();
   * ```
   */
  reloadCertificates(): void;

  /**
   * Stops listening, and closes connections that wait for a request. Requests in flight have `drainTimeout` to finish.
   * Resolves when the last connection is closed, and calls `onClosed`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * const server = app.listen(0);
   * await server.close(() => console.log("closed")); // closed
   * ```
   */
  close(onClosed?: () => void): Promise<void>;
}

/** Where a server listens. */
export interface Address {
  readonly address: string;
  readonly port: number;
  readonly family: "IPv4" | "IPv6";
}

/**
 * Which of the isolates that run this program this one is. With `racejs --workers 4 app.ts` there are four, each with
 * its own thread and its own memory, and they share the ports that they listen on.
 *
 * @example
 * ```ts
 * import { worker } from "racejs";
 *
 * console.log(worker.id, worker.count, worker.isFirst); // 0 1 true
 * ```
 */
export declare const worker: {
  /** Counts from 0. */
  readonly id: number;
  /** How many there are. */
  readonly count: number;
  /** Whether its `id` is 0: for what only one of them should do. */
  readonly isFirst: boolean;
};
