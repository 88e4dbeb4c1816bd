/**
 * What comes before the first request.
 *
 * @module
 */

/** The beginning of an app. */
export interface Startup {
  /**
   * Has something done before the first request: connect to a database, fill a cache. `listen()` takes the port at once, and lets
   * requests in when all such functions are done, one after the other; those that come meanwhile wait. If one throws or rejects, the
   * program fails. In production (`racejs start`) a release serves when it has done this.
   *
   * @throws With code `RACE_HTTP_HANDLER` for what is no function, `RACE_HTTP_STARTED` if the app has started.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * let greeting = "";
   * app.onStart(async () => {
   *   greeting = await Promise.resolve("Hello");
   * });
   * app.get("/", () => greeting);
   * const server = app.listen(0);
   * console.log(await (await fetch(server.url)).text()); // Hello
   * await server.close();
   * ```
   */
  onStart(prepare: () => unknown): this;

  /**
   * Does what {@link Startup.onStart} was given, once: `listen()` calls it. For tests that ask the app without a port.
   *
   * @returns Resolves when all is done, and rejects with what the first function that failed has thrown.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * let greeting = "";
   * app.onStart(() => {
   *   greeting = "Hello";
   * });
   * app.get("/", () => greeting);
   * await app.start();
   * console.log(await (await app.request("/")).text()); // Hello
   * ```
   */
  start(): Promise<void>;
}
