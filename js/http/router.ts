/**
 * @module `Router()`: layers in the order in which they are added, and where it is mounted. It knows how a path leads
 * to a layer only by handing it to the apps it stands in; it never sees a request.
 */

import type { Handlers, Layer, RouteOptions } from "ext:racejs_http/_layer.ts";
import { toHandlers, toOptions, withoutRunningAhead } from "ext:racejs_http/_layer.ts";
import { delegate, type Fetcher } from "ext:racejs_http/_mount.ts";
import { coded } from "ext:racejs_http/errors.ts";
import type { ParamHandler } from "ext:racejs_http/_dispatch.ts";
import { METHODS, Route } from "ext:racejs_http/_route.ts";
import { atOnce, done } from "ext:racejs_http/_undo.ts";

export interface RouterOptions {
  /** Whether upper and lower case differ in paths. */
  caseSensitive?: boolean;
  /** Whether parameters of the path it is mounted at are seen by its handlers. */
  mergeParams?: boolean;
  /** Whether a slash at the end of a path makes a difference. */
  strict?: boolean;
}

export type Path = string | RegExp | readonly (string | RegExp)[];

/** What takes layers in the end: an app. */
export interface Host {
  /** What it gives back takes the layer out again, as long as it is the last one. */
  addLayer(layer: Layer): () => void;
}

/** Where a router stands: below which prefixes, and at which place of each router above it. */
export interface Attachment {
  host: Host;
  prefixes: readonly string[];
  order: readonly number[];
  chain: readonly Router[];
}

type Entry = { path: string | RegExp; origin: Error } & (
  | { verb: string; handlers: Handlers; options: RouteOptions }
  | { child: Router }
);

export class Router {
  readonly caseSensitive: boolean;
  readonly mergeParams: boolean;
  readonly strict: boolean;
  /** By the parameter's name. */
  readonly paramHandlers: Map<string, ParamHandler[]> = new Map();
  #entries: Entry[] = [];
  #attachments: Attachment[] = [];
  /** Whether native middleware stands at a path with parameters, and would not wait for their handlers. */
  #runsAhead = false;

  constructor(options: RouterOptions = {}) {
    this.caseSensitive = options.caseSensitive ?? true;
    this.mergeParams = options.mergeParams ?? false;
    this.strict = options.strict ?? false;
  }

