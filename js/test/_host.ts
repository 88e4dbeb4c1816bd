/**
 * @module What the tests have of their process: the native calls, Node's modules, and the clock as it is before a test
 * replaces it. Must not know what a test is.
 */

// deno-lint-ignore-file no-explicit-any
interface Core {
  ops: Record<string, any>;
  createLazyLoader(name: string): () => any;
}

let core: Core | undefined;
const loaded = new Map<string, any>();

/** To be called before anything else is loaded. */
export function bind(host: Core): void {
  core ??= host;
}

/** A module by its name, with all that it exports; loaded on first use. */
export function load(name: string): any {
  let module = loaded.get(name);
  if (module === undefined) {
    module = core!.createLazyLoader(name)();
    loaded.set(name, module);
  }
  return module;
}

/** A module of Node: `node("fs")`. */
export function node(name: string): any {
  const module = load(`node:${name}`);
  return module.default ?? module;
}

/** Where an error happened, each line with a newline before it. */
export const describe = (thrown: unknown): string => core!.ops.op_racejs_test_describe(thrown);
/** Where an import in a module leads. */
export const resolve = (specifier: string, importer: string): string =>
  core!.ops.op_module_default_resolve(specifier, importer);
/** A line to the command that started this process. */
export const send = (line: string): void => core!.ops.op_racejs_test_send(line);
/** What was asked for, as JSON, or nothing. */
export const settingsText = (): string => core!.ops.op_racejs_test_settings();
/** The source map of a loaded module, or nothing. */
export const sourceMap = (module: string): string => core!.ops.op_racejs_test_source_map(module);
/** The program's own files. */
export const loadedFiles = (): string[] => core!.ops.op_racejs_test_loaded();

/** Taken when the first test module is loaded, which no test precedes. */
export const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: (globalThis as any).setImmediate as (callback: () => void) => void,
  Date: globalThis.Date,
  now: globalThis.performance.now.bind(globalThis.performance),
};

/** A turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => real.setImmediate(resolve));
}
