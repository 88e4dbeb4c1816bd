/**
 * @module Listeners on `process`, so that they end with the version of the module that has added them.
 */

import { core } from "ext:racejs_hot/_host.ts";
import { own, owner } from "ext:racejs_hot/_owned.ts";

type Add = (event: string | symbol, listener: (...args: never[]) => unknown) => unknown;

const METHODS = ["on", "addListener", "once", "prependListener", "prependOnceListener"];

export function watchProcess(): void {
  const process = core.createLazyLoader("node:process")().default as Record<string, Add>;
  const add = new Map(METHODS.map((name) => [name, process[name]!]));
  let isInside = false;
  for (const [name, original] of add) {
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: false,
      writable: true,
      value(this: unknown, ...[event, listener]: Parameters<Add>) {
        // One of these methods may call another.
        const module = isInside ? undefined : owner();
        const before = isInside;
        isInside = true;
        try {
          return Reflect.apply(original, this, [event, listener]);
        } finally {
          isInside = before;
          if (module !== undefined) own(module, { dispose: () => process["removeListener"]!(event, listener) });
        }
      },
    });
  }
}
