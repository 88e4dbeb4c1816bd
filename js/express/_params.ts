/**
 * @module `router.param()`: what runs for the parameters of a layer before its handler, once a request and value.
 */

import { settle } from "ext:racejs_express/_layer.ts";
import type { Request } from "ext:racejs_express/request.ts";
import type { Response } from "ext:racejs_express/response.ts";
import type { Next, Router } from "ext:racejs_express/router.ts";

/** By the parameter's name: what it was called for, what it has become, and how that went. */
export type CalledParams = Map<string, { match: unknown; value: unknown; error: unknown }>;

export function processParams(router: Router, called: CalledParams, names: string[], req: Request, res: Response, done: Next): void {
  let index = 0;
  const nextParam: Next = (error) => {
    if (error) return done(error);
    const name = names[index++];
    if (name === undefined) return done();
    const value = req.params[name];
    const handlers = Object.hasOwn(router.params, name) ? router.params[name]! : undefined;
    if (value === undefined || handlers === undefined) return nextParam();
    const known = called.get(name);
    if (known !== undefined && (known.match === value || (known.error && known.error !== "route"))) {
      req.params[name] = known.value as string;
      return nextParam(known.error);
    }
    const call: { match: unknown; value: unknown; error: unknown } = { match: value, value, error: undefined };
    called.set(name, call);
    let at = 0;
    const nextHandler: Next = (failure) => {
      call.value = req.params[name];
      if (failure) {
        call.error = failure;
        return nextParam(failure);
      }
      const handler = handlers[at++];
      if (handler === undefined) return nextParam();
      try {
        settle(handler(req, res, nextHandler, value as string, name), nextHandler);
      } catch (thrown) {
        nextHandler(thrown);
      }
    };
    nextHandler();
  };
  nextParam();
}
