/**
 * @module The function `express()` with everything that hangs on it.
 */

import { application, createApplication } from "ext:racejs_http/express/app.ts";
import { json, raw, text, urlencoded } from "ext:racejs_http/express/body.ts";
import { Request } from "ext:racejs_http/express/request.ts";
import { Response } from "ext:racejs_http/express/response.ts";
import { Route } from "ext:racejs_http/express/route.ts";
import { Router } from "ext:racejs_http/express/router.ts";
import { serveStatic } from "ext:racejs_http/express/static.ts";

export const requestPrototype = Request.prototype;
export const responsePrototype = Response.prototype;

export const express = Object.assign(createApplication, {
  application,
  json,
  raw,
  request: requestPrototype,
  response: responsePrototype,
  Route,
  Router,
  static: serveStatic,
  text,
  urlencoded,
});
