// What `racejs test` evaluates: it runs until the process exits.
(function () {
  const { core } = __bootstrap;
  const load = (name) => core.createLazyLoader(`ext:racejs_test/${name}`)();
  load("_host.ts").bind(core);
  load("command.ts").main();
  return {};
})();
