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
      // What is no text, and CommonJS, is left to whoever asks for it, as in Node.
      const isLeft = !url.startsWith("file:") || format?.startsWith("commonjs") || importAttributes?.type === "bytes";
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
    const { port, signals } = workerData;
    const wake = () => {
      Atomics.add(signals, 0, 1);
      Atomics.notify(signals, 0);
    };
    globalThis.process.on("exit", () => {
      Atomics.store(signals, 1, 1);
      wake();
    });
    port.on("message", async (request) => {
      let reply;
      try {
        reply = { result: await answer(importModule, request) };
      } catch (error) {
        reply = failed(error);
      }
      send(port, reply);
      wake();
    });
  }

  function failed(thrown) {
    if (!(thrown instanceof Error)) return { error: new Error(`A module hook threw ${String(thrown)}`), properties: {} };
    const { code, stack } = thrown;
    return { error: thrown, properties: { stack, ...(code !== undefined && { code }) } };
  }

  function send(port, reply) {
    try {
      port.postMessage(reply);
    } catch (error) {
      port.postMessage(failed(error));
    }
  }

  return { serve };
})();
