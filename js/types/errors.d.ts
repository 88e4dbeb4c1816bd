/**
 * Errors that programs answer with.
 *
 * @module
 */

/**
 * An error to answer with, as a problem document (RFC 9457).
 *
 * @example
 * ```ts
 * import { createApp, HttpError } from "racejs";
 *
 * const app = createApp();
 * app.get("/users/:id", () => {
 *   throw new HttpError(404, "No such user", { code: "NO_USER" });
 * });
 * const problem = await (await app.request("/users/7")).json();
 * console.log(problem.status, problem.title, problem.detail, problem.code); // 404 Not Found No such user NO_USER
 * ```
 */
export declare class HttpError extends Error {
  /**
   * Makes an error.
   *
   * @param status 400 to 599.
   * @param message For the client; by default the usual phrase of the status. With `NODE_ENV=production`, that of a
   * status of 500 and above is not sent.
   * @throws {RangeError} With code `RACE_HTTP_STATUS` for a status that is not an error's.
   *
   * @example
   * ```ts
   * import { HttpError } from "racejs";
   *
   * const error = new HttpError(418);
   * console.log(error.name, error.message); // HttpError I'm a teapot
   * ```
   */
  constructor(status: number, message?: string, options?: HttpErrorOptions);

  /**
   * The status of the answer.
   *
   * @example
   * ```ts
   * import { HttpError } from "racejs";
   *
   * console.log(new HttpError(409).status); // 409
   * ```
   */
  readonly status: number;

  /**
   * A stable name for the error.
   *
   * @example
   * ```ts
   * import { HttpError } from "racejs";
   *
   * console.log(new HttpError(409, "It is taken", { code: "TAKEN" }).code); // TAKEN
   * ```
   */
  readonly code: string | undefined;

  /**
   * Headers of the answer.
   *
   * @example
   * ```ts
   * import { createApp, HttpError } from "racejs";
   *
   * const app = createApp();
   * app.get("/", () => {
   *   throw new HttpError(429, "Enough for now", { headers: { "retry-after": "3600" } });
   * });
   * console.log((await app.request("/")).headers.get("retry-after")); // 3600
   * ```
   */
  readonly headers: Record<string, string> | undefined;
}

/** What an {@link HttpError} may have beside its message; `cause` is for the log. */
export interface HttpErrorOptions extends ErrorOptions {
  /** A stable name for the error, sent as `code`. */
  code?: string;
  /** Headers of the answer, as `{ "retry-after": "5" }`. */
  headers?: Record<string, string>;
}
