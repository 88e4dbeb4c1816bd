/**
 * @module What `createApp()` takes: checked here, and split into what this side and what the native side needs.
 */

import { checkNames } from "ext:racejs_http/_names.ts";
import type { QueryParser } from "ext:racejs_http/_query.ts";
import { coded } from "ext:racejs_http/errors.ts";
import type { RouterOptions } from "ext:racejs_http/router.ts";

/** Bounds, as the native side names them. Times are milliseconds, sizes bytes and rates bytes per second, or text as `"10mb"`. */
export interface Limits {
  headSize?: number | string;
  headLines?: number;
  bodySize?: number | string;
  headTimeout?: number;
  bodyTimeout?: number;
  bodyRate?: number | string;
  idleTimeout?: number;
  writeTimeout?: number;
  writeRate?: number | string;
  answerTimeout?: number;
  drainTimeout?: number;
  connections?: number;
  connectionsPerAddress?: number;
  requestsPerConnection?: number;
  streams?: number;
}

export interface AppOptions extends RouterOptions {
  cookieSecret?: string | readonly string[];
  limits?: Limits;
  queryParser?: QueryParser;
  trustProxy?: boolean | number | string | readonly string[];
}

export interface Settings {
  cookieSecrets: readonly string[];
  queryParser: QueryParser;
  native: { order: "specificity" | "registration"; limits: Limits; trustProxy: boolean | number | string[] };
}

const KNOWN = ["caseSensitive", "cookieSecret", "limits", "mergeParams", "queryParser", "strict", "trustProxy"];

export function readSettings(options: AppOptions): Settings {
  checkNames(options, KNOWN, "a setting of `createApp()`");
  const { cookieSecret = [], limits = {}, queryParser = "simple", trustProxy = false } = options;
  const cookieSecrets = [cookieSecret].flat() as string[];
  if (!cookieSecrets.every((secret) => typeof secret === "string" && secret !== "")) {
    throw coded(TypeError, "RACE_HTTP_SETTING", "`cookieSecret` is text that is not empty, or an array of such texts");
  }
  if (queryParser !== "simple" && queryParser !== "nested") {
    throw coded(TypeError, "RACE_HTTP_SETTING", `\`queryParser\` is "simple" or "nested", not \`${String(queryParser)}\``);
  }
  return {
    cookieSecrets,
    queryParser,
    native: { order: "specificity", limits, trustProxy: normaliseTrust(trustProxy) },
  };
}

function normaliseTrust(trust: NonNullable<AppOptions["trustProxy"]>): boolean | number | string[] {
  if (typeof trust === "string") return trust.split(",").map((each) => each.trim());
  return typeof trust === "object" ? [...trust] : trust;
}
