/** @module Reporters by their names, and where they write. */

import { Dot } from "ext:racejs_test/_dot.ts";
import { node } from "ext:racejs_test/_host.ts";
import { Junit } from "ext:racejs_test/_junit.ts";
import { Spec } from "ext:racejs_test/_spec.ts";
import { Tap } from "ext:racejs_test/_tap.ts";
import type { Emit, Event } from "ext:racejs_test/_types.ts";

export interface Reporter {
  event(event: Event): string;
}

export const REPORTERS = ["spec", "dot", "tap", "junit"];

export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

function make(name: string, color: boolean): Reporter {
  switch (name) {
    case "spec":
      return new Spec({ color });
    case "dot":
      return new Dot({ color });
    case "tap":
      return new Tap();
    case "junit":
      return new Junit();
    default:
      throw new UsageError(
        `Unknown reporter \`${name}\``,
        `there are ${REPORTERS.map((known) => `\`${known}\``).join(", ")}`,
      );
  }
}

/** Whether text on standard output may have colours. */
export function isColored(): boolean {
  const { env, stdout } = node("process");
  if (env.NO_COLOR) return false;
  return stdout.isTTY === true || (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0");
}

export interface Report {
  emit: Emit;
  /** When everything has been written. */
  close(): void;
}

export function report(names: string[], outfiles: string[]): Report {
  const chosen = names.length === 0 ? ["spec"] : names;
  if (outfiles.length > chosen.length) {
    throw new UsageError(
      "There are more `--reporter-outfile` than `--reporter`",
      "the first file belongs to the first reporter, and so on",
    );
  }
  const targets = chosen.map((name, index) => {
    // `stdout` and `stderr` are names that Node's users know.
    const outfile = outfiles[index] === "stdout" ? undefined : outfiles[index];
    const reporter = make(name, outfile === undefined && isColored());
    return { reporter, outfile, text: "" };
  });
  const fs = node("fs");
  return {
    emit(event) {
      for (const target of targets) {
        const text = target.reporter.event(event);
        if (text === "") continue;
        if (target.outfile === undefined) write(fs, 1, text);
        else if (target.outfile === "stderr") write(fs, 2, text);
        else target.text += text;
      }
    },
    close() {
      for (const { outfile, text } of targets) {
        if (outfile === undefined || outfile === "stderr") continue;
        fs.mkdirSync(node("path").dirname(outfile), { recursive: true });
        fs.writeFileSync(outfile, text);
      }
    },
  };
}

/** At once, since the process may end in the next moment. A reader that is gone is no failure. */
// deno-lint-ignore no-explicit-any
function write(fs: any, descriptor: number, text: string): void {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      if ((error as { code?: string }).code !== "EAGAIN") return;
    }
  }
}
