/**
 * @module From a ready request through its layers, and from what they return or throw to an answer.
 * Nothing that a handler does comes out of here as an exception: the loop that calls it serves others.
 */

import { groupNames } from "ext:racejs_http/_groups.ts";
import type { Layer } from "ext:racejs_http/_layer.ts";
import { report } from "ext:racejs_http/_report.ts";
import { coded, HttpError, statusOf } from "ext:racejs_http/errors.ts";
import type { Req } from "ext:racejs_http/request.ts";
import { Res } from "ext:racejs_http/response.ts";

export type Next = (error?: unknown) => Promise<void> | undefined;
export type Handler = (req: Req, res: Res, next: Next) => unknown;
export type ErrorHandler = (error: unknown, req: Req, res: Res, next: Next) => unknown;
export type ParamHandler = (req: Req, res: Res, next: Next, value: string, name: string) => unknown;

/** A layer that a request passes through. */
export interface Step {
  layer: Layer;
  /** Bytes of the path in front of the layer's own part. */
  base: number;
  /** Depth, name and value by turns. */
  params: (number | string)[];
}

/** The way of one request. */
export interface Run {
  req: Req;
  res: Res;
  steps: readonly Step[];
  /** The path's methods, if there is no route for this one; else empty. */
  allow: string;
  /** Whether a handler's result is the answer. Express ignores it. */
  usesResults: boolean;
  /** Handlers of the first step that have run natively. */
  done: number;
  /** Parameter handlers that have run, with the value they ran for. */
  seen?: Map<ParamHandler, string>;
  /** Routers that the request has left, by their places in the order of registration. */
  left?: (readonly number[])[];
}

const NO_ERROR = Symbol("no error");

export function dispatch(run: Run): void {
  advance(run, 0, 0, NO_ERROR);
}

/** Which steps with a regular expression take the request, up to the first route that does. */
export function met(run: Run): number[] {
  const places: number[] = [];
  for (const [place, step] of run.steps.entries()) {
    if (!accepts(step, run)) continue;
    if (step.layer.regexp !== undefined) places.push(place);
    if (step.layer.verb !== "") break;
  }
  return places;
}

/** Errors do not come out of `next()`: each is handed on or answered where it happens, awaited or not. */
function advance(run: Run, step: number, handler: number, error: unknown): Promise<void> | undefined {
  for (let current = run.steps[step]; current !== undefined; current = run.steps[++step], handler = 0) {
    if (handler === 0 && (hasLeft(run, current) || !accepts(current, run))) continue;
    const functions = handlersOf(run, step);
    if (handler === 0) run.req.enter(current);
    for (; handler < functions.length; handler++) {
      // Four parameters mark an error handler, the one thing that Express reads from a function's form.
      if ((functions[handler]!.length === 4) === (error !== NO_ERROR)) {
        return invoke(run, step, handler, functions[handler]!, error);
      }
    }
  }
  end(run, error);
  return undefined;
}

function invoke(run: Run, step: number, index: number, handler: Handler, error: unknown): Promise<void> | undefined {
  let isCalled = false;
  const next: Next = (reason) => {
    if (isCalled) {
      throw coded(Error, "RACE_HTTP_NEXT_TWICE", "`next()` was called twice by the same handler");
    }
    isCalled = true;
    if (reason === "route") return advance(run, step + 1, 0, NO_ERROR);
    if (reason === "router") {
      (run.left ??= []).push(run.steps[step]!.layer.order.slice(0, -1));
      return advance(run, step + 1, 0, NO_ERROR);
    }
    return advance(run, step, index + 1, reason ? reason : NO_ERROR);
  };
  const { req, res } = run;
  // A handler that has handed on and then fails has failed behind another's answer.
  const failed = (thrown: unknown): Promise<void> | undefined =>
    isCalled ? void fail(thrown, run) : advance(run, step, index + 1, thrown || nothing(thrown));
  try {
    const result = error === NO_ERROR
      ? handler(req, res, next)
      : (handler as unknown as ErrorHandler)(error, req, res, next);
    if (isThenable(result)) return settle(result, run, failed);
    return finish(result, run, failed);
  } catch (thrown) {
    return failed(thrown);
  }
}

