// What `import "racejs/express"` evaluates: hands over the native side and Node's modules, then loads the API.
// Runs on first import only; see `js/http/entry.js` for why `__bootstrap` is where ops are taken from.
(function () {
  const { core } = __bootstrap;
  core.createLazyLoader("ext:racejs_http/_ops.ts")().bind(core);
  // Loaded when first used: most programs need neither files nor compression.
  const node = {};
  for (const name of ["buffer", "crypto", "events", "fs", "path", "querystring", "stream", "zlib"]) {
    const load = core.createLazyLoader(`node:${name}`);
    Object.defineProperty(node, name, { get: () => load().default });
  }
  const loadModule = core.createLazyLoader("racejs:node_module");
  Object.defineProperty(node, "module", { get: () => loadModule() });
  core.createLazyLoader("ext:racejs_express/_node.ts")().bindNode(node);
  return { ...core.createLazyLoader("ext:racejs_express/mod.ts")() };
})();
