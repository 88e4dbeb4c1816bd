// What makes an isolate ready for hot reload, before the program's first module; and what gives modules their `import.meta`.
(function () {
  const { core } = __bootstrap;
  const load = (name) => core.createLazyLoader(`ext:racejs_hot/${name}`)();
  load("_host.ts").bind(core);
  const { metaOf, start } = load("hot.ts");
  start();
  return { metaOf };
})();
