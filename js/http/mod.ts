/**
 * @module The built-in module `racejs`: re-exports only.
 */

export { createApp } from "ext:racejs_http/app.ts";
export { HttpError } from "ext:racejs_http/errors.ts";
