// What `import "racejs"` evaluates: hands the native side to `_ops.ts`, then loads the API.
// Runs on first import only. The `__bootstrap` it is given is the one view of the ops that the
// runtime's start does not strip, and that has their fast calls.
(function () {
  const { core } = __bootstrap;
  core.createLazyLoader("ext:racejs_http/_ops.ts")().bind(core);
  return { ...core.createLazyLoader("ext:racejs_http/mod.ts")() };
})();
