/**
 * @module A layer: a function with the paths it was registered for, and how it is called. Knows nothing of routers.
 */

import { groupNames } from "ext:racejs_http/_groups.ts";
import type { Application } from "ext:racejs_express/_application.ts";
import type { Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import type { Route } from "ext:racejs_express/route.ts";
import type { Handler, Next } from "ext:racejs_express/router.ts";

export type Path = string | RegExp;
export type Params = Record<string, string | string[]>;

/** How much of a path a layer has taken, and what its parameters stand for. */
export interface Match {
  path: string;
  params: Params;
}

export class Layer {
  readonly handle: Handler;
  readonly name: string;
  /** As they were written. */
  readonly paths: readonly Path[];
  /** Set in the stack of a route. */
  method: string | undefined;
  /** Set for the layer of a route. */
  route: Route | undefined;
  /** Set for the layer of an app. */
  mounted: Application | undefined;
  /** Where it was registered. Its text is made only if somebody asks. */
  readonly origin = new Error("Registered");
  /** Middleware for every path. */
  readonly isEverywhere: boolean;
  readonly patterns: readonly string[];
  /** With the names of their groups. */
  readonly expressions: readonly { regexp: RegExp; names: readonly string[] }[];
  /** Wildcards with a name: their values are the segments, as in Express 5. */
  #wildcards: Set<string>;

  constructor(path: Path | readonly Path[], handle: Handler, isPrefix: boolean) {
    if (typeof handle !== "function") throw new TypeError("argument handler must be a function");
    this.handle = handle;
    this.name = handle.name || "<anonymous>";
    this.paths = [path].flat() as Path[];
    for (const each of this.paths) {
      if (typeof each !== "string" && !(each instanceof RegExp)) throw new TypeError(`path must be a string, a RegExp or an array of them, not ${typeof each}`);
    }
    this.isEverywhere = isPrefix && this.paths.some((each) => each === "/" || each === "");
    const strings = this.paths.filter((each) => typeof each === "string");
    this.patterns = strings.map((each) => each === "" ? "/" : each);
    this.expressions = this.paths.filter((each) => each instanceof RegExp).map((regexp) => ({ regexp, names: groupNames(regexp) }));
    const names = this.patterns.flatMap((each) => [...each.matchAll(/\*(?:"([^"]+)"|([\p{ID_Start}$_][\p{ID_Continue}$]*))/gu)]);
    this.#wildcards = new Set(names.map((match) => (match[1] ?? match[2])!));
  }

  get path(): Path | undefined {
    return this.paths[0];
  }

  /** What one of its regular expressions makes of a path. */
  matchExpression(path: string): Match | undefined {
    for (const { regexp, names } of this.expressions) {
      regexp.lastIndex = 0;
      const match = regexp.exec(path);
      if (match === null) continue;
      const params: Params = Object.create(null);
      for (const [index, name] of names.entries()) {
        const value = match[index + 1];
        if (value !== undefined) params[name] = decode(value);
      }
      return { path: match[0], params };
    }
    return undefined;
  }

  /** From the router's names and values; `undefined` if a wildcard that must take something has nothing. */
  readParams(found: readonly (string | number)[], from: number, count: number): Params | undefined {
    const params: Params = Object.create(null);
    let unnamed = 0;
    for (let i = from; i < from + count * 2; i += 2) {
      const name = found[i] as string;
      const value = found[i + 1] as string;
      if (name === "*") {
        params[unnamed++] = value;
      } else if (!this.#wildcards.has(name)) {
        params[name] = value;
      } else if (value !== "") {
        params[name] = value.split("/");
      } else if (!this.patterns.some((pattern) => pattern.includes("{"))) {
        return undefined;
      }
    }
    return params;
  }

  /** Calls it, unless it is for errors only. */
  handleRequest(req: Request, res: Response, next: Next): void {
    const { handle } = this;
    if (handle.length > 3) return next();
    try {
      settle(handle(req, res, next), next);
    } catch (error) {
      next(error);
    }
  }

  /** Calls it, if it is for errors. */
  handleError(error: unknown, req: Request, res: Response, next: Next): void {
    const { handle } = this;
    if (handle.length !== 4) return next(error);
    try {
      settle((handle as unknown as (error: unknown, req: Request, res: Response, next: Next) => unknown)(error, req, res, next), next);
    } catch (thrown) {
      next(thrown);
    }
  }
}

/** What a handler returns counts only if it is a promise that is rejected. */
export function settle(result: unknown, next: Next): void {
  if (typeof (result as PromiseLike<unknown> | undefined)?.then !== "function") return;
  (result as PromiseLike<unknown>).then(undefined, (error) => next(error || new Error("Rejected promise")));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    throw Object.assign(error as Error, { message: `Failed to decode param '${value}'`, status: 400 });
  }
}
