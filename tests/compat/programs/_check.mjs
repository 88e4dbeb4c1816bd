/**
 * What the programs share: assertions that are counted, the line that says how many ran, and small helpers for servers.
 * It must not know any package.
 */
import assert from "node:assert/strict";
import { once } from "node:events";

let made = 0;
const counted = (name) => (...values) => {
  const result = assert[name](...values);
  if (typeof result?.then === "function") return result.then(() => void made++);
  made++;
};

/** The assertions of `node:assert/strict`, counted once they hold. */
export const check = Object.fromEntries(
  ["ok", "equal", "notEqual", "deepEqual", "match", "throws", "rejects"].map((name) => [name, counted(name)]),
);

/** The last act of a program. The runner expects exactly this line, with the number of checks that Node makes. */
export function done(tried) {
  console.log(`ok: ${tried} (${made} checks)`);
}

/** Starts a `node:http` server on a free port of the loopback and gives its address. */
export async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${server.address().port}`;
}

/** A promise that somebody else settles: holds a streamed answer back until its first part has arrived. */
export function gate() {
  return Promise.withResolvers();
}

/** Reads a streamed answer: the first part, then, after `between()`, the rest. */
export async function readInTwo(response, between) {
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const first = decoder.decode((await reader.read()).value);
  between();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) rest += decoder.decode(part.value);
  return [first, rest];
}

/** A request body that is sent in several parts. */
export function parts(...texts) {
  return {
    method: "POST",
    duplex: "half",
    body: ReadableStream.from(texts.map((text) => new TextEncoder().encode(text))),
  };
}
