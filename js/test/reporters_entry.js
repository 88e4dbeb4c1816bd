// What `import "node:test/reporters"` evaluates.
(function () {
  const { core } = __bootstrap;
  const load = (name) => core.createLazyLoader(`ext:racejs_test/${name}`)();
  load("_host.ts").bind(core);
  return { ...load("reporters.ts") };
})();
