/**
 * @module From a path to the layers of a router that it passes through. The native router finds those with patterns;
 * layers for every path, and regular expressions, are found here. Knows nothing of requests.
 */

import type { Layer, Match } from "ext:racejs_express/_layer.ts";
import { type NativeRouter, ops } from "ext:racejs_express/_ops.ts";

/** Bits of a layer, as the native side reads them. */
const CASE_SENSITIVE = 1;
const STRICT = 2;
const PREFIX = 4;

export class Matcher {
  #native: NativeRouter | undefined;
  #flags: number;
  /** What has been registered, to see when a program has changed the router's stack. */
  #known: Layer[] = [];
  /** Places of the layers that are found here. */
  #own: number[] = [];

  constructor(caseSensitive: boolean, strict: boolean) {
    this.#flags = (caseSensitive ? CASE_SENSITIVE : 0) | (strict ? STRICT : 0);
  }

  add(layer: Layer): void {
    const place = this.#known.length;
    if (!layer.isEverywhere) {
      const isRoute = layer.route !== undefined;
      // A slash at the end of a prefix makes no difference.
      const flags = isRoute ? this.#flags : (this.#flags & CASE_SENSITIVE) | PREFIX;
      for (const pattern of layer.patterns) ops.op_racejs_router_add(this.#native ??= ops.op_racejs_router(), place, pattern, flags);
    }
    if (layer.isEverywhere || layer.expressions.length > 0) this.#own.push(place);
    this.#known.push(layer);
  }

  match(stack: readonly Layer[], path: string): Matches {
    if (stack.length !== this.#known.length || stack.at(-1) !== this.#known.at(-1)) this.#rebuild(stack);
    const found = this.#native === undefined ? [] : ops.op_racejs_router_match(this.#native, path);
    // A path that is not percent-encoded UTF-8 fits no pattern.
    return new Matches(this.#known, this.#own, found ?? [], path);
  }

  #rebuild(stack: readonly Layer[]): void {
    this.#native = undefined;
    this.#known = [];
    this.#own = [];
    for (const layer of stack) this.add(layer);
  }
}

/** The layers that a path passes through, one after the other. */
export class Matches {
  #layers: readonly Layer[];
  #own: readonly number[];
  /** For each layer its place, how much of the path it takes, the number of its parameters, and their names and values. */
  #found: readonly (string | number)[];
  #path: string;
  #ownAt = 0;
  #foundAt = 0;
  /** Of the layer that came last. */
  place = -1;
  match: Match | undefined;

  constructor(layers: readonly Layer[], own: readonly number[], found: readonly (string | number)[], path: string) {
    this.#layers = layers;
    this.#own = own;
    this.#found = found;
    this.#path = path;
  }

  /** The next one; its parameters are in `match`. */
  next(): Layer | undefined {
    for (;;) {
      const own = this.#own[this.#ownAt] ?? Infinity;
      const found = (this.#found[this.#foundAt] as number | undefined) ?? Infinity;
      const place = Math.min(own, found);
      if (place === Infinity) return undefined;
      const layer = this.#layers[place]!;
      const at = this.#foundAt;
      if (own <= found) this.#ownAt++;
      else this.#foundAt += 3 + (this.#found[at + 2] as number) * 2;
      // A layer that is found in several ways counts once.
      this.match = place > this.place ? this.#read(layer, own <= found ? undefined : at) : undefined;
      if (this.match === undefined) continue;
      this.place = place;
      return layer;
    }
  }

  /** Goes on behind a layer that another path led to. */
  skipTo(place: number): void {
    this.place = place;
  }

  #read(layer: Layer, at: number | undefined): Match | undefined {
    if (at === undefined) return layer.isEverywhere ? { path: "", params: {} } : layer.matchExpression(this.#path);
    const params = layer.readParams(this.#found, at + 3, this.#found[at + 2] as number);
    return params && { path: this.#path.slice(0, this.#found[at + 1] as number), params };
  }
}
