/**
 * @module What a test file prints goes to the command in the order in which it happened, between the results: two pipes
 * would mix it up. What native code and other processes write keeps its own way.
 */

import { core } from "ext:core/mod.js";
import { node, send } from "ext:racejs_test/_host.ts";

type Done = (error?: Error | null) => void;

const tell = (message: string, isError: boolean): void =>
  send(JSON.stringify({ type: isError ? "test:stderr" : "test:stdout", data: { message } }));

export function captureOutput(): void {
  const { Console } = core.loadExtScript("ext:deno_web/01_console.js");
  const console = new Console((message: string, level: number) => tell(message, level > 1));
  for (const [name, method] of Object.entries(console)) {
    // The object stays, whoever holds it.
    if (typeof method === "function") Object.assign(globalThis.console, { [name]: method });
  }
  const { process } = globalThis as unknown as { process: Record<string, { write: unknown }> };
  for (const name of ["stdout", "stderr"]) {
    Object.defineProperty(process[name], "write", {
      configurable: true,
      writable: true,
      value: writer(name === "stderr"),
    });
  }
}

function writer(isError: boolean): (chunk: unknown, encoding?: unknown, done?: Done) => boolean {
  const decoder = new (node("string_decoder").StringDecoder)("utf8");
  return (chunk, encoding, done) => {
    const last = typeof encoding === "function" ? (encoding as Done) : done;
    const text = typeof chunk === "string" ? chunk : decoder.write(chunk);
    if (text !== "") tell(text, isError);
    if (last !== undefined) node("process").nextTick(last);
    return true;
  };
}
