/**
 * @module What an app is made of, as the other modules see it. `app.ts` makes them.
 */

import type { Host } from "ext:racejs_express/_host.ts";
import type { METHODS } from "ext:racejs_express/_methods.ts";
import type { Emitter } from "ext:racejs_express/_node.ts";
import type { NodeRequest, NodeResponse } from "ext:racejs_express/_node_wire.ts";
import type { Collected, RouteInfo } from "ext:racejs_express/_routes.ts";
import type { SettingsRecord } from "ext:racejs_express/_settings.ts";
import type { Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import type { Route } from "ext:racejs_express/route.ts";
import type { Next, ParamHandler, Paths, Router } from "ext:racejs_express/router.ts";
import type { Server } from "ext:racejs_express/server.ts";
import type { Engine, RenderCallback, View } from "ext:racejs_express/view.ts";

export const HOST = Symbol("racejs.express.host");
export const COLLECTED = Symbol("racejs.express.collected");

export type Register = (path: Paths, ...handlers: unknown[]) => Application;

export interface Application extends Emitter, Record<(typeof METHODS)[number], Register> {
  (req: Request | NodeRequest, res: Response | NodeResponse, next?: Next): void;
  get(setting: string): unknown;
  get(path: Paths, ...handlers: unknown[]): Application;
  [HOST]: Host | undefined;
  [COLLECTED]: Collected | undefined;
  cache: Record<string, View>;
  engines: Record<string, Engine>;
  locals: Record<string, unknown>;
  mountpath: Paths;
  parent?: Application;
  request: Request;
  response: Response;
  router: Router;
  settings: SettingsRecord;
  all(path: Paths, ...handlers: unknown[]): Application;
  defaultConfiguration(): void;
  disable(setting: string): Application;
  disabled(setting: string): boolean;
  enable(setting: string): Application;
  enabled(setting: string): boolean;
  engine(extension: string, engine: Engine): Application;
  fetch(request: globalThis.Request): Promise<globalThis.Response>;
  handle(req: Request, res: Response, done?: Next): void;
  init(): void;
  listen(...args: unknown[]): Server;
  param(name: string | string[], handler: ParamHandler): Application;
  path(): string;
  render(name: string, options: Record<string, unknown> | RenderCallback, done?: RenderCallback): void;
  route(path: Paths): Route;
  routes(): RouteInfo[];
  set(setting: string, value?: unknown): unknown;
  use(...args: unknown[]): Application;
}
