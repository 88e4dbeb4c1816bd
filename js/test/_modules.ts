/**
 * @module Modules that a test replaces: `vi.mock` and its kin. deno_node's `mock.module` answers the imports. The loader has
 * moved imports behind the `vi.mock` of their file, so that here it is the same as `vi.doMock`.
 */

import { node, resolve } from "ext:racejs_test/_host.ts";
import { toPath } from "ext:racejs_test/_location.ts";
import { fn } from "ext:racejs_test/_libraries.ts";

// deno-lint-ignore-file no-explicit-any
interface Mocked {
  options: object;
  context: { restore(): void };
}

const mocked = new Map<string, Mocked>();
const FRAME = /(?:\(|at (?:async )?)((?:file:\/\/)?\/[^\s()]*?):\d+:\d+\)?$/;

/** The module that calls, as a URL; taken before anything is waited for. */
function caller(): string {
  const frame = new Error()
    .stack!.split("\n")
    .map((line) => FRAME.exec(line)?.[1])
    .find((name) => name !== undefined);
  return node("url").pathToFileURL(frame === undefined ? `${node("process").cwd()}/x.js` : toPath(frame)).href;
}

const find = (specifier: string): string => resolve(specifier, caller());

type Factory = (original: () => Promise<any>) => any;

function replace(specifier: string, make?: Factory | { spy?: boolean }): any {
  const module = find(specifier);
  unput(module);
  if (typeof make !== "function") return automatic(module, make?.spy === true);
  const made = make(() => actual(module));
  return typeof made?.then === "function" ? made.then((exports: any) => put(module, exports)) : put(module, made);
}

function put(module: string, exports: any): void {
  const { default: defaultExport, __esModule: _, ...namedExports } = exports ?? {};
  const options: any = { namedExports, cache: true };
  if (typeof exports === "function") options.defaultExport = exports;
  else if (exports !== null && typeof exports === "object" && "default" in exports)
    options.defaultExport = defaultExport;
  mocked.set(module, { options, context: node("test").mock.module(module, options) });
}

function unput(module: string): void {
  mocked.get(module)?.context.restore();
  mocked.delete(module);
}

/** Without a factory every function of the module becomes a mock that does nothing, or one that watches. */
async function automatic(module: string, isSpy: boolean): Promise<void> {
  const exports: any = {};
  for (const [name, value] of Object.entries(await actual(module))) exports[name] = double(value, isSpy, 0);
  put(module, exports);
}

function double(value: any, isSpy: boolean, depth: number): any {
  if (typeof value === "function") return isSpy ? fn(value) : fn();
  if (value === null || typeof value !== "object" || depth > 3) return value;
  if (Array.isArray(value)) return isSpy ? value : [];
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, double(member, isSpy, depth + 1)]));
}

/** The module itself: what stands for it steps aside for the time of an import. */
async function actual(module: string): Promise<any> {
  const known = mocked.get(module);
  known?.context.restore();
  try {
    return await import(module);
  } finally {
    if (known !== undefined) known.context = node("test").mock.module(module, known.options);
  }
}

const unmock = (specifier: string): void => unput(find(specifier));

async function importMock(specifier: string): Promise<any> {
  const module = find(specifier);
  if (!mocked.has(module)) await automatic(module, false);
  return await import(module);
}

export const modules: any = {
  mock: replace,
  doMock: replace,
  unmock,
  doUnmock: unmock,
  dontMock: unmock,
  importActual: (specifier: string) => actual(find(specifier)),
  importMock,
  requireActual: (specifier: string) => node("module").createRequire(caller())(specifier),
  resetModules() {
    const hint = 'hint: import the module under another name, `import("./x.ts?2")`';
    throw new Error(`\`resetModules\` is not supported\n${hint}`);
  },
  dynamicImportSettled: () => new Promise((resolve) => setTimeout(resolve)),
};
