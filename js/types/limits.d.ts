/**
 * The bounds of an app.
 *
 * @module
 */

/**
 * What a client may cost. Sizes are bytes, or text as `"10mb"` with units of 1024; times are milliseconds, and
 * rates bytes per second, as numbers or text.
 *
 * @throws `createApp()` throws with code `RACE_HTTP_SETTING` for a limit that does not exist, or a value that does not
 * fit.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp({ limits: { bodySize: "1kb", answerTimeout: 50 } });
 * app.post("/", () => "small enough");
 * app.get("/slow", () => new Promise(() => {}));
 * console.log((await app.request("/", { method: "POST", body: "x".repeat(2000) })).status); // 413
 * console.log((await app.request("/slow")).status); // 504
 * ```
 */
export interface Limits {
  /** Request line and headers together. Past it 431, and the connection closes. Default 16 KiB. */
  headSize?: number | string;
  /** Header lines of a request. Past it 431, and the connection closes. Default 256. */
  headLines?: number;
  /** Body of a request, after decompression. Past it 413, and the connection closes. Default 1 MiB. */
  bodySize?: number | string;
  /**
   * From the first byte of a request to the end of its headers. Past it 408, and the connection closes. Default 15 000.
   */
  headTimeout?: number;
  /**
   * From the end of the headers to the end of the body. For a body that is read as a stream, how long the client may
   * send nothing while it is waited for. Past it 408, and the connection closes. Default 30 000.
   */
  bodyTimeout?: number;
  /**
   * How fast a body that is read as a stream must come, while the client is waited for; 0 for any rate. A client that
   * falls behind it by more than `bodyTimeout` gets 408, and its connection closes. Default 240.
   */
  bodyRate?: number | string;
  /** How long a connection may wait for its next request. Past it the connection closes. Default 30 000. */
  idleTimeout?: number;
  /**
   * How long a client may take no byte of its answer, or of what a WebSocket is sent. Past it the connection closes.
   * Default 30 000.
   */
  writeTimeout?: number;
  /**
   * How fast a client must take what waits for it; 0 for any rate. When it falls behind by more than `writeTimeout`,
   * its connection closes, or its HTTP/2 streams. Default 240.
   */
  writeRate?: number | string;
  /**
   * How long the handlers of a request may take to begin their answer; 0 for no limit. Past it 504, and a warning in
   * the host's log (`RACEJS_LOG=racejs=warn`). Unless `NODE_ENV` is `production`, a warning names the route after five
   * seconds, once, if neither it nor the middleware `timeout()` has a time of its own. Default 60 000.
   */
  answerTimeout?: number;
  /**
   * How long requests in flight may take to finish once a server closes. Past it their connections close, with a
   * warning in the host's log (`RACEJS_LOG=racejs=warn`). Default 10 000.
   */
  drainTimeout?: number;
  /** Connections at a time, of all servers of the app. Past it new ones wait to be accepted. Default 16 384. */
  connections?: number;
  /**
   * Connections at a time from one address, or from one network of 64 bits in IPv6. Past it new ones are closed, with a
   * warning in the host's log (`RACEJS_LOG=racejs=warn`). Default 1024.
   */
  connectionsPerAddress?: number;
  /** Requests on one connection. After the last one it closes. Default 100 000. */
  requestsPerConnection?: number;
  /** Streams, which are requests, at a time on one HTTP/2 connection. Past it they are refused. Default 128. */
  streams?: number;
}
