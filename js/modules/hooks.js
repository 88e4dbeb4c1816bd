/**
 * @module `module.registerHooks()` as RaceJS's programs get it: a load hook is told the format of what it loads, and gets TypeScript as it was
 * written, where deno_node leaves out the one and reads what the host has made of the other. Must not decide what a format means: the host does.
 */
(function () {
  const { core } = __bootstrap;
  const { op_racejs_module_format } = core.ops;
  const fs = core.createLazyLoader("node:fs");
  /** What a resolve hook said of a URL; it wins over what the file is. */
  const formats = new Map();

  /** RaceJS's own modules are no business of a hook's. */
  const isOwn = (name) => name.startsWith("racejs:");

  function resolving(resolve) {
    return (specifier, context, next) => {
      if (isOwn(specifier)) return next(specifier, context);
      const result = resolve(specifier, context, next);
      if (typeof result?.format === "string") formats.set(result.url, result.format);
      return result;
    };
  }

  function loading(load) {
    return (url, context, next) => {
      if (isOwn(url)) return next(url, context);
      const format = context.format ?? formats.get(url) ?? (op_racejs_module_format(url) || undefined);
      return load(url, { ...context, format }, (url, changed) => next(url, { format, ...changed }));
    };
  }

  /** The innermost hook. What `require` loads cannot be TypeScript any more when deno_node gets it back. */
  function asWritten(url, context, next) {
    const result = next(url, context);
    const isUnchanged = result.format === context.format && typeof result.source === "string";
    if (!isUnchanged || !context.format?.endsWith("-typescript") || !context.conditions.includes("import")) return result;
    return { ...result, source: fs().readFileSync(new URL(url), "utf8") };
  }

  return (registerHooks) => {
    let innermost;
    let count = 0;

    /** Gives what takes them away again. */
    function add(hooks) {
      innermost ??= registerHooks({ load: asWritten });
      try {
        const handle = registerHooks(hooks);
        count += 1;
        return () => remove(handle);
      } finally {
        endIfUnused();
      }
    }

    function remove(handle) {
      handle.deregister();
      count -= 1;
      endIfUnused();
    }

    function endIfUnused() {
      if (count > 0) return;
      innermost.deregister();
      innermost = undefined;
    }

    return (hooks) => {
      // What is no function is refused there.
      const resolve = typeof hooks.resolve === "function" ? resolving(hooks.resolve) : hooks.resolve;
      if (typeof hooks.load !== "function") return registerHooks({ ...hooks, resolve });
      let end = add({ ...hooks, resolve, load: loading(hooks.load) });
      return {
        deregister() {
          end?.();
          end = undefined;
        },
      };
    };
  };
})();
