/**
 * @module What has to be done before an app's first request.
 */

import { type NativeServer, ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

export class Startup {
  #preparations: (() => unknown)[] = [];
  #started: Promise<void> | undefined;

  get isEmpty(): boolean {
    return this.#preparations.length === 0;
  }

  add(prepare: () => unknown): void {
    if (typeof prepare !== "function") {
      throw coded(TypeError, "RACE_HTTP_HANDLER", `\`onStart()\` takes a function, and this is ${String(prepare)}`);
    }
    if (this.#started !== undefined) {
      throw coded(Error, "RACE_HTTP_STARTED", "The app has started\nhint: call `onStart()` before `listen()`");
    }
    this.#preparations.push(prepare);
  }

  /** Does it, once. */
  run(): Promise<void> {
    return this.#started ??= this.#prepare();
  }

  /** Lets requests into a server that was held, when all is done. What fails is the program's, as an error that nobody handles. */
  async open(server: NativeServer, onListening: (() => void) | undefined): Promise<void> {
    await this.run();
    ops.op_racejs_server_release(server);
    onListening?.();
  }

  async #prepare(): Promise<void> {
    // One after the other: the second one may need what the first one has made.
    for (const prepare of this.#preparations) await prepare();
  }
}
