/**
 * @module The settings of an app: their defaults, what is made of some of them, and how a mounted app gets its
 * parent's.
 */

import type { Application } from "ext:racejs_express/_application.ts";
import { compileEtag } from "ext:racejs_express/_fresh.ts";
import { environment, node } from "ext:racejs_express/_node.ts";
import { compileQueryParser } from "ext:racejs_express/_query.ts";
import { compileTrust } from "ext:racejs_express/_trust.ts";

export type SettingsRecord = Record<string, unknown>;

/** Set while `trust proxy` has the value that nobody chose. */
const DEFAULT_TRUST = "@@symbol:trust_proxy_default";

export function DEFAULT_SETTINGS(): [string, unknown][] {
  const env = environment("NODE_ENV") || "development";
  const settings: [string, unknown][] = [
    ["x-powered-by", true],
    ["etag", "weak"],
    ["env", env],
    ["query parser", "simple"],
    ["subdomain offset", 2],
    ["trust proxy", false],
    [DEFAULT_TRUST, true],
    ["views", node.path.resolve("views")],
    ["jsonp callback name", "callback"],
  ];
  if (env === "production") settings.push(["view cache", true]);
  return settings;
}

export function applySetting(settings: SettingsRecord, name: string, value: unknown): void {
  settings[name] = value;
  if (name === "etag") settings["etag fn"] = compileEtag(value);
  if (name === "query parser") settings["query parser fn"] = compileQueryParser(value);
  if (name === "trust proxy") {
    settings["trust proxy fn"] = compileTrust(value);
    settings[DEFAULT_TRUST] = false;
  }
}

/** What a mounted app has not set itself is its parent's. */
export function inherit(app: Application, parent: Application): void {
  if (app.settings[DEFAULT_TRUST] === true && typeof parent.settings["trust proxy fn"] === "function") {
    delete app.settings["trust proxy"];
    delete app.settings["trust proxy fn"];
  }
  Object.setPrototypeOf(app.request, parent.request);
  Object.setPrototypeOf(app.response, parent.response);
  Object.setPrototypeOf(app.engines, parent.engines);
  Object.setPrototypeOf(app.settings, parent.settings);
}
