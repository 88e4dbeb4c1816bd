/**
 * @module Layers with a regular expression: whether one takes a request, and what it captures. Only a program can tell.
 */

import type { Run, Step } from "ext:racejs_http/_dispatch.ts";
import { groupNames } from "ext:racejs_http/_groups.ts";

/**
 * A layer with a regular expression is a candidate for every path; what the expression captures are its parameters.
 * It sees what patterns see: were `/%61dmin` another path to it than `/admin`, it would guard nothing.
 */
export function accepts(step: Step, { req }: Run): boolean {
  const { regexp, parts } = step.layer;
  if (regexp === undefined) return true;
  const match = regexp.exec(decode(req.path.slice(step.base)));
  if (match === null) return false;
  const depth = parts.length - 1;
  step.params = groupNames(regexp).flatMap((name, index) => {
    const value = match[index + 1];
    return value === undefined ? [] : [depth, name, value];
  });
  return true;
}

/** Without its escapes, but for slashes, which are none between segments. The native side has refused broken ones. */
function decode(path: string): string {
  return path.includes("%") ? decodeURIComponent(path.replace(/%2f/gi, "%252F")) : path;
}
