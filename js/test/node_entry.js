// What `import "node:test"` evaluates.
(function () {
  const { core } = __bootstrap;
  const load = (name) => core.createLazyLoader(`ext:racejs_test/${name}`)();
  load("_host.ts").bind(core);
  return { ...load("node.ts") };
})();
