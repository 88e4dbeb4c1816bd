/**
 * @module The built-in module `racejs/express`: re-exports only.
 */

export { express as default } from "ext:racejs_express/express.ts";
export { application } from "ext:racejs_express/app.ts";
export { json, raw, text, urlencoded } from "ext:racejs_express/body.ts";
export { requestPrototype as request, responsePrototype as response } from "ext:racejs_express/express.ts";
export { Route } from "ext:racejs_express/route.ts";
export { Router } from "ext:racejs_express/router.ts";
export { serveStatic as static } from "ext:racejs_express/static.ts";
