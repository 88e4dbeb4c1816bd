/**
 * @module The built-in module `racejs/express`: re-exports only.
 */

export { express as default } from "ext:racejs_http/express/express.ts";
export { application } from "ext:racejs_http/express/app.ts";
export { json, raw, text, urlencoded } from "ext:racejs_http/express/body.ts";
export { requestPrototype as request, responsePrototype as response } from "ext:racejs_http/express/express.ts";
export { Route } from "ext:racejs_http/express/route.ts";
export { Router } from "ext:racejs_http/express/router.ts";
export { serveStatic as static } from "ext:racejs_http/express/static.ts";
