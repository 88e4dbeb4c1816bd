/**
 * @module Texts that go into headers and pages, escaped. Knows nothing of requests.
 */

import { ops } from "ext:racejs_express/_ops.ts";
import { node } from "ext:racejs_express/_node.ts";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);
}

/** Escapes what a URL cannot hold, and leaves what is escaped already. */
export function encodeUrl(url: string): string {
  return String(url).replace(/[^\x21\x23-\x3b\x3d\x3f-\x5f\x61-\x7a\x7c\x7e]+|%(?![0-9a-fA-F]{2})/g, (part) => encodeURI(part.toWellFormed()));
}

/** The usual phrase for a status, or its number. */
export function phrase(status: number): string {
  const text = ops.op_racejs_reason(status);
  return text === "Error" ? String(status) : text;
}

/** RFC 6266: the name in ASCII, and as UTF-8 where it has other characters. */
export function contentDisposition(filename: string | undefined): string {
  if (filename === undefined) return "attachment";
  const name = node.path.basename(filename);
  const needsMore = /[^\x20-\x7e]|%[0-9a-f]{2}/i.test(name);
  if (!needsMore && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return `attachment; filename=${name}`;
  const quoted = name.replace(/[^\x20-\x7e]/g, "?").replace(/["\\]/g, (char) => `\\${char}`);
  if (!needsMore) return `attachment; filename="${quoted}"`;
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${quoted}"; filename*=UTF-8''${encoded}`;
}

/** Milliseconds, from a number or a text as `1d` or `2 hours`. */
export function milliseconds(value: number | string): number {
  if (typeof value === "number") return value;
  const match = /^\s*(-?\d*\.?\d+)\s*(ms|millisec\w*|msecs?|s|sec\w*|m|min\w*|h|hrs?|hours?|d|days?|w|weeks?|y|yrs?|years?)?\s*$/i.exec(value);
  if (match === null) return Number.NaN;
  const unit = (match[2] ?? "ms").toLowerCase();
  const isMilli = unit.startsWith("ms") || unit.startsWith("mil");
  const factor = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, y: 315576e5 }[unit[0]!] ?? 1;
  return Number(match[1]) * (isMilli ? 1 : factor);
}

const UNITS: Record<string, number> = { "": 1, b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 };

/** Bytes, from a number or a text as `100kb`. */
export function bytesOf(value: number | string | undefined): number | undefined {
  if (typeof value === "number" || value === undefined) return value;
  const match = /^\s*(\d+(?:\.\d+)?)\s*(b|kb|mb|gb|tb)?\s*$/i.exec(value);
  return match === null ? undefined : Math.floor(Number(match[1]) * UNITS[(match[2] ?? "").toLowerCase()]!);
}

/** JSON for a program's settings, with what could end a script element escaped if that is wanted. */
export function toJson(value: unknown, replacer: unknown, spaces: unknown, escape: unknown): string | undefined {
  const text = replacer || spaces ? JSON.stringify(value, replacer as never, spaces as never) : JSON.stringify(value);
  if (!escape || typeof text !== "string") return text;
  return text.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}
