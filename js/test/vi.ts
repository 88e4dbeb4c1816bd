/** @module `vi` and `jest`: mocks, spies, the environment, and what a test waits for. Fake timers are in `_timers.ts`. */

import { node, real } from "ext:racejs_test/_host.ts";
import { modules } from "ext:racejs_test/_modules.ts";
import { root } from "ext:racejs_test/_state.ts";
import { timers } from "ext:racejs_test/_timers.ts";
import { clearAllMocks, fn, isMockFunction, resetAllMocks, restoreAllMocks, spyOn } from "ext:racejs_test/_libraries.ts";

// deno-lint-ignore-file no-explicit-any
const environment = new Map<string, string | undefined>();
const globals = new Map<string, PropertyDescriptor | undefined>();
const replaced: (() => void)[] = [];

interface WaitOptions {
  interval?: number;
  timeout?: number;
}

async function repeat<Result>(
  attempt: () => Promise<{ value: Result } | undefined>,
  options: WaitOptions | number = {},
): Promise<Result> {
  const { interval = 50, timeout = 1000 } = typeof options === "number" ? { timeout: options } : options;
  for (const until = real.now() + timeout; ;) {
    const found = await attempt();
    if (found !== undefined) return found.value;
    if (real.now() >= until) throw new Error(`Timed out after ${timeout} ms`);
    // With fake timers, time passes for what is waited for.
    if (timers.isFakeTimers()) await timers.advanceTimersByTimeAsync(interval);
    else await new Promise((resolve) => real.setTimeout(resolve, interval));
  }
}

const own: any = {
  fn,
  spyOn,
  isMockFunction,
  clearAllMocks() {
    clearAllMocks();
    return own;
  },
  resetAllMocks() {
    resetAllMocks();
    return own;
  },
  restoreAllMocks() {
    restoreAllMocks();
    for (const restore of replaced.splice(0)) restore();
    return own;
  },
  mocked: (value: unknown) => value,
  mockObject: undefined,
  stubEnv(name: string, value: string | undefined) {
    const { env } = node("process");
    if (!environment.has(name)) environment.set(name, env[name]);
    if (value === undefined) delete env[name];
    else env[name] = String(value);
    return own;
  },
  unstubAllEnvs() {
    const { env } = node("process");
    for (const [name, value] of environment) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
    environment.clear();
    return own;
  },
  stubGlobal(name: string, value: unknown) {
    if (!globals.has(name)) globals.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
    return own;
  },
  unstubAllGlobals() {
    for (const [name, descriptor] of globals) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
    globals.clear();
    return own;
  },
  /** A property is another one until mocks are restored. */
  replaceProperty(holder: any, name: string, value: unknown) {
    const before = Object.getOwnPropertyDescriptor(holder, name);
    if (before === undefined) throw new Error(`There is no property \`${name}\` to replace`);
    const restore = () => void Object.defineProperty(holder, name, before);
    const control = {
      replaceValue(next: unknown) {
        holder[name] = next;
        return control;
      },
      restore,
    };
    replaced.push(restore);
    return control.replaceValue(value);
  },
  async waitFor(callback: () => unknown, options?: WaitOptions | number) {
    let last: unknown;
    try {
      return await repeat(async () => {
        try {
          return { value: await callback() };
        } catch (error) {
          last = error;
          return undefined;
        }
      }, options);
    } catch (error) {
      throw last ?? error;
    }
  },
  waitUntil: (callback: () => unknown, options?: WaitOptions | number) =>
    repeat(async () => {
      const value = await callback();
      return value ? { value } : undefined;
    }, options),
  hoisted: (factory: () => unknown) => factory(),
  setConfig(config: { testTimeout?: number }) {
    if (config.testTimeout !== undefined) root.options.timeout = config.testTimeout;
  },
  resetConfig() {
    delete root.options.timeout;
  },
  /** Jest's name: milliseconds for each test of the file. */
  setTimeout(timeout: number) {
    root.options.timeout = timeout;
    return own;
  },
  retryTimes(count: number) {
    root.options.retry = count;
    return own;
  },
};
delete own.mockObject;

export const vi: any = Object.assign(own, timers, modules);
export const jest: any = vi;

/** Bun's name for a mock function, which also mocks modules. */
export const mock: any = Object.assign((implementation?: any) => fn(implementation), {
  module: modules.doMock,
  restore: () => own.restoreAllMocks(),
  clearAllMocks: () => own.clearAllMocks(),
});
export const setSystemTime = (time?: any): void => {
  if (time === undefined) timers.useRealTimers();
  else timers.setSystemTime(time);
};
export { fn, spyOn };
