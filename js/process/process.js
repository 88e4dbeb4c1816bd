/**
 * @module `process` as Node's programs know it: what the command line said, and what becomes of uncaught errors. Evaluated when
 * a program first uses `node:process`; gives the function that fills it.
 */
(function () {
  const { core, internals } = __bootstrap;
  const options = core.ops.op_racejs_process_options();
  const nodeOptions = core.loadExtScript("ext:deno_node/internal_binding/node_options.ts");

  /** Calls deno_node's own function, and gives the `process` that it fills; its module cannot be imported yet. */
  function filled(fill, args) {
    const consoles = core.loadExtScript("ext:deno_node/internal/console/constructor.mjs");
    const { bindStreamsLazy } = consoles;
    let process;
    consoles.bindStreamsLazy = (console, own) => {
      process = own;
      return bindStreamsLazy(console, own);
    };
    fill(...args);
    consoles.bindStreamsLazy = bindStreamsLazy;
    return process;
  }

  /** What Node's flags say of warnings. */
  function warn(process) {
    if (options.noDeprecation) process.noDeprecation = true;
    if (options.throwDeprecation) process.throwDeprecation = true;
    if (options.traceDeprecation) process.traceDeprecation = true;
    if (options.traceWarnings) process.traceProcessWarnings = true;
  }

  /** The host asks for it when a program ends (`runtime/src/isolate/program.rs`). */
  const FAILED_HANDLER = Symbol.for("racejs.failedHandler");

  /** An error in a handler of uncaught errors ends the program, with a code of its own. */
  function guard(process) {
    const { _fatalException: fatal } = process;
    process._fatalException = function (...args) {
      try {
        return Reflect.apply(fatal, this, args);
      } catch (error) {
        process[FAILED_HANDLER] = true;
        throw error;
      }
    };
  }

  /** deno_node's `node:child_process` leaves a function here when it is loaded, and calls it for the channel to a parent. */
  function keepChannel(process) {
    const channels = () => core.loadExtScript("ext:racejs_process/channel.js");
    const reads = core.ops.op_node_has_child_ipc_pipe() ? channels().watchReads() : undefined;
    const loaded = internals.__setupChildProcessIpcChannel;
    let open;
    Object.defineProperty(internals, "__setupChildProcessIpcChannel", {
      __proto__: null,
      configurable: true,
      get: () => open,
      set(setUp) {
        channels().guardChildren(core.loadExtScript("ext:deno_node/internal/child_process.ts").ChildProcess);
        open = () => {
          setUp();
          if (process.channel && reads !== undefined) channels().keep(process, reads);
        };
      },
    });
    // A program may have started with that module.
    if (loaded !== undefined) internals.__setupChildProcessIpcChannel = loaded;
  }

  /** The position of Deno's versions among the arguments. */
  const VERSIONS = 2;

  return function (fill, args) {
    args[VERSIONS] = options.versions;
    nodeOptions.setOptionSourceExecArgv(options.options);
    if (options.disabledWarnings.length > 0) {
      nodeOptions.getOptions().options.set("--disable-warning", { value: options.disabledWarnings });
    }
    const process = filled(fill, args);
    // What is empty would still be there for those who ask.
    for (const name of ["deno", "typescript"]) delete process.versions[name];
    if (options.program === "none") process.argv.splice(1, 1);
    if (options.program === "dash") process.argv[1] = "-";
    process.execArgv.push(...options.execArgv);
    if (options.eval !== null) process._eval = options.eval;
    warn(process);
    guard(process);
    keepChannel(process);
    core.loadExtScript("ext:racejs_process/rejections.js")(process, options.unhandledRejections);
  };
})();
