/**
 * @module `express()`: an app is a function `(req, res, next)` with settings, a router, views and servers.
 */

import { type Application, COLLECTED, HOST } from "ext:racejs_express/_application.ts";
import { isEnded } from "ext:racejs_http/_development.ts";
import { answerFinally } from "ext:racejs_express/_final.ts";
import { Host } from "ext:racejs_express/_host.ts";
import { REQUEST } from "ext:racejs_express/_incoming.ts";
import { METHODS } from "ext:racejs_express/_methods.ts";
import { node } from "ext:racejs_express/_node.ts";
import { type NodeRequest, type NodeResponse, NodeWire } from "ext:racejs_express/_node_wire.ts";
import { collect, type RouteInfo, routesOf } from "ext:racejs_express/_routes.ts";
import { applySetting, DEFAULT_SETTINGS, inherit } from "ext:racejs_express/_settings.ts";
import type { Wire } from "ext:racejs_express/_wire.ts";
import { initRequest, Request } from "ext:racejs_express/request.ts";
import { initResponse, Response } from "ext:racejs_express/response.ts";
import type { Route } from "ext:racejs_express/route.ts";
import { flatten, type Next, type ParamHandler, type Paths, Router, splitPath } from "ext:racejs_express/router.ts";
import type { Server } from "ext:racejs_express/server.ts";
import { type Engine, type RenderCallback, View } from "ext:racejs_express/view.ts";

/** Marks an app for the runtime, which listens when a program only exports one. */
const APP = Symbol.for("racejs.app");

const methods = {
  init(this: Application): void {
    this.cache = Object.create(null);
    this.engines = Object.create(null);
    this.settings = Object.create(null);
    this.defaultConfiguration();
  },

  defaultConfiguration(this: Application): void {
    for (const [name, value] of DEFAULT_SETTINGS()) this.set(name, value);
    this.on("mount", (parent: Application) => inherit(this, parent));
    this.locals = Object.create(null);
    this.locals["settings"] = this.settings;
    this.mountpath = "/";
    this.set("view", View);
  },

  handle(this: Application, req: Request, res: Response, done?: Next): void {
    if (this.enabled("x-powered-by")) res.setHeader("X-Powered-By", "Express");
    if (req.app !== this) {
      Object.setPrototypeOf(req, this.request);
      Object.setPrototypeOf(res, this.response);
    }
    res.locals ??= Object.create(null);
    this.router.handle(req, res, done ?? ((error) => {
      const env = this.get("env") as string;
      answerFinally(req, res, error, { env, onError: (failure) => logError(failure, env) });
    }));
  },

  use(this: Application, ...args: unknown[]): Application {
    const { path, handlers } = splitPath(args);
    if (handlers.flat(Infinity).length === 0) throw new TypeError("app.use() requires a middleware function");
    for (const handler of flatten(handlers)) {
      const child = handler as Application;
      if (typeof child.handle !== "function" || typeof child.set !== "function") {
        this.router.use(path, handler);
        continue;
      }
      child.mountpath = path;
      child.parent = this;
      this.router.use(path, function mounted_app(req: Request, res: Response, next: Next) {
        const { app } = req;
        child.handle(req, res, (error) => {
          Object.setPrototypeOf(req, app.request);
          Object.setPrototypeOf(res, app.response);
          next(error);
        });
      });
      this.router.stack.at(-1)!.mounted = child;
      if (child[COLLECTED] !== undefined) child[COLLECTED].isMounted = true;
      child.emit("mount", this);
    }
    return this;
  },

  route(this: Application, path: Paths): Route {
    return this.router.route(path);
  },

  engine(this: Application, extension: string, engine: Engine): Application {
    if (typeof engine !== "function") throw new Error("callback function required");
    this.engines[extension.startsWith(".") ? extension : `.${extension}`] = engine;
    return this;
  },

  param(this: Application, name: string | string[], handler: ParamHandler): Application {
    for (const each of [name].flat()) this.router.param(each, handler);
    return this;
  },

  set(this: Application, setting: string, value?: unknown): unknown {
    if (arguments.length === 1) return this.settings[setting];
    applySetting(this.settings, setting, value);
    return this;
  },

  path(this: Application): string {
    return this.parent ? this.parent.path() + String(this.mountpath) : "";
  },

  enabled(this: Application, setting: string): boolean {
    return Boolean(this.settings[setting]);
  },

  disabled(this: Application, setting: string): boolean {
    return !this.settings[setting];
  },

  enable(this: Application, setting: string): Application {
    return this.set(setting, true) as Application;
  },

  disable(this: Application, setting: string): Application {
    return this.set(setting, false) as Application;
  },

  all(this: Application, path: Paths, ...handlers: unknown[]): Application {
    this.route(path).all(...handlers);
    return this;
  },

  render(this: Application, name: string, options: Record<string, unknown> | RenderCallback, done?: RenderCallback): void {
    const callback = typeof options === "function" ? options : done!;
    const given = typeof options === "function" ? {} : options ?? {};
    const merged: Record<string, unknown> = { ...this.locals, ...given["_locals"] as object | undefined, ...given };
    merged["cache"] ??= this.enabled("view cache");
    try {
      viewOf(this, name, Boolean(merged["cache"])).render(merged, callback);
    } catch (error) {
      callback(error);
    }
  },

  listen(this: Application, ...args: unknown[]): Server {
    const collected = this[COLLECTED];
    if (collected === undefined) return isEnded() ? hostOf(this).idleServer() : hostOf(this).listen(args);
    // The program is only looked at.
    collected.isListening = true;
    return hostOf(this).idleServer();
  },

  /** The routes and middleware in the order in which they were added. */
  routes(this: Application): RouteInfo[] {
    return routesOf(this.router);
  },

  /** Answers a web request, without a socket. */
  fetch(this: Application, request: globalThis.Request): Promise<globalThis.Response> {
    return hostOf(this).fetch(request);
  },
};

