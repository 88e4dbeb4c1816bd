/**
 * @module Errors that a request is answered with. `express` has them from `http-errors`; what handlers look at is the
 * same: `status`, `statusCode`, `expose`, `type`, `headers`.
 */

import { phrase } from "ext:racejs_express/_texts.ts";

export interface StatusError extends Error {
  status: number;
  statusCode: number;
  expose: boolean;
}

/** `more` are further properties. An `error` that there is already keeps its class, its message and its stack. */
export function httpError(status: number, error?: string | Error, more: Record<string, unknown> = {}): StatusError {
  const base = error instanceof Error ? error : new Error(error ?? phrase(status));
  if (!(error instanceof Error)) {
    Object.defineProperty(base, "name", { value: nameOf(status), configurable: true, writable: true });
    Error.captureStackTrace(base, httpError);
  }
  return Object.assign(base, { expose: status < 500, statusCode: status, status }, more);
}

/** `NotFoundError` and the like. */
function nameOf(status: number): string {
  const words = phrase(status).replace(/[^A-Za-z ]/g, "").split(" ").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = words.join("");
  return name.endsWith("Error") ? name : `${name}Error`;
}
