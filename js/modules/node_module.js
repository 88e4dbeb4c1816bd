/**
 * @module `node:module` as RaceJS's programs get it: its `Module` also finds what `import` finds. Evaluated when a
 * program first imports it, or first runs CommonJS.
 */
(function () {
  const { core } = __bootstrap;
  const { op_racejs_require_resolve } = core.ops;
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

  Module._load = function (request, parent, isMain) {
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

  return { ...node };
})();
