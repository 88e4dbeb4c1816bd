/**
 * @module The thread that runs the hooks of `module.register()`: one chain for resolving and one for loading, the last registered first
 * (https://nodejs.org/api/module.html#customization-hooks). Must not touch what the program has loaded: it has modules of its own.
 */
(function () {
  const { core } = __bootstrap;
  const { op_module_default_resolve, op_racejs_module_format } = core.ops;
  const { createRequire, isBuiltin } = core.createLazyLoader("node:module")();
  const { readFile } = core.createLazyLoader("node:fs")().promises;
  const { pathToFileURL } = core.createLazyLoader("node:url")();
  const { workerData } = core.createLazyLoader("node:worker_threads")();

  const hooks = { resolve: [], load: [] };
  const LEFT = /^(?:commonjs|wasm)/;
  const OWN_FRAMES = /\n +at [^\n]*\bext:[^\n]*/g;

  /** The ends of both chains. */
  const defaults = {
    resolve(specifier, { conditions, parentURL }) {
      if (isBuiltin(specifier)) return { url: specifier.startsWith("node:") ? specifier : `node:${specifier}`, format: "builtin" };
      const url = conditions?.includes("require") && parentURL?.startsWith("file:")
        ? pathToFileURL(createRequire(parentURL).resolve(specifier)).href
        : op_module_default_resolve(specifier, parentURL ?? "");
      return { url, format: formatOf(url) };
    },
    async load(url, { format, importAttributes }) {
      if (url.startsWith("node:")) return { format: "builtin", source: null };
      format ??= formatOf(url);
      // What is no JavaScript, and CommonJS, is left to whoever asks for it.
      const isLeft = !url.startsWith("file:") || LEFT.test(format) || ["bytes", "text"].includes(importAttributes?.type);
      return { format, source: isLeft ? null : await readFile(new URL(url)), from: url };
    },
  };

  function formatOf(url) {
    return op_racejs_module_format(url) || undefined;
  }

  /** Runs the chain from its hook number `index` inwards. What a hook changes of the context holds for those behind it. */
  async function run(kind, index, name, context) {
    const hook = hooks[kind][index];
    if (hook === undefined) return await defaults[kind](name, context);
    let isPassedOn = false;
    let from;
    const next = async (nextName = name, changed = {}) => {
      isPassedOn = true;
      const result = await run(kind, index - 1, nextName, { ...context, ...changed });
      from = result.from;
      return result;
    };
    const result = await hook(name, context, next);
    if (result === null || typeof result !== "object") throw refusal(kind, `gave ${result === null ? "null" : typeof result}`, "return an object");
    if (!isPassedOn && result.shortCircuit !== true) {
      throw refusal(kind, "neither called the next one nor said that it does not", "return `shortCircuit: true`, or call it");
    }
    return { from, ...result };
  }

  function refusal(kind, what, remedy) {
    const error = new TypeError(`A hook \`${kind}\` of module.register() ${what}\nhint: ${remedy}`);
    return Object.assign(error, { code: "ERR_INVALID_RETURN_PROPERTY_VALUE" });
  }

  async function register(importModule, specifier, { data, parentURL }) {
    const { initialize, load, resolve } = await importModule(op_module_default_resolve(specifier, parentURL));
    await initialize?.(data);
    if (typeof resolve === "function") hooks.resolve.push(resolve);
    if (typeof load === "function") hooks.load.push(load);
  }

  async function answer(importModule, { kind, name, context }) {
    if (kind === "register") return await register(importModule, name, context);
    const { format, from, importAttributes, source, url } = await run(kind, hooks[kind].length - 1, name, context);
    return { format, from, importAttributes, source, url };
  }

  /** Answers until the program ends. `importModule` imports a file of the program's. */
  function serve(importModule) {
    const { process } = globalThis;
    const { port, signals } = workerData;
    let isAsked = false;
    let last;

    function reply(message) {
      send(port, message);
      isAsked = false;
      Atomics.add(signals, 0, 1);
      Atomics.notify(signals, 0);
    }

    for (const event of ["uncaughtException", "unhandledRejection"]) {
      process.on(event, (error) => {
        last = { ...failed(error), isUncaught: true };
        process.exit(1);
      });
    }
    process.on("exit", (code) => {
      // A hook that waits for nothing is not waited for.
      const waits = isAsked && code === 0;
      last ??= failed(new Error(waits ? "A module hook waits for something that never happens" : `A module hook has called \`process.exit(${code})\``));
      Atomics.store(signals, 1, 1);
      reply({ ...last, isEnd: true });
    });
    port.on("message", async (request) => {
      isAsked = true;
      port.unref();
      let message;
      try {
        message = { result: await answer(importModule, request) };
      } catch (error) {
        message = failed(error);
      }
      port.ref();
      reply(message);
    });
  }

  function failed(error) {
    if (!(error instanceof Error)) return failed(new Error(`A module hook threw ${String(error)}`));
    const { code } = error;
    const stack = error.stack?.replace(OWN_FRAMES, "");
    return { error, properties: { stack, ...(code !== undefined && { code }) } };
  }

  function send(port, message) {
    try {
      port.postMessage(message);
    } catch (error) {
      port.postMessage({ ...message, ...failed(error) });
    }
  }

  return { serve };
})();
