/**
 * @module Requests that handlers leave without an answer, told while a program is developed: their clients would wait for
 * a minute until they hear of it. The native side keeps the time.
 */

import { type NativeApp, ops, unheld } from "ext:racejs_http/_ops.ts";

/** A line in the log for each route, once, as long as anything is open. `place` says where a layer was registered. */
export async function tellOfSilence(app: NativeApp, place: (layer: number) => string | undefined): Promise<void> {
  const { op_racejs_is_open, op_racejs_silent } = ops;
  do {
    for (;;) {
      const silent = await unheld(op_racejs_silent(app));
      if (silent === null) break;
      const [layer, method, path] = silent;
      const where = place(layer) ?? "a place that is not known";
      console.warn(
        `warning: ${method} ${path} has no answer after 5 seconds; its handlers were registered at ${where}\n` +
          "hint: a handler returns a value, answers by `res`, or calls `next()`; `{ timeout: 60_000 }` behind the path allows for more time",
      );
    }
    // A program may have listened anew before this resumed.
  } while (op_racejs_is_open(app));
}
