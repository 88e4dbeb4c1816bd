/**
 * @module A layer: handlers with the path and the options they were registered with. Knows nothing of requests.
 */

import { ops } from "ext:racejs_http/_ops.ts";
import type { Handler, Step } from "ext:racejs_http/_dispatch.ts";
import { coded } from "ext:racejs_http/errors.ts";
import type { Router } from "ext:racejs_http/router.ts";

const { op_racejs_stage_create } = ops;

export interface RouteOptions {
  /** How large a body may be: bytes, or text as `"10mb"`. Default: the app's limit. */
  bodyLimit?: number | string;
  /** The handler begins before the body has come, and reads it with `req.stream()`, `req.json()` and the like. */
  streamBody?: boolean;
  /** Milliseconds in which the answer must begin (504); 0 for no limit. Default: the app's limit. */
  timeout?: number;
}

/** What an app keeps of a layer. */
export interface Layer {
  /** A method, `all`, or nothing for middleware. */
  verb: string;
  parts: readonly string[];
  order: readonly number[];
  /** From the app to the router that the layer stands in. */
  routers: readonly Router[];
  handlers: Handlers;
  options: RouteOptions;
  /** Where it was registered. */
  origin: Error;
  /** Must match the whole path as well. */
  regexp: RegExp | undefined;
  /** The way of a request that passes this layer alone and has no parameters, once there was one. */
  onlyStep: readonly Step[] | undefined;
}

export interface Handlers {
  /** Ids of the native stages among them that stand first. */
  stages: readonly number[];
  /** Ids of the other native stages. */
  behind: readonly number[];
  /** All of them, the native ones as functions. */
  functions: readonly Handler[];
}

/** Marks a handler that has a native form. */
const STAGE = Symbol("racejs.stage");

/** A handler that runs natively where it stands before all others, and from JavaScript elsewhere. */
export function nativeHandler(name: string, settings: unknown): Handler {
  const id = op_racejs_stage_create(name, toSettings(name, settings));
  const handler: Handler = async (req, res, next) => {
    if (await res.lend((exchange) => ops.op_racejs_stage_run(exchange, id, req.baseUrl.length))) await next();
  };
  Object.defineProperty(handler, "name", { value: name });
  return Object.assign(handler, { [STAGE]: id });
}

function toSettings(name: string, settings: unknown): string {
  const text = JSON.stringify(settings ?? {}, (_key, value) => {
    if (typeof value === "function") {
      throw coded(TypeError, "RACE_HTTP_MIDDLEWARE", `The settings of the middleware \`${name}\` hold a function, which it cannot call`);
    }
    return value;
  });
  return text ?? "{}";
}

const OPTIONS = ["bodyLimit", "streamBody", "timeout"];

/** What may stand between a route's path and its handlers. `what` names the route in errors. */
export function toOptions(value: object, what: string): RouteOptions {
  const unknown = Object.keys(value).find((name) => !OPTIONS.includes(name));
  if (unknown === undefined) return value;
  throw coded(
    TypeError,
    "RACE_HTTP_SETTING",
    `\`${unknown}\` is not an option of the route \`${what}\`\nhint: there are ${OPTIONS.join(", ")}`,
  );
}

/** Checks handlers and tells the native ones apart. `what` names the route in errors. */
export function toHandlers(list: unknown[], what: string): Handlers {
  if (list.length === 0) {
    throw coded(TypeError, "RACE_HTTP_HANDLER", `\`${what}\` has no handler`);
  }
  if (!list.every((handler) => typeof handler === "function")) {
    throw coded(TypeError, "RACE_HTTP_HANDLER", `A handler of \`${what}\` is not a function`);
  }
  const functions = list as Handler[];
  if (functions.some((handler) => handler.length > 4)) {
    throw coded(
      TypeError,
      "RACE_HTTP_HANDLER",
      `A handler of \`${what}\` has more than four parameters\nhint: handlers are \`(req, res, next)\`, error handlers \`(error, req, res, next)\``,
    );
  }
  const ids = functions.map((handler) => (handler as { [STAGE]?: number })[STAGE]);
  const ahead = ids.includes(undefined) ? ids.indexOf(undefined) : ids.length;
  const isKnown = (id: number | undefined) => id !== undefined;
  return { stages: ids.slice(0, ahead).filter(isKnown), behind: ids.slice(ahead).filter(isKnown), functions };
}

/** The same handlers where nothing may run before JavaScript has been asked. */
export function withoutRunningAhead({ stages, behind, functions }: Handlers): Handlers {
  return { stages: [], behind: [...stages, ...behind], functions };
}
