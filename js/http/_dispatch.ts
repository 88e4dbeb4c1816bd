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
    if (error === undefined || error === null) {
      return call(handlers, index + 1, req, res);
    }
    fail(error, req, res);
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
    // An error whose own headers or text are unusable still gets its client an answer.
    report(failure, req);
    Res.fail(res, failure);
  }
}

function report(error: unknown, req: Req): void {
  try {
    console.error(`${req.method} ${req.path} failed:`, error);
  } catch {
    // A console that the program has broken is its own affair.
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null &&
    typeof (value as PromiseLike<unknown>).then === "function";
}
