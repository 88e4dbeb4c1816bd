/**
 * @module Media types: of file extensions, and what a request's own is compared with. Knows nothing of requests.
 */

import { ops } from "ext:racejs_express/_ops.ts";

const UNKNOWN = "application/octet-stream";

/** The type of an extension or a file's name, without charset; `undefined` if nobody knows it. */
export function typeOfExtension(extension: string): string | undefined {
  const ending = extension.slice(extension.lastIndexOf(".") + 1).toLowerCase();
  const type = ops.op_racejs_media_type(ending).split(";", 1)[0]!;
  return type === UNKNOWN && !["bin", "exe", "dll", "dmg", "iso", "img", "buffer"].includes(ending) ? undefined : type;
}

/** With the charset that Express names: all text is UTF-8, and so is JSON. */
export function withCharset(type: string): string {
  const hasCharset = /;\s*charset\s*=/i.test(type);
  return !hasCharset && (/^text\//i.test(type) || /^application\/json\s*(?:;|$)/i.test(type)) ? `${type}; charset=utf-8` : type;
}

/** The content type for an extension, or for a type that is given without parameters. */
export function contentType(type: string): string {
  if (type.includes("/")) return withCharset(type);
  return withCharset(typeOfExtension(type) ?? UNKNOWN);
}

/** Type and charset of a content type, both in lower case. */
export function parseType(header: string | undefined): { type: string; charset: string | undefined } | undefined {
  const match = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;|$)/.exec(header ?? "");
  if (match === null) return undefined;
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)"?/i.exec(header!)?.[1];
  return { type: match[1]!.toLowerCase(), charset: charset?.toLowerCase() };
}

/** The first of the offers that a type fits: the offer as it was written, or the type where the offer is a pattern. */
export function matchType(header: string | undefined, offers: readonly string[]): string | false {
  const type = parseType(header)?.type;
  if (type === undefined) return false;
  if (offers.length === 0) return type;
  for (const offer of offers) {
    const pattern = toPattern(offer);
    if (pattern !== undefined && isLike(type, pattern)) return offer.startsWith("+") || offer.includes("*") ? type : offer;
  }
  return false;
}

function toPattern(offer: string): string | undefined {
  if (offer === "urlencoded") return "application/x-www-form-urlencoded";
  if (offer === "multipart") return "multipart/*";
  if (offer.startsWith("+")) return `*/*${offer}`;
  return offer.includes("/") ? offer.toLowerCase() : typeOfExtension(offer);
}

/** `*` stands for any half; `*+json` for what ends so. */
function isLike(type: string, pattern: string): boolean {
  const [kind = "", subtype = ""] = type.split("/");
  const [wantedKind, wanted = ""] = pattern.split("/");
  if (wantedKind !== "*" && wantedKind !== kind) return false;
  if (wanted.startsWith("*+")) return subtype.endsWith(wanted.slice(1));
  return wanted === "*" || wanted === subtype;
}