export const application = methods as unknown as Application;

for (const method of METHODS) {
  (application as unknown as Record<string, unknown>)[method] = function (this: Application, path: Paths, ...handlers: unknown[]) {
    if (method === "get" && handlers.length === 0) return this.set(path as string);
    (this.route(path)[method] as (...handlers: unknown[]) => Route)(...handlers);
    return this;
  };
}

export function createApplication(): Application {
  const app = function (req: Request | NodeRequest, res: Response | NodeResponse, next?: Next) {
    // A request of `node:http`, or of another framework on it, stands on that one's wire.
    if (REQUEST in req) app.handle(req, res as Response, next);
    else serve(app, new NodeWire(req as NodeRequest, res as NodeResponse), next);
  } as unknown as Application;
  const inherited = Object.getOwnPropertyDescriptors(node.events.EventEmitter.prototype);
  Object.defineProperties(app, { ...inherited, ...Object.getOwnPropertyDescriptors(application) });
  Object.defineProperty(app, "constructor", { value: Function, configurable: true, writable: true });
  const own = { value: app, configurable: true, enumerable: true, writable: true };
  app.request = Object.create(Request.prototype, { app: own });
  app.response = Object.create(Response.prototype, { app: own });
  let router: Router | undefined;
  Object.defineProperties(app, {
    router: {
      configurable: true,
      enumerable: true,
      get: () => router ??= Router({ caseSensitive: app.enabled("case sensitive routing"), strict: app.enabled("strict routing") }),
    },
    listening: { get: () => app[HOST]?.isListening ?? false },
    [APP]: { value: true },
    [COLLECTED]: { value: collect(app) },
  });
  app.init();
  return app;
}

function hostOf(app: Application): Host {
  return app[HOST] ??= new Host((wire) => serve(app, wire));
}

/** Makes request and answer, and sends them on their way. */
function serve(app: Application, wire: Wire, next?: Next): void {
  const req: Request = Object.create(app.request);
  const res: Response = Object.create(app.response);
  initRequest(req, wire);
  initResponse(res, wire, req);
  if (wire instanceof NodeWire) adopt(req, wire.request as unknown as Record<string, unknown>);
  try {
    app.handle(req, res, next);
  } catch (error) {
    answerFinally(req, res, error, { env: app.get("env") as string, onError: (failure) => logError(failure, app.get("env") as string) });
  }
}

/** What others have left on a request of `node:http`. */
function adopt(req: Request, from: Record<string, unknown>): void {
  for (const name of ["body", "originalUrl", "session", "user", "id", "log", "cookies", "signedCookies"]) {
    if (from[name] !== undefined) req[name] = from[name];
  }
}

function viewOf(app: Application, name: string, isCached: boolean): View {
  const known = isCached ? app.cache[name] : undefined;
  if (known !== undefined) return known;
  const Constructor = app.get("view") as typeof View;
  const views = app.get("views") as string | string[];
  const view = new Constructor(name, { defaultEngine: app.get("view engine") as string, engines: app.engines, root: views });
  if (view.path === undefined) {
    const where = Array.isArray(views) && views.length > 1
      ? `directories "${views.slice(0, -1).join('", "')}" or "${views.at(-1)}"`
      : `directory "${String(views)}"`;
    throw Object.assign(new Error(`Failed to lookup view "${name}" in views ${where}`), { view });
  }
  if (isCached) app.cache[name] = view;
  return view;
}

function logError(error: unknown, env: string): void {
  if (env !== "test") console.error((error as Error | undefined)?.stack || String(error));
}
