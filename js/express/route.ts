/**
 * @module A route: one path, the functions for each of its methods.
 */

import { Layer, type Path } from "ext:racejs_express/_layer.ts";
import { METHODS } from "ext:racejs_express/_methods.ts";
import type { Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import { flatten, type Handler, later, MAX_SYNC, type Next } from "ext:racejs_express/router.ts";

type Register = (...handlers: unknown[]) => Route;

export interface Route extends Record<(typeof METHODS)[number], Register> {}

export class Route {
  readonly path: Path | readonly Path[];
  readonly stack: Layer[] = [];
  readonly methods: Record<string, true> = Object.create(null);

  constructor(path: Path | readonly Path[]) {
    this.path = path;
  }

  all(...handlers: unknown[]): this {
    return this.#add(undefined, handlers);
  }

  _handlesMethod(method: string): boolean {
    if (this.methods["_all"]) return true;
    const name = method.toLowerCase();
    return this.methods[name === "head" && !this.methods["head"] ? "get" : name] === true;
  }

  /** For the answer to OPTIONS. */
  _methods(): string[] {
    const methods = Object.keys(this.methods).filter((name) => name !== "_all");
    if (this.methods["get"] && !this.methods["head"]) methods.push("head");
    return methods.map((name) => name.toUpperCase());
  }

  dispatch(req: Request, res: Response, done: Next): void {
    const name = req.method.toLowerCase();
    const method = name === "head" && !this.methods["head"] ? "get" : name;
    const { stack } = this;
    let index = 0;
    let depth = 0;
    req.route = this;
    const next: Next = (error) => {
      if (error === "route") return done();
      if (error === "router") return done(error);
      if (++depth > MAX_SYNC) return later(next, error);
      while (index < stack.length) {
        const layer = stack[index++]!;
        if (layer.method !== undefined && layer.method !== method) continue;
        if (error) layer.handleError(error, req, res, next);
        else layer.handleRequest(req, res, next);
        depth = 0;
        return;
      }
      done(error);
    };
    next();
  }

  #add(method: string | undefined, handlers: unknown[]): this {
    for (const handler of flatten(handlers)) {
      const layer = new Layer("/", handler as Handler, true);
      layer.method = method;
      this.methods[method ?? "_all"] = true;
      this.stack.push(layer);
    }
    return this;
  }

  static {
    for (const method of METHODS) {
      Object.defineProperty(this.prototype, method, {
        configurable: true,
        writable: true,
        value(this: Route, ...handlers: unknown[]) {
          return this.#add(method, handlers);
        },
      });
    }
  }
}
