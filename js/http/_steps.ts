/**
 * @module The layers on the way of a request, from what the native side says of them. Knows nothing of requests.
 */

import type { Step } from "ext:racejs_http/_dispatch.ts";
import type { Layer } from "ext:racejs_http/_layer.ts";

const NO_PARAMS: readonly never[] = [];
const NO_STEPS: readonly never[] = [];

/**
 * `first` is the first layer, if there is any, by its place in `layers`; `rest` has the `count` parameters of the first step, and
 * then the other steps.
 */
export function stepsOf(
  layers: readonly Layer[],
  first: number | undefined,
  base: number,
  count: number,
  rest: readonly (number | string)[],
): readonly Step[] {
  if (first === undefined) return NO_STEPS;
  if (rest.length === 0) return onlyStep(layers[first]!, base);
  const steps = [{ layer: layers[first]!, base, params: paramsIn(rest, 0, count) }];
  for (let at = 3 * count; at < rest.length;) {
    const params = paramsIn(rest, at + 3, rest[at + 2] as number);
    steps.push({ layer: layers[rest[at] as number]!, base: rest[at + 1] as number, params });
    at += 3 + params.length;
  }
  return steps;
}

/** The way past one layer without parameters, which is the same each time, unless an expression has still to find some. */
function onlyStep(layer: Layer, base: number): readonly Step[] {
  const known = layer.onlyStep;
  if (known !== undefined && known[0]!.base === base) return known;
  const step = { layer, base, params: NO_PARAMS };
  if (layer.regexp === undefined) layer.onlyStep = [step];
  return [step];
}

/** So many from there on. Of most requests, that is all there is. */
function paramsIn(rest: readonly (number | string)[], at: number, count: number): readonly (number | string)[] {
  if (count === 0) return NO_PARAMS;
  return at === 0 && rest.length === 3 * count ? rest : rest.slice(at, at + 3 * count);
}
