/**
 * @module `module.registerHooks()` as RaceJS's programs get it: a load hook is told the format of what it loads, which deno_node leaves out.
 * Must not decide what a format means: the host does.
 */
(function () {
  const { op_racejs_module_format } = __bootstrap.core.ops;
  /** What a resolve hook said of a URL; it wins over what the file is. */
  const formats = new Map();

  function resolving(resolve) {
    return (specifier, context, next) => {
      const result = resolve(specifier, context, next);
      if (typeof result?.format === "string") formats.set(result.url, result.format);
      return result;
    };
  }

  function loading(load) {
    return (url, context, next) => {
      const format = context.format ?? formats.get(url) ?? (op_racejs_module_format(url) || undefined);
      return load(url, { ...context, format }, (url, changed) => next(url, { format, ...changed }));
    };
  }

  return (registerHooks) => (hooks) => {
    const { resolve, load } = hooks;
    // What is no function is refused there.
    return registerHooks({
      ...hooks,
      resolve: typeof resolve === "function" ? resolving(resolve) : resolve,
      load: typeof load === "function" ? loading(load) : load,
    });
  };
})();
