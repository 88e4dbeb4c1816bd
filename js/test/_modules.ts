/**
 * @module Modules that a test replaces: `vi.doMock` and its kin. deno_node's `mock.module` answers the imports; the loader
 * moves imports behind the `vi.mock` of their file, which makes `vi.mock` the same as `vi.doMock`.
 */

import { node } from "ext:racejs_test/_host.ts";
import { fn } from "ext:racejs_test/libraries.js";

// deno-lint-ignore-file no-explicit-any
const mocked = new Map<string, { restore(): void }>();

function replace(specifier: string, make?: ((original: () => Promise<any>) => any) | object): any {
  unmock(specifier);
  if (make === undefined) return automatic(specifier);
  const made = typeof make === "function" ? make(() => importActual(specifier)) : undefined;
  if (typeof make !== "function") return automatic(specifier, make);
  if (typeof made?.then === "function") return made.then((exports: any) => put(specifier, exports));
  return put(specifier, made);
}

function put(specifier: string, exports: any): void {
  const { default: defaultExport, __esModule, ...namedExports } = exports ?? {};
  const options: any = { namedExports, cache: true };
  if (exports !== null && typeof exports === "object" && "default" in exports) options.defaultExport = defaultExport;
  else if (typeof exports === "function") options.defaultExport = exports;
  mocked.set(specifier, node("test").mock.module(specifier, options));
}

/** Without a factory every function of the module becomes a mock that does nothing, or with `spy` one that watches. */
async function automatic(specifier: string, options: { spy?: boolean } = {}): Promise<void> {
  const original = await importActual(specifier);
  const exports: any = {};
  for (const [name, value] of Object.entries(original)) exports[name] = double(value, options.spy === true, 0);
  put(specifier, exports);
}

function double(value: any, isSpy: boolean, depth: number): any {
  if (typeof value === "function") return isSpy ? fn(value) : fn();
  if (value === null || typeof value !== "object" || depth > 3) return value;
  if (Array.isArray(value)) return isSpy ? value : [];
  const copy: any = {};
  for (const [name, member] of Object.entries(value)) copy[name] = double(member, isSpy, depth + 1);
  return copy;
}

function unmock(specifier: string): void {
  mocked.get(specifier)?.restore();
  mocked.delete(specifier);
}

/** The module itself, whatever stands for it. */
async function importActual(specifier: string): Promise<any> {
  const { resolveFrom } = callerModule();
  return await import(resolveFrom(specifier));
}

const FRAME = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^\s()]*?):\d+:\d+\)?$/;

function callerModule(): { resolveFrom(specifier: string): string; file: string } {
  const frame = new Error().stack!.split("\n").map((line) => FRAME.exec(line)?.[1]).find((name) => name !== undefined);
  const file = frame ?? `${node("process").cwd()}/x.js`;
  const url = file.startsWith("file:") ? file : node("url").pathToFileURL(file).href;
  return {
    file,
    resolveFrom(specifier) {
      if (/^\.{1,2}\//.test(specifier)) return new URL(specifier, url).href;
      const require = node("module").createRequire(url);
      return node("module").isBuiltin(specifier) ? specifier : node("url").pathToFileURL(require.resolve(specifier)).href;
    },
  };
}

export const modules: any = {
  mock: replace,
  doMock: replace,
  unmock,
  doUnmock: unmock,
  dontMock: unmock,
  importActual,
  importMock: async (specifier: string) => {
    await replace(specifier);
    return await import(callerModule().resolveFrom(specifier));
  },
  requireActual: (specifier: string) => node("module").createRequire(callerModule().file)(specifier),
  resetModules() {
    throw new Error("`resetModules` is not supported\nhint: import the module with a query that differs, `import(\"./x.ts?2\")`");
  },
  dynamicImportSettled: () => new Promise((resolve) => setTimeout(resolve)),
};
