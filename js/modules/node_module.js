/**
 * @module `node:module` as RaceJS's programs get it: its `Module` also finds what `import` finds. Evaluated when a
 * program first imports it, or first runs CommonJS.
 */
(function () {
  const { core } = __bootstrap;
  const { op_racejs_is_module, op_racejs_require_explain, op_racejs_require_resolve } = core.ops;
  const node = core.createLazyLoader("node:module")();
  const { Module } = node;
  const { _load: load, _resolveFilename: resolveFilename } = Module;
  const racejs = core.createLazyLoader("racejs:core");
  const loadExpress = core.createLazyLoader("racejs:express");
  // As with the package, what `require` gives is the function itself.
  const express = () => loadExpress().default;
  const test = core.createLazyLoader("racejs:test");
  const loadNodeTest = core.createLazyLoader("racejs:node_test");
  const builtIns = {
    __proto__: null,
    racejs,
    "@racejs/core": racejs,
    "racejs/express": express,
    "@racejs/compat": express,
    "racejs/test": test,
    "node:test": () => loadNodeTest().default,
    "node:test/reporters": core.createLazyLoader("racejs:node_test_reporters"),
  };
  // Only a file that `racejs test` runs has the modules of other test runners from RaceJS.
  if (core.ops.op_racejs_test_settings() !== "") {
    for (const name of ["vitest", "@jest/globals", "bun:test"]) builtIns[name] = test;
  }

  // What `require` gives of these is Node's own object, once RaceJS has seen it.
  const mended = {
    __proto__: null,
    events: "racejs:node_events",
    http: "racejs:node_http",
    https: "racejs:node_https",
    repl: "racejs:node_repl",
    tls: "racejs:node_tls",
  };

  Module._load = function (request, parent, isMain) {
    const mending = typeof request === "string" ? mended[request.replace(/^node:/, "")] : undefined;
    if (mending !== undefined) core.createLazyLoader(mending)();
    return builtIns[request]?.() ?? Reflect.apply(load, this, [request, parent, isMain]);
  };

  Module._resolveFilename = function (request, parent, isMain, options) {
    if (builtIns[request] !== undefined) return request;
    const from = parent?.filename;
    if (typeof request === "string" && typeof from === "string" && options?.paths === undefined) {
      const found = op_racejs_require_resolve(request, from);
      if (found !== "") return found;
    }
    try {
      return Reflect.apply(resolveFilename, this, [request, parent, isMain, options]);
    } catch (error) {
      const found = error?.code === "MODULE_NOT_FOUND" && Module.globalPaths.length > 0 && isBare(request) &&
        Module._findPath(request, Module.globalPaths, false);
      if (typeof found === "string") return found;
      throw error?.name === "NotFound" && typeof from === "string" ? missing(request, from) : error;
    }
  };

  /** The error for a file that a package names and does not have. */
  function missing(request, from) {
    const message = op_racejs_require_explain(request, from) || `Cannot find module '${request}'`;
    return Object.assign(new Error(message), { code: "MODULE_NOT_FOUND", requireStack: [from] });
  }

  /** Whether the name is that of a package, which `NODE_PATH` may have. */
  function isBare(request) {
    return typeof request === "string" && !/^(\.{0,2}\/|\.{1,2}$|#)/.test(request);
  }

  const { NODE_PATH } = globalThis.process.env;
  if (NODE_PATH) Module.globalPaths = NODE_PATH.split(":").filter((folder) => folder !== "");

  const { ".node": loadAddon } = Module._extensions;
  Module._extensions[".node"] = function (module, filename) {
    try {
      return Reflect.apply(loadAddon, this, [module, filename]);
    } catch (error) {
      if (error instanceof Error) error.code ??= "ERR_DLOPEN_FAILED";
      throw error;
    }
  };

  // Compiled code is always kept, in a cache that programs cannot choose.
  const compileCacheStatus = { __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 };
  Module.constants ??= { __proto__: null, compileCacheStatus };
  Module.enableCompileCache ??= () => ({
    status: compileCacheStatus.DISABLED,
    message: "RaceJS keeps compiled code by itself",
  });
  Module.flushCompileCache ??= () => {};
  Module.getCompileCacheDir ??= () => undefined;

  // TypeScript makes CommonJS of the `import` and `export` in such a file; here it becomes an ES module.
  const { ".cjs": loadCommonJs, ".mjs": loadModule } = Module._extensions;
  Module._extensions[".cts"] = function (module, filename) {
    return (op_racejs_is_module(filename) ? loadModule : loadCommonJs)(module, filename);
  };

  const registerHooks = core.loadExtScript("ext:racejs_modules/hooks.js")(Module.registerHooks);
  Module.registerHooks = registerHooks;
  // deno_node has a function that does nothing.
  Module.register = core.loadExtScript("ext:racejs_modules/register.js")(registerHooks);

  const { constants, enableCompileCache, flushCompileCache, getCompileCacheDir, register } = Module;
  return { ...node, constants, enableCompileCache, flushCompileCache, getCompileCacheDir, register, registerHooks };
})();