/** An error handler that hands on what is falsy would hand on no error. */
function nothing(thrown: unknown): Error {
  return coded(Error, "RACE_HTTP_NOTHING_THROWN", `\`${String(thrown)}\` was thrown\nhint: throw an \`Error\`, or reject with one`);
}

async function settle(
  result: PromiseLike<unknown>,
  run: Run,
  failed: (error: unknown) => Promise<void> | undefined,
): Promise<void> {
  try {
    await finish(await result, run, failed);
  } catch (error) {
    await failed(error);
  }
}

/** `undefined` leaves the answer to `res`; so does `res` itself, which `return res.json(...)` gives. */
function finish(
  result: unknown,
  run: Run,
  failed: (error: unknown) => Promise<void> | undefined,
): Promise<void> | undefined {
  const { req, res } = run;
  if (result === undefined || result === res || !run.usesResults) return undefined;
  // An error is no value: the handler meant to throw it.
  if (result instanceof Error) return failed(result);
  if (!res.headersSent) {
    res.send(result);
    return undefined;
  }
  report(
    coded(
      Error,
      "RACE_HTTP_ALREADY_ANSWERED",
      "The handler answered by `res` and then returned a value, which is ignored",
    ),
    req,
  );
  return undefined;
}

/** All layers have passed it on. */
function end(run: Run, error: unknown): void {
  const { req, res, allow } = run;
  if (error !== NO_ERROR) return fail(error, run);
  // Whoever answers and hands on as well has answered.
  if (res.headersSent) return;
  if (allow === "") return fail(new HttpError(404), run);
  if (req.method === "OPTIONS") return void res.status(204).set("allow", allow).end();
  return fail(new HttpError(405, undefined, { headers: { allow } }), run);
}

export function fail(error: unknown, { req, res }: Pick<Run, "req" | "res">): void {
  if (res.headersSent || statusOf(error) >= 500) report(error, req);
  if (res.headersSent) return;
  try {
    Res.fail(res, error, req);
  } catch (failure) {
    // An error whose own headers or text are unusable still gets its client an answer. What its getters
    // throw may be just as hostile, so none of it is used again.
    report(failure, req);
    if (!res.headersSent) Res.fail(res, new HttpError(500), req);
  }
}

/**
 * A layer with a regular expression is a candidate for every path; what the expression captures are its parameters.
 * It sees what patterns see: were `/%61dmin` another path to it than `/admin`, it would guard nothing.
 */
function accepts(step: Step, { req }: Run): boolean {
  const { regexp, parts } = step.layer;
  if (regexp === undefined) return true;
  const match = regexp.exec(decode(req.path.slice(step.base)));
  if (match === null) return false;
  const depth = parts.length - 1;
  step.params = groupNames(regexp).flatMap((name, index) => {
    const value = match[index + 1];
    return value === undefined ? [] : [depth, name, value];
  });
  return true;
}

/** Without its escapes, but for slashes, which are none between segments. The native side has refused broken ones. */
function decode(path: string): string {
  return path.includes("%") ? decodeURIComponent(path.replace(/%2f/gi, "%252F")) : path;
}

/** Steps of one router need not stand together: a more specific route may come between them. */
function hasLeft({ left }: Run, { layer }: Step): boolean {
  return left !== undefined && left.some((place) => place.every((number, depth) => layer.order[depth] === number));
}

/** The layer's own, and in front of them those of the parameters that it has. */
function handlersOf(run: Run, index: number): readonly Handler[] {
  const { layer, params } = run.steps[index]!;
  const { functions } = layer.handlers;
  const own = index === 0 && run.done > 0 ? functions.slice(run.done) : functions;
  if (params.length === 0 || layer.routers.every((router) => router.paramHandlers.size === 0)) return own;
  const added: Handler[] = [];
  for (let i = 0; i < params.length; i += 3) {
    const [depth, name, value] = params.slice(i, i + 3) as [number, string, string];
    for (const handler of layer.routers[depth]?.paramHandlers.get(name) ?? []) {
      added.push((req, res, next) => {
        const seen = run.seen ??= new Map();
        if (seen.get(handler) === value) return next();
        seen.set(handler, value);
        return handler(req, res, next, value, name);
      });
    }
  }
  return [...added, ...own];
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null &&
    typeof (value as PromiseLike<unknown>).then === "function";
}
