/** @module The module `node:test/reporters`: functions from events to text, for a stream of `run()`. */

import { Dot } from "ext:racejs_test/_dot.ts";
import { node } from "ext:racejs_test/_host.ts";
import { Junit } from "ext:racejs_test/_junit.ts";
import { isColored, type Reporter } from "ext:racejs_test/_reporters.ts";
import { Spec } from "ext:racejs_test/_spec.ts";
import { Tap } from "ext:racejs_test/_tap.ts";
import type { Event } from "ext:racejs_test/_types.ts";

type Source = AsyncIterable<Event>;

const generator = (make: () => Reporter) =>
  async function* (source: Source): AsyncGenerator<string> {
    const reporter = make();
    for await (const event of source) {
      const text = reporter.event(event);
      if (text !== "") yield text;
    }
  };

export const dot = generator(() => new Dot({ color: isColored() }));
export const tap = generator(() => new Tap());
export const junit = generator(() => new Junit());

/** With or without `new`, as in Node: a stream that events are written to. */
// deno-lint-ignore no-explicit-any
export const spec: any = function () {
  const reporter = new Spec({ color: isColored() });
  const { Transform } = node("stream");
  return new Transform({
    writableObjectMode: true,
    transform(event: Event, _encoding: string, done: (error: null, text: string) => void) {
      done(null, reporter.event(event));
    },
  });
};

export default { dot, junit, spec, tap };
