/** @module Where in the program something is called: the innermost frame that is the user's. */

import type { Location } from "ext:racejs_test/_types.ts";

const FRAME = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^\s()]*?):(\d+):(\d+)\)?$/;

export function callerLocation(): Location | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 30;
  const stack = new Error().stack;
  Error.stackTraceLimit = limit;
  return locationIn(stack);
}

export function locationIn(stack: unknown): Location | undefined {
  if (typeof stack !== "string") return undefined;
  for (const line of stack.split("\n")) {
    const frame = FRAME.exec(line);
    if (frame && !frame[1]!.includes("/node_modules/")) {
      return { file: toPath(frame[1]!), line: Number(frame[2]), column: Number(frame[3]) };
    }
  }
  return undefined;
}

export function toPath(name: string): string {
  if (!name.startsWith("file://")) return name;
  try {
    return decodeURIComponent(new URL(name).pathname);
  } catch {
    return name;
  }
}
