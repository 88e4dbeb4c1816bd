/**
 * @module The timers of the global object, so that they end with the version of the module that has started them.
 */

import { own, owner, runFor } from "ext:racejs_hot/_owned.ts";

type Callback = (...args: unknown[]) => unknown;
type Start = (callback: Callback, ...rest: unknown[]) => unknown;
type Clear = (timer: unknown) => void;

const NAMES = [
  ["setTimeout", "clearTimeout", true],
  ["setImmediate", "clearImmediate", true],
  ["setInterval", "clearInterval", false],
] as const;

export function watchTimers(): void {
  const scope = globalThis as unknown as Record<string, unknown>;
  for (const [name, clearName, isOnce] of NAMES) {
    const start = scope[name] as Start;
    const clear = scope[clearName] as Clear;
    const watched = watch(start, clear, isOnce);
    // `util.promisify(setTimeout)` finds its own form there.
    Object.defineProperties(watched, Object.getOwnPropertyDescriptors(start));
    Object.defineProperty(scope, name, { configurable: true, enumerable: true, writable: true, value: watched });
  }
}

function watch(start: Start, clear: Clear, isOnce: boolean): Start {
  return (callback, ...rest) => {
    const module = typeof callback === "function" ? owner() : undefined;
    if (module === undefined) return start(callback, ...rest);
    const timer = start(function (this: unknown, ...args: unknown[]) {
      if (isOnce) forget();
      return runFor(module, () => Reflect.apply(callback, this, args));
    }, ...rest);
    const forget = own(module, {
      dispose: () => clear(timer),
      isOver: () => (timer as { _destroyed?: boolean })._destroyed === true,
    });
    return timer;
  };
}
