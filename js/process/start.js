/**
 * @module Evaluated for the snapshot: waits for deno_node's `node:process`, which is loaded when a program first uses it, and
 * has children started by their own command line. What is done to the process then is in `process.js`.
 */
import { core, internals } from "ext:core/mod.js";

let namespace;
/** What Deno's own scripts know as `Deno`: the build binds it to this name in each of them. */
internals.racejsNamespace = () => namespace ?? globalThis.Deno;
/** Takes it from the global object, before any program runs; packages would think that this is Deno. */
internals.racejsHideNamespace = () => {
  namespace = Object.assign(globalThis.Deno, files);
  delete globalThis.Deno;
  return namespace;
};

// Node's own additions to `performance` are there without an import of `node:perf_hooks`, which is loaded when they are used.
const { performance } = core.loadExtScript("ext:deno_web/15_performance.js");
for (const name of ["eventLoopUtilization", "markResourceTiming", "nodeTiming", "timerify"]) {
  Object.defineProperty(performance, name, {
    __proto__: null,
    configurable: true,
    get() {
      core.createLazyLoader("node:perf_hooks")();
      return Object.getOwnPropertyDescriptor(performance, name).value;
    },
    set(value) {
      Object.defineProperty(performance, name, { __proto__: null, configurable: true, enumerable: true, value, writable: true });
    },
  });
}

let start;
// deno_node puts the function there that fills `process`, and calls it at once.
Object.defineProperty(internals, "__bootstrapNodeProcess", {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => start,
  set(fill) {
    start = (...args) => {
      if (internals.__nodeProcessBootstrapped) return fill(...args);
      return core.loadExtScript("ext:racejs_process/process.js")(fill, args);
    };
  },
});

// The ops that later scripts are given can be reached by such a script alone, and while no other view of them is there.
const view = globalThis.__bootstrap;
delete globalThis.__bootstrap;
core.loadExtScript("ext:racejs_process/ops.js");
const files = core.loadExtScript("ext:racejs_process/stat.js");
if (view !== undefined) globalThis.__bootstrap = view;
