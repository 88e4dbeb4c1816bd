/**
 * @module Errors: those a program throws to answer with, those the framework throws at a program,
 * and how any of them becomes a problem document (RFC 9457). Writes to no connection.
 */

import { ops } from "ext:racejs_http/_ops.ts";

const { op_racejs_is_production, op_racejs_reason } = ops;

declare global {
  interface ErrorConstructor {
    /** V8's own: a stack that begins above a function. */
    captureStackTrace(error: Error, above: (...args: never[]) => unknown): void;
  }
}

export interface HttpErrorOptions extends ErrorOptions {
  code?: string;
  headers?: Record<string, string>;
}

export class HttpError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Record<string, string> | undefined;

  constructor(status: number, message?: string, options?: HttpErrorOptions) {
    if (!isErrorStatus(status)) {
      throw coded(
        RangeError,
        "RACE_HTTP_STATUS",
        `\`${status}\` is not the status of an error (400 to 599)`,
      );
    }
    super(message ?? op_racejs_reason(status), options);
    this.status = status;
    this.code = options?.code;
    this.headers = options?.headers;
  }

  static {
    this.prototype.name = "HttpError";
  }
}

/** An error with a stable code, as the native side throws them too. */
export function coded(
  kind: new (message: string) => Error,
  code: string,
  message: string,
): Error {
  const error = Object.assign(new kind(message), { code });
  Error.captureStackTrace(error, coded);
  return error;
}

export interface Problem {
  status: number;
  headers: Record<string, string> | undefined;
  body: string;
}

/**
 * What a client is told about an error. The text of a server's fault may hold anything, so production
 * keeps it back; a client's fault is its own to know.
 */
export function toProblem(error: unknown): Problem {
  const status = statusOf(error);
  const { code, headers, message } = (error ?? {}) as Partial<HttpError>;
  const isTold = status < 500 || !op_racejs_is_production();
  const title = op_racejs_reason(status);
  const text = typeof message === "string" ? message : String(error);
  // A hint is for whoever wrote the program.
  const detail = status < 500 ? text.split("\nhint: ", 1)[0]! : text;
  const document = {
    type: "about:blank",
    title,
    status,
    detail: isTold && detail !== title && detail !== "" ? detail : undefined,
    code: isTold && typeof code === "string" ? code : undefined,
  };
  return {
    status,
    headers: error instanceof HttpError ? headers : undefined,
    body: JSON.stringify(document),
  };
}

/**
 * The status an error asks for by `status` or `statusCode`, as many libraries do; else 500. Never throws,
 * whatever the error's getters do.
 */
export function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return 500;
  try {
    const { status, statusCode } = error as Record<string, unknown>;
    if (isErrorStatus(status)) return status;
    if (isErrorStatus(statusCode)) return statusCode;
  } catch {
    // An error that cannot be asked is a fault like any other.
  }
  return 500;
}

function isErrorStatus(status: unknown): status is number {
  return Number.isInteger(status) && (status as number) >= 400 &&
    (status as number) <= 599;
}
