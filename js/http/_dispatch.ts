/**
 * @module From a ready request to its handlers, and from what they return or throw to an answer.
 * Nothing that a handler does comes out of here as an exception: the loop that calls it serves others.
 */

import type { Exchange } from "ext:racejs_http/_ops.ts";
import { coded, HttpError, statusOf } from "ext:racejs_http/errors.ts";
import { Req } from "ext:racejs_http/request.ts";
import { Res } from "ext:racejs_http/response.ts";

export type Next = (error?: unknown) => Promise<void> | undefined;
export type Handler = (req: Req, res: Res, next: Next) => unknown;

const OWN = "ext:racejs_http/";
const MAX_CAUSES = 8;

export function dispatch(exchange: Exchange, handlers: readonly Handler[]): void {
  const req = new Req(exchange);
  const res: Res = new Res(exchange, (error) => fail(error, req, res));
  call(handlers, 0, req, res);
}

/** Errors do not come out of `next()`: each is answered where it happens, awaited or not. */
function call(
  handlers: readonly Handler[],
  index: number,
  req: Req,
  res: Res,
): Promise<void> | undefined {
  const handler = handlers[index];
  if (handler === undefined) {
    fail(new HttpError(404), req, res);
    return undefined;
  }
  let isCalled = false;
  const next: Next = (error) => {
    if (isCalled) {
      throw coded(
        Error,
        "RACE_HTTP_NEXT_TWICE",
        "`next()` was called twice by the same handler",
      );
    }
    isCalled = true;
    if (!error) return call(handlers, index + 1, req, res);
    // `"route"` leaves this route; no other one can match, so nothing is left.
    fail(error === "route" ? new HttpError(404) : error, req, res);
    return undefined;
  };
  try {
    const result = handler(req, res, next);
    if (isThenable(result)) return settle(result, req, res);
    finish(result, req, res);
  } catch (error) {
    fail(error, req, res);
  }
  return undefined;
}

async function settle(
  result: PromiseLike<unknown>,
  req: Req,
  res: Res,
): Promise<void> {
  try {
    finish(await result, req, res);
  } catch (error) {
    fail(error, req, res);
  }
}

/** `undefined` leaves the answer to `res`; so does `res` itself, which `return res.json(...)` gives. */
function finish(result: unknown, req: Req, res: Res): void {
  if (result === undefined || result === res) return;
  // An error is no value: the handler meant to throw it.
  if (result instanceof Error) return fail(result, req, res);
  if (!res.headersSent) {
    res.send(result);
    return;
  }
  report(
    coded(
      Error,
      "RACE_HTTP_ALREADY_ANSWERED",
      "The handler answered by `res` and then returned a value, which is ignored",
    ),
    req,
  );
}

function fail(error: unknown, req: Req, res: Res): void {
  if (res.headersSent || statusOf(error) >= 500) report(error, req);
  if (res.headersSent) return;
  try {
    Res.fail(res, error);
  } catch (failure) {
    // An error whose own headers or text are unusable still gets its client an answer. What its getters
    // throw may be just as hostile, so none of it is used again.
    report(failure, req);
    Res.fail(res, new HttpError(500));
  }
}

function report(error: unknown, req: Req): void {
  const what = `${req.method} ${req.path} failed:`;
  try {
    hideOwnFrames(error);
    console.error(what, error);
  } catch {
    try {
      console.error(what, "A value was thrown that cannot be shown");
    } catch {
      // A console that the program has broken is its own affair.
    }
  }
}

/** Frames of these modules say nothing to whoever reads the log. An error may be its own cause. */
function hideOwnFrames(error: unknown): void {
  for (let depth = 0; depth < MAX_CAUSES && error instanceof Error; depth++) {
    const { stack } = error;
    if (typeof stack === "string" && stack.includes(OWN) && !Object.isFrozen(error)) {
      error.stack = stack.split("\n").filter((line) => !isOwnFrame(line)).join("\n");
    }
    error = error.cause;
  }
}

function isOwnFrame(line: string): boolean {
  return /^\s+at /.test(line) && line.includes(OWN);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null &&
    typeof (value as PromiseLike<unknown>).then === "function";
}
