/**
 * @module The headers of a request as Node has them. Knows nothing of requests.
 */

export type RequestHeaders = Record<string, string | string[] | undefined>;

/** Of these the first line counts, whatever else a client sends. */
const SINGLE = new Set([
  "age", "authorization", "content-length", "content-type", "etag", "expires", "from", "host", "if-modified-since",
  "if-unmodified-since", "last-modified", "location", "max-forwards", "proxy-authorization", "referer", "retry-after",
  "server", "user-agent",
]);

/** `lines` is name and value by turns. */
export function toHeaders(lines: readonly string[]): RequestHeaders {
  const headers: RequestHeaders = {};
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i]!.toLowerCase();
    const value = lines[i + 1]!;
    // It would be no header but the object's prototype.
    if (name === "__proto__") continue;
    const known = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (name === "set-cookie") headers[name] = [...(known ?? []), value];
    else if (known === undefined) headers[name] = value;
    else if (!SINGLE.has(name)) headers[name] = `${known as string}${name === "cookie" ? "; " : ", "}${value}`;
  }
  return headers;
}

/** Every line of a name by itself. */
export function toDistinctHeaders(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (let i = 0; i < lines.length; i += 2) (headers[lines[i]!.toLowerCase()] ??= []).push(lines[i + 1]!);
  return headers;
}
