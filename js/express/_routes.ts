/**
 * @module What `racejs routes` shows of an app: its layers and those of the routers in it, in the order in which they
 * were registered. Sees no request.
 */

import type { Layer, Path } from "ext:racejs_express/_layer.ts";
import type { Application } from "ext:racejs_express/_application.ts";
import type { Router } from "ext:racejs_express/router.ts";

/** Where apps are collected when a program is only asked for its routes. */
const APPS = Symbol.for("racejs.apps");

/** An app as `racejs routes` finds it. */
export interface Collected {
  app: Application;
  isListening: boolean;
  isMounted: boolean;
}

export interface RouteInfo {
  method: string;
  path: string;
  /** Names of its handlers. */
  handlers: string[];
  /** Those that run without JavaScript: none. */
  native: string[];
  /** Where it was registered, as `file:line:column`. */
  source: string | undefined;
}

/** `undefined` unless the program is only looked at. */
export function collect(app: Application): Collected | undefined {
  const collection = (globalThis as { [APPS]?: Collected[] })[APPS];
  if (collection === undefined) return undefined;
  const collected = { app, isListening: false, isMounted: false };
  collection.push(collected);
  return collected;
}

export function routesOf(router: Router, prefix = ""): RouteInfo[] {
  return router.stack.flatMap((layer) => {
    const path = layer.paths.map((each) => joined(prefix, each)).join(", ");
    if (layer.route !== undefined) return ofRoute(layer, path);
    const inner = innerRouter(layer);
    if (inner !== undefined) return layer.paths.flatMap((each) => routesOf(inner, joined(prefix, each)));
    return [{ method: "USE", path, handlers: [layer.name], native: [], source: placeOf(layer.origin) }];
  });
}

function ofRoute(layer: Layer, path: string): RouteInfo[] {
  const { stack } = layer.route!;
  const methods = new Set(stack.map(({ method }) => method));
  return [...methods].map((method) => ({
    method: (method ?? "all").toUpperCase(),
    path,
    handlers: stack.filter((each) => each.method === method || each.method === undefined).map(({ name }) => name),
    native: [],
    source: placeOf(stack.find((each) => each.method === method)!.origin),
  }));
}

function innerRouter({ handle, mounted }: Layer): Router | undefined {
  if (mounted !== undefined) return mounted.router;
  return Array.isArray((handle as Partial<Router>).stack) ? handle as unknown as Router : undefined;
}

function joined(prefix: string, path: Path): string {
  if (typeof path !== "string") return `${prefix}${String(path)}`;
  const whole = prefix + (path === "/" ? "" : path);
  return whole === "" ? "/" : whole;
}

/** The first frame of a stack that is the program's, without its parentheses. */
function placeOf(origin: Error): string | undefined {
  const frame = origin.stack?.split("\n").find((line) => /^\s+at /.test(line) && !line.includes("ext:"));
  return frame && /\(?([^()\s]+:\d+:\d+)\)?$/.exec(frame)?.[1];
}
