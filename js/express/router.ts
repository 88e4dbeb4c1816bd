/**
 * @module `express.Router()`: layers in the order of registration, and the way of a request through them. A router is
 * a function `(req, res, next)`, and so can be middleware of another one.
 */

import { Layer, type Path } from "ext:racejs_express/_layer.ts";
import { Matcher, type Matches } from "ext:racejs_express/_matcher.ts";
import { METHODS } from "ext:racejs_express/_methods.ts";
import { Passage } from "ext:racejs_express/_passage.ts";
import type { Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import { Route } from "ext:racejs_express/route.ts";

export type Next = (error?: unknown) => void;
export type Handler = (req: Request, res: Response, next: Next) => unknown;
export type ParamHandler = (req: Request, res: Response, next: Next, value: string, name: string) => unknown;
export type Paths = Path | readonly Path[];

export interface RouterOptions {
  caseSensitive?: boolean;
  mergeParams?: boolean;
  strict?: boolean;
}

/** Handlers that may call each other before the stack is unwound. */
export const MAX_SYNC = 100;

const MATCHER = Symbol("racejs.express.matcher");

export interface Router extends RouterPrototype {
  (req: Request, res: Response, next: Next): void;
}

type Register = (path: Paths, ...handlers: unknown[]) => Router;
interface RouterPrototype extends Record<(typeof METHODS)[number] | "all", Register> {
  [MATCHER]: Matcher;
  caseSensitive: boolean | undefined;
  mergeParams: boolean | undefined;
  strict: boolean | undefined;
  params: Record<string, ParamHandler[]>;
  stack: Layer[];
  handle(req: Request, res: Response, done: Next): void;
  param(name: string, handler: ParamHandler): Router;
  route(path: Paths): Route;
  use(...args: unknown[]): Router;
}

interface RouterConstructor {
  (options?: RouterOptions): Router;
  new (options?: RouterOptions): Router;
  prototype: RouterPrototype;
}

/** With and without `new`. */
export const Router = function Router(this: unknown, options: RouterOptions = {}): Router {
  const { caseSensitive, mergeParams, strict } = options;
  const router = function router(req: Request, res: Response, next: Next) {
    (router as Router).handle(req, res, next);
  } as Router;
  // A class that extends this one has a prototype of its own.
  const isNew = typeof this === "object" && this instanceof Router;
  Object.setPrototypeOf(router, isNew ? Object.getPrototypeOf(this) : Router.prototype);
  router[MATCHER] = new Matcher(caseSensitive ?? false, strict ?? false);
  return Object.assign(router, { caseSensitive, mergeParams, params: {}, strict, stack: [] });
} as unknown as RouterConstructor;

const methods = {
  handle(this: Router, req: Request, res: Response, done: Next): void {
    new Passage(this, req, res, done).start();
  },

  param(this: Router, name: string, handler: ParamHandler): Router {
    if (typeof name !== "string") throw new TypeError("argument name must be a string");
    if (!handler) throw new TypeError("argument fn is required");
    if (typeof handler !== "function") throw new TypeError("argument fn must be a function");
    const key = name.replace(/^:/, "");
    (Object.hasOwn(this.params, key) ? this.params[key]! : this.params[key] = []).push(handler);
    return this;
  },

  use(this: Router, ...args: unknown[]): Router {
    const { path, handlers } = splitPath(args);
    for (const handler of flatten(handlers)) add(this, new Layer(path, handler as Handler, true));
    return this;
  },

  route(this: Router, path: Paths): Route {
    const route = new Route(path);
    const layer = new Layer(path, function handle(req, res, next) {
      route.dispatch(req, res, next);
    }, false);
    layer.route = route;
    add(this, layer);
    return route;
  },
};

Router.prototype = Object.assign(Object.create(Function.prototype), methods);

for (const method of [...METHODS, "all"] as const) {
  Router.prototype[method] = function (this: Router, path: Paths, ...handlers: unknown[]) {
    const route = this.route(path);
    (route[method] as (...handlers: unknown[]) => Route)(...handlers);
    return this;
  } as Register;
}

function add(router: Router, layer: Layer): void {
  // What is no pattern must not stay in the stack.
  router[MATCHER].add(layer);
  router.stack.push(layer);
}

/** The layers of a router that a path passes through. */
export function matchesOf(router: Router, path: string): Matches {
  return router[MATCHER].match(router.stack, path);
}

/** `use()` takes functions, and in front of them what is not one: a path. */
export function splitPath(args: unknown[]): { path: Paths; handlers: unknown[] } {
  let first: unknown = args[0];
  while (Array.isArray(first) && first.length > 0) first = first[0];
  const hasPath = typeof first !== "function" && args.length > 0;
  return { path: hasPath ? args[0] as Paths : "/", handlers: hasPath ? args.slice(1) : args };
}

export function flatten(handlers: unknown[]): unknown[] {
  const all = handlers.flat(Infinity);
  if (all.length === 0) throw new TypeError("argument handler is required");
  for (const handler of all) {
    if (typeof handler !== "function") throw new TypeError("argument handler must be a function");
  }
  return all;
}

/** Goes on with an empty stack. */
export function later(next: Next, error: unknown): void {
  setTimeout(() => next(error), 0);
}
