/**
 * @module Rejected promises that nobody handles, as `--unhandled-rejections` has it. Knows `process` and the two functions that
 * deno_runtime calls, which deno_node sets as listeners come and go.
 */
(function () {
  const { internals } = __bootstrap;

  /** What Node makes of a rejection that has no error for a reason. */
  function errorOf(reason) {
    if (reason instanceof Error) return reason;
    const error = new Error(
      "This error originated either by throwing inside of an async function without a catch block, or by rejecting a " +
        `promise which was not handled with .catch(). The promise rejected with the reason "${String(reason)}".`,
    );
    error.name = "UnhandledPromiseRejection";
    error.code = "ERR_UNHANDLED_REJECTION";
    return error;
  }

  function warning(process, reason) {
    const text = reason instanceof Error && reason.stack ? reason.stack : String(reason);
    const warning = new Error(text);
    warning.name = "UnhandledPromiseRejectionWarning";
    warning.stack = `${warning.name}: ${text}`;
    process.emitWarning(warning);
  }

  const modes = {
    none(process, { reason, promise }) {
      process.emit("unhandledRejection", reason, promise);
      return true;
    },
    warn(process, { reason, promise }) {
      process.emit("unhandledRejection", reason, promise);
      warning(process, reason);
      return true;
    },
    "warn-with-error-code"(process, { reason, promise }) {
      if (process.emit("unhandledRejection", reason, promise)) return true;
      warning(process, reason);
      process.exitCode = 1;
      return true;
    },
    strict(process, { reason, promise }) {
      if (!process._fatalException(errorOf(reason), true)) return false;
      process.emit("unhandledRejection", reason, promise);
      return true;
    },
  };

  return function (process, mode) {
    const decide = modes[mode];
    if (decide !== undefined) {
      Object.defineProperty(internals, "nodeProcessUnhandledRejectionCallback", {
        __proto__: null,
        configurable: true,
        get: () => (event) => {
          if (decide(process, event)) event.preventDefault();
        },
        set() {},
      });
    }
    let isListened = false;
    const handled = ({ promise }) => process.emit("rejectionHandled", promise);
    // Listeners get the promise alone.
    Object.defineProperty(internals, "nodeProcessRejectionHandledCallback", {
      __proto__: null,
      configurable: true,
      get: () => isListened ? handled : undefined,
      set(callback) {
        isListened = callback !== undefined;
      },
    });
  };
})();
