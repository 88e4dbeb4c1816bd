// What the process of a test file evaluates before the file.
(function () {
  const { core } = __bootstrap;
  const load = (name) => core.createLazyLoader(`ext:racejs_test/${name}`)();
  load("_host.ts").bind(core);
  load("file.ts").prepare();
  return {};
})();
