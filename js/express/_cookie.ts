/**
 * @module `Set-Cookie` (RFC 6265) by the rules of Express: what a value becomes, and what the options mean.
 */

import { ops } from "ext:racejs_express/_ops.ts";

export interface CookieOptions {
  domain?: string;
  encode?: (value: string) => string;
  expires?: Date;
  httpOnly?: boolean;
  /** Milliseconds. */
  maxAge?: number | null;
  partitioned?: boolean;
  path?: string | null;
  priority?: "low" | "medium" | "high";
  sameSite?: boolean | "lax" | "strict" | "none";
  secure?: boolean;
  signed?: boolean;
}

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^("?)[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*\1$/;
const PATH = /^[\x20-\x3a\x3c-\x7e]*$/;
const DOMAIN = /^\.?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

export function setCookie(name: string, value: unknown, options: CookieOptions, secret: string | undefined): string {
  if (options.signed && !secret) throw new Error('cookieParser("secret") required for signed cookies');
  const text = typeof value === "object" ? `j:${JSON.stringify(value)}` : String(value);
  const signed = options.signed ? ops.op_racejs_cookie_sign(text, secret!) : text;
  const encoded = (options.encode ?? encodeURIComponent)(signed);
  if (!NAME.test(name)) throw new TypeError("argument name is invalid");
  if (!VALUE.test(encoded)) throw new TypeError("argument val is invalid");
  return `${name}=${encoded}${attributes(options)}`;
}

function attributes(options: CookieOptions): string {
  const { domain, httpOnly, maxAge, partitioned, path, priority, sameSite, secure } = options;
  let { expires } = options;
  let text = "";
  if (maxAge !== undefined && maxAge !== null) {
    const time = Number(maxAge);
    if (Number.isNaN(time)) throw new TypeError("option maxAge is invalid");
    expires = new Date(Date.now() + time);
    text += `; Max-Age=${Math.floor(time / 1000)}`;
  }
  if (domain) text += `; Domain=${checked("domain", domain, DOMAIN)}`;
  text += `; Path=${checked("path", path ?? "/", PATH)}`;
  if (expires) {
    if (!(expires instanceof Date) || Number.isNaN(expires.getTime())) throw new TypeError("option expires is invalid");
    text += `; Expires=${expires.toUTCString()}`;
  }
  if (httpOnly) text += "; HttpOnly";
  if (secure) text += "; Secure";
  if (partitioned) text += "; Partitioned";
  if (priority) text += `; Priority=${word("priority", priority, ["low", "medium", "high"])}`;
  if (sameSite) text += `; SameSite=${word("sameSite", sameSite === true ? "strict" : sameSite, ["lax", "strict", "none"])}`;
  return text;
}

function checked(name: string, value: string, pattern: RegExp): string {
  if (!pattern.test(value)) throw new TypeError(`option ${name} is invalid`);
  return value;
}

function word(name: string, value: string, known: readonly string[]): string {
  const lower = String(value).toLowerCase();
  if (!known.includes(lower)) throw new TypeError(`option ${name} is invalid`);
  return lower[0]!.toUpperCase() + lower.slice(1);
}