  /** Middleware, routers and apps for every path beneath the given ones. */
  use(...args: unknown[]): this {
    const paths = isPath(args[0]) ? [args.shift()].flat() as (string | RegExp)[] : ["/"];
    const rest = args.flat(Infinity);
    const origin = originOf(this.use);
    if (rest.length === 0) {
      throw coded(TypeError, "RACE_HTTP_HANDLER", "`use()` needs a handler, a router or an app");
    }
    return this.#add(paths.flatMap((path) =>
      groups(rest).map((each): Entry => {
        if (each instanceof Router) return { path, origin, child: each };
        return { path, origin, verb: "", handlers: toHandlers(each as unknown[], `use ${String(path)}`), options: {} };
      })
    ));
  }

  /** A route for any method. */
  on(method: string, path: Path, ...args: unknown[]): this {
    return this.#addRoute(method, path, args, originOf(this.on));
  }

  /** Several methods for one path: `router.route("/users").get(list).post(create)`. */
  route(path: Path): Route {
    return new Route(this, path);
  }

  /** Routes with a common prefix: `router.group("/admin", (group) => { ... })`. */
  group(prefix: string, define: (group: Router) => void): this {
    const group = new Router({ caseSensitive: this.caseSensitive, mergeParams: true, strict: this.strict });
    define(group);
    return this.use(prefix, group);
  }

  /** Hands everything beneath a path to something that answers web requests, or to another app. */
  mount(path: string, target: Router | Fetcher): this {
    if (target instanceof Router) return this.use(path, target);
    return this.use(path, delegate(target));
  }

  /** Runs before the handlers of each route that has the parameter, once a request and value. */
  param(name: string, handler: ParamHandler): this {
    if (typeof handler !== "function") {
      throw coded(TypeError, "RACE_HTTP_HANDLER", `The handler of the parameter \`${name}\` is not a function`);
    }
    if (this.#runsAhead) {
      throw coded(
        Error,
        "RACE_HTTP_PARAM_LATE",
        `The parameter \`${name}\` gets its handler too late: native middleware at a path with parameters runs before it\nhint: call \`param()\` before that middleware is added`,
      );
    }
    const handlers = this.paramHandlers.get(name);
    if (handlers === undefined) this.paramHandlers.set(name, [handler]);
    else handlers.push(handler);
    return this;
  }

  /** Lets an app have its layers, also those that are added later. Called by routers, and by apps for themselves. */
  protected attach(attachment: Attachment): void {
    if (attachment.chain.includes(this)) {
      throw coded(Error, "RACE_HTTP_ROUTER_CYCLE", "A router cannot be mounted inside itself");
    }
    this.#attachments.push(attachment);
    done(() => this.#attachments.pop());
    for (const [index, entry] of this.#entries.entries()) this.#publish(entry, index, attachment);
  }

  #addRoute(method: string, path: Path, args: unknown[], origin: Error): this {
    const options = isOptions(args[0]) ? toOptions(args.shift() as object, `${method.toUpperCase()} ${String(path)}`) : {};
    return this.#add(([path].flat() as (string | RegExp)[]).map((each) => {
      const what = `${method.toUpperCase()} ${String(each)}`;
      if (!isPath(each)) {
        throw coded(TypeError, "RACE_HTTP_PATTERN", `A route's path is a string or a RegExp, not ${typeof each}`);
      }
      return { path: each, origin, verb: method, handlers: toHandlers(args.flat(Infinity), what), options };
    }));
  }

  /** All of them or, if one cannot be, none. */
  #add(entries: Entry[]): this {
    atOnce(() => {
      for (const entry of entries) {
        const index = this.#entries.length;
        this.#entries.push(entry);
        done(() => this.#entries.pop());
        for (const attachment of this.#attachments) this.#publish(entry, index, attachment);
      }
    });
    return this;
  }

  #publish(entry: Entry, index: number, { host, prefixes, order, chain }: Attachment): void {
    const place = [...order, index];
    const parts = [...prefixes, typeof entry.path === "string" ? entry.path : anyPath(entry)];
    const routers = [...chain, this];
    if ("child" in entry) {
      if (entry.path instanceof RegExp) {
        throw coded(TypeError, "RACE_HTTP_PATTERN", "A router is mounted at a path, not at a RegExp");
      }
      entry.child.attach({ host, prefixes: parts, order: place, chain: routers });
      return;
    }
    const { verb, options, origin } = entry;
    // A flag that keeps a position would make every second request miss.
    const regexp = entry.path instanceof RegExp
      ? new RegExp(entry.path.source, entry.path.flags.replace(/[gy]/g, ""))
      : undefined;
    // A regular expression is asked in JavaScript, so nothing may run before it.
    const handlers = regexp === undefined ? this.#withoutRacing(entry.handlers, parts, routers) : withoutRunningAhead(entry.handlers);
    done(host.addLayer({ verb, parts, order: place, routers, handlers, options, origin, regexp, onlyStep: undefined }));
  }

  /** What runs natively runs before JavaScript: so not where the handlers of parameters must come first. */
  #withoutRacing(handlers: Handlers, parts: readonly string[], routers: readonly Router[]): Handlers {
    if (handlers.stages.length === 0 || !parts.some((part) => /[:*]/.test(part))) return handlers;
    if (routers.some((router) => router.paramHandlers.size > 0)) return withoutRunningAhead(handlers);
    for (const router of routers.filter((router) => !router.#runsAhead)) {
      router.#runsAhead = true;
      done(() => router.#runsAhead = false);
    }
    return handlers;
  }

  static {
    for (const method of METHODS) {
      Object.defineProperty(this.prototype, method, {
        configurable: true,
        writable: true,
        value(this: Router, path: Path, ...args: unknown[]) {
          return this.#addRoute(method, path, args, originOf((this as unknown as Record<string, () => void>)[method]!));
        },
      });
    }
  }
}

/** Where the program called `above`. Its text is made only if somebody asks. */
function originOf(above: (...args: never[]) => unknown): Error {
  const origin = new Error("Registered");
  Error.captureStackTrace(origin, above);
  return origin;
}

function isPath(value: unknown): value is Path {
  if (Array.isArray(value)) return value.length > 0 && value.every((each) => typeof each === "string" || each instanceof RegExp);
  return typeof value === "string" || value instanceof RegExp;
}

/** For a regular expression: every path, with what it is asked about as the layer's own part. Middleware leaves its own behind. */
function anyPath(entry: Entry): string {
  return "verb" in entry && entry.verb !== "" ? "*" : "/";
}

function isOptions(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Handlers that stand together, and each router by itself. */
function groups(list: unknown[]): (Router | unknown[])[] {
  const result: (Router | unknown[])[] = [];
  for (const each of list) {
    const last = result.at(-1);
    if (each instanceof Router) result.push(each);
    else if (Array.isArray(last)) last.push(each);
    else result.push([each]);
  }
  return result;
}

/** `Router()` and `new Router()` are the same, as in Express. */
export const callableRouter: typeof Router & ((options?: RouterOptions) => Router) = new Proxy(Router, {
  apply: (target, _receiver, [options]) => new target(options),
}) as never;
