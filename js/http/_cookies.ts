/**
 * @module Cookies: those a client sends, and the header that sets one. The native side reads, writes and signs.
 */

import { ops } from "ext:racejs_http/_ops.ts";
import { createRecord } from "ext:racejs_http/_record.ts";
import { coded } from "ext:racejs_http/errors.ts";

export type Cookies = Record<string, string>;

export interface CookieOptions {
  domain?: string;
  /** Never encoded if this gives the value back as it is. Default: `encodeURIComponent`. */
  encode?: (value: string) => string;
  expires?: Date;
  httpOnly?: boolean;
  /** Milliseconds, as in Express. */
  maxAge?: number;
  partitioned?: boolean;
  /** Default `/`. */
  path?: string;
  priority?: "low" | "medium" | "high";
  sameSite?: boolean | "lax" | "strict" | "none";
  secure?: boolean;
  /** Signed with the app's first secret. */
  signed?: boolean;
}

export function parseCookies(header: string | undefined): Cookies {
  const cookies: Cookies = createRecord();
  if (header === undefined) return cookies;
  const pairs = ops.op_racejs_cookies(header);
  for (let i = 0; i < pairs.length; i += 2) cookies[pairs[i]!] = pairs[i + 1]!;
  return cookies;
}

/** Those that look signed, without their signature. */
export function parseSignedCookies(cookies: Cookies, secrets: readonly string[]): Record<string, string | false> {
  if (secrets.length === 0) throw noSecret();
  const signed = createRecord<string | false>();
  for (const [name, value] of Object.entries(cookies)) {
    if (value.startsWith("s:")) signed[name] = ops.op_racejs_cookie_unsign(value, secrets as string[]) ?? false;
  }
  return signed;
}

/** The value of a `Set-Cookie` header. */
export function serializeCookie(name: string, value: unknown, options: CookieOptions, secrets: readonly string[]): string {
  const { encode = encodeURIComponent, expires, maxAge, sameSite, signed, ...rest } = options;
  let text = typeof value === "object" && value !== null ? `j:${JSON.stringify(value)}` : String(value);
  if (signed) {
    if (secrets.length === 0) throw noSecret();
    text = ops.op_racejs_cookie_sign(text, secrets[0]!);
  }
  return ops.op_racejs_cookie_format(name, encode(text), JSON.stringify({
    ...rest,
    path: rest.path ?? "/",
    maxAge: maxAge === undefined ? undefined : Math.floor(maxAge / 1000),
    expires: expires?.getTime() ?? (maxAge === undefined ? undefined : Date.now() + maxAge),
    sameSite: sameSite === true ? "strict" : sameSite || undefined,
  }));
}

function noSecret(): Error {
  return coded(
    Error,
    "RACE_HTTP_COOKIE_SECRET",
    "Signed cookies need a secret\nhint: `createApp({ cookieSecret: process.env.COOKIE_SECRET })`",
  );
}
