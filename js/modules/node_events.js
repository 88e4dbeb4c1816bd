/**
 * @module `node:events` as RaceJS's programs get it: the same module, whose `addAbortListener()` keeps what it promises: the listener is called
 * even where an earlier one has stopped the event. Evaluated when a program first imports or requires it.
 */
(function () {
  const { core } = __bootstrap;
  const node = core.createLazyLoader("node:events")();
  const own = core.loadExtScript("ext:deno_node/internal/events/abort_listener.mjs");
  const { kResistStopImmediatePropagation } = core.loadExtScript("ext:deno_web/02_event.js");
  const { validateAbortSignal, validateFunction } = core.loadExtScript("ext:deno_node/internal/validators.mjs");
  const { ERR_INVALID_ARG_TYPE } = core.loadExtScript("ext:deno_node/internal/errors.ts");

  function addAbortListener(signal, listener) {
    // That validator lets it pass: elsewhere a signal is optional.
    if (signal === undefined) throw new ERR_INVALID_ARG_TYPE("signal", "AbortSignal", signal);
    validateAbortSignal(signal, "signal");
    validateFunction(listener, "listener");
    let remove = () => {};
    if (signal.aborted) {
      globalThis.queueMicrotask(() => listener({ target: signal }));
    } else {
      signal.addEventListener("abort", listener, { __proto__: null, once: true, [kResistStopImmediatePropagation]: true });
      remove = () => signal.removeEventListener("abort", listener);
    }
    return { __proto__: null, [Symbol.dispose]: () => remove() };
  }

  // Streams take it from there when they first need it.
  own.addAbortListener = addAbortListener;
  node.default.addAbortListener = addAbortListener;
  return { ...node, addAbortListener };
})();
