/**
 * @module `node:module` as RaceJS's programs get it: its `Module` also finds what `import` finds. Evaluated when a
 * program first imports it, or first runs CommonJS.
 */
(function () {
  const { core } = __bootstrap;
  const { op_racejs_is_module, op_racejs_require_resolve } = core.ops;
  const node = core.createLazyLoader("node:module")();
  const { Module } = node;
  const { _load: load, _resolveFilename: resolveFilename } = Module;
  const racejs = core.createLazyLoader("racejs:core");
  const loadExpress = core.createLazyLoader("racejs:express");
  // As with the package, what `require` gives is the function itself.
  const express = () => loadExpress().default;
  const builtIns = { __proto__: null, racejs, "@racejs/core": racejs, "racejs/express": express, "@racejs/compat": express };

  // What `require` gives of these is Node's own object, once RaceJS has seen it.
  const mended = { __proto__: null, http: "racejs:node_http", https: "racejs:node_https" };

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
    return Reflect.apply(resolveFilename, this, [request, parent, isMain, options]);
  };

  // TypeScript makes CommonJS of the `import` and `export` in such a file; here it becomes an ES module.
  const { ".cjs": loadCommonJs, ".mjs": loadModule } = Module._extensions;
  Module._extensions[".cts"] = function (module, filename) {
    return (op_racejs_is_module(filename) ? loadModule : loadCommonJs)(module, filename);
  };

  const registerHooks = core.loadExtScript("ext:racejs_modules/hooks.js")(Module.registerHooks);
  Module.registerHooks = registerHooks;

  return { ...node, registerHooks };
})();
