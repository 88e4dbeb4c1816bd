/**
 * @module Query strings, read as HTML forms write them. Bad escapes stay as they are: a query is no
 * place to fail. Knows nothing of requests.
 */

export type Query = Record<string, string | string[]>;

/** A record without a prototype, so that no key of a client's is special. Repeated keys become an array. */
export function parseQuery(url: string): Query {
  const query: Query = Object.create(null);
  const start = url.indexOf("?");
  if (start === -1) return query;
  for (const pair of url.slice(start + 1).split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? "" : decode(pair.slice(equals + 1));
    const known = query[name];
    if (known === undefined) query[name] = value;
    else if (typeof known === "string") query[name] = [known, value];
    else known.push(value);
  }
  return query;
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
