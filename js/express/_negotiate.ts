/**
 * @module What a client accepts, from the text of an `Accept*` header to an order of preference (RFC 9110, section
 * 12.5). Knows nothing of requests.
 */

import { typeOfExtension } from "ext:racejs_express/_mime.ts";

/** One entry of a header. */
interface Range {
  value: string;
  params: Record<string, string>;
  quality: number;
  index: number;
}

interface Ranked {
  offer: string;
  quality: number;
  /** More is more specific; 0 for the wildcard. */
  specificity: number;
  /** Where the entry stands in the header, and the offer in the program's list. */
  range: number;
  index: number;
}

/** How specifically an entry means an offer; `undefined` if it does not. */
type Fit = (range: Range, offer: string) => number | undefined;

/** No header accepts everything. Without offers the client's own wishes come back, best first. */
export function acceptedTypes(header: string | undefined, offers: readonly string[]): string[] | string | false {
  const ranges = parse(header ?? "*/*");
  if (offers.length === 0) return preferred(ranges);
  const types = offers.map((offer) => offer.includes("/") ? offer : typeOfExtension(offer));
  const known = types.filter((type) => type !== undefined);
  const best = rank(ranges, known, typeFit)[0];
  return best === undefined ? false : offers[types.indexOf(best)]!;
}

export function acceptedEncodings(header: string | undefined, offers: readonly string[]): string[] | string | false {
  const ranges = parse(header ?? "");
  // Unless it is ruled out, no encoding at all is always fine.
  if (!ranges.some(({ value }) => value === "identity" || value === "*")) {
    const least = Math.min(1, ...ranges.map(({ quality }) => quality));
    ranges.push({ value: "identity", params: {}, quality: least, index: ranges.length });
  }
  return offers.length === 0 ? preferred(ranges) : rank(ranges, offers, tokenFit)[0] ?? false;
}

export function acceptedCharsets(header: string | undefined, offers: readonly string[]): string[] | string | false {
  const ranges = parse(header ?? "*");
  return offers.length === 0 ? preferred(ranges) : rank(ranges, offers, tokenFit)[0] ?? false;
}

export function acceptedLanguages(header: string | undefined, offers: readonly string[]): string[] | string | false {
  const ranges = parse(header ?? "*");
  return offers.length === 0 ? preferred(ranges) : rank(ranges, offers, languageFit)[0] ?? false;
}

function parse(header: string): Range[] {
  const ranges: Range[] = [];
  for (const part of splitQuoted(header, ",")) {
    const [value = "", ...rest] = splitQuoted(part, ";").map((each) => each.trim());
    if (value === "") continue;
    const range: Range = { value: value.toLowerCase(), params: {}, quality: 1, index: ranges.length };
    for (const param of rest) {
      const [name = "", text = ""] = param.split("=", 2).map((each) => each.trim());
      if (name.toLowerCase() === "q") {
        range.quality = Number.parseFloat(text) || 0;
        break;
      }
      range.params[name.toLowerCase()] = text.replace(/^"(.*)"$/, "$1").toLowerCase();
    }
    ranges.push(range);
  }
  return ranges;
}

/** Splits where the separator stands outside quotes. */
function splitQuoted(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"' && text[i - 1] !== "\\") isQuoted = !isQuoted;
    if (text[i] === separator && !isQuoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function preferred(ranges: Range[]): string[] {
  const wanted = ranges.filter(({ quality }) => quality > 0);
  return wanted.sort((a, b) => b.quality - a.quality || a.index - b.index).map(({ value }) => value);
}

function rank(ranges: Range[], offers: readonly string[], fit: Fit): string[] {
  const ranked: Ranked[] = [];
  for (const [index, offer] of offers.entries()) {
    let best: Ranked | undefined;
    for (const range of ranges) {
      const specificity = fit(range, offer);
      // The most specific entry decides, the first one where several are.
      if (specificity === undefined || (best !== undefined && specificity <= best.specificity)) continue;
      best = { offer, quality: range.quality, specificity, range: range.index, index };
    }
    if (best !== undefined && best.quality > 0) ranked.push(best);
  }
  ranked.sort((a, b) => b.quality - a.quality || b.specificity - a.specificity || a.range - b.range || a.index - b.index);
  return ranked.map(({ offer }) => offer);
}

function typeFit({ value, params }: Range, offer: string): number | undefined {
  const own = parse(offer)[0];
  if (own === undefined) return undefined;
  const [kind, subtype] = own.value.split("/");
  const [wantedKind, wantedSubtype] = value.split("/");
  let specificity = 0;
  if (wantedKind === kind) specificity |= 4;
  else if (wantedKind !== "*") return undefined;
  if (wantedSubtype === subtype) specificity |= 2;
  else if (wantedSubtype !== "*") return undefined;
  const names = Object.keys(params);
  if (names.length === 0) return specificity;
  return names.every((name) => params[name] === "*" || params[name] === own.params[name]) ? specificity | 1 : undefined;
}

function tokenFit({ value }: Range, offer: string): number | undefined {
  if (value === offer.toLowerCase()) return 1;
  return value === "*" ? 0 : undefined;
}

/** `en` takes `en-GB`, and the other way round. */
function languageFit({ value }: Range, offer: string): number | undefined {
  const own = offer.toLowerCase();
  if (value === own) return 4;
  if (value === own.split("-")[0]) return 2;
  if (value.split("-")[0] === own) return 1;
  return value === "*" ? 0 : undefined;
}
