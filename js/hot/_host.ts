/**
 * @module The native side and Node's modules as hot reload has them. Knows nothing of modules of the program.
 */

export interface AsyncVariable {
  enter(value: unknown): unknown;
  get(): unknown;
}

interface Core {
  ops: {
    op_racejs_hot_accept(module: string, dependency: string): string;
    op_racejs_hot_invalidate(module: string, message: string): void;
    op_racejs_hot_owner(): string;
  };
  AsyncVariable: { new (): AsyncVariable };
  createLazyLoader(name: string): () => { default: unknown };
  getAsyncContext(): unknown;
  setAsyncContext(context: unknown): void;
}

export let core: Core;

/** Called once, by `entry.js`. */
export function bind(native: Core): void {
  core = native;
}

/** A module of the program's own `require`. */
export interface CommonJs {
  filename: string | null;
  children: CommonJs[];
}

/** What `require` has loaded, by path; `undefined` where nothing has been required. */
export function requireCache(): Record<string, CommonJs | undefined> {
  const { Module } = core.createLazyLoader("node:module")().default as { Module: { _cache: Record<string, CommonJs> } };
  return Module._cache;
}
