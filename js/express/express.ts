/**
 * @module The function `express()` with everything that hangs on it.
 */

import { application, createApplication } from "ext:racejs_express/app.ts";
import { json, raw, text, urlencoded } from "ext:racejs_express/body.ts";
import { Request } from "ext:racejs_express/request.ts";
import { Response } from "ext:racejs_express/response.ts";
import { Route } from "ext:racejs_express/route.ts";
import { Router } from "ext:racejs_express/router.ts";
import { serveStatic } from "ext:racejs_express/static.ts";

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
