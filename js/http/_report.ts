/**
 * @module What the log says of an error. Whatever the error is, this does not throw.
 */

import type { Req } from "ext:racejs_http/request.ts";

const OWN = "ext:racejs_http/";
const MAX_CAUSES = 8;

export function report(error: unknown, req: Pick<Req, "method" | "path">): void {
  const what = `${req.method} ${req.path} failed:`;
  try {
    hideOwnFrames(error);
    console.error(what, error);
  } catch {
    try {
      console.error(what, "A value was thrown that cannot be shown");
    } catch {
      // A console that the program has broken is its own affair.
    }
  }
}

/** Frames of these modules say nothing to whoever reads the log. An error may be its own cause. */
export function hideOwnFrames(error: unknown): void {
  for (let depth = 0; depth < MAX_CAUSES && error instanceof Error; depth++) {
    const { stack } = error;
    if (typeof stack === "string" && stack.includes(OWN) && !Object.isFrozen(error)) {
      error.stack = stack.split("\n").filter((line) => !isOwnFrame(line)).join("\n");
    }
    error = error.cause;
  }
}

function isOwnFrame(line: string): boolean {
  return /^\s+at /.test(line) && line.includes(OWN);
}
