// What `import "racejs/test"` evaluates; in a file that `racejs test` runs, also `vitest`, `@jest/globals` and `bun:test`.
(function () {
  const { core } = __bootstrap;
  const load = (name) => core.createLazyLoader(`ext:racejs_test/${name}`)();
  load("_host.ts").bind(core);
  const { isSkip: _, ...globals } = load("globals.ts");
  return { ...globals, ...load("expect.ts"), ...load("vi.ts") };
})();
