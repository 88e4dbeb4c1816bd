/**
 * @module `node:repl` as RaceJS's programs get it: the same module, whose servers take top-level `await`, imports and TypeScript, and stop what
 * Ctrl-C interrupts. Evaluated when a program first imports or requires it. Must not know syntax: the host reads what was typed.
 */
(function () {
  const { core } = __bootstrap;
  const { op_racejs_prompt_read } = core.ops;
  const node = core.createLazyLoader("node:repl")();
  const { REPL_MODE_STRICT, Recoverable, REPLServer: NodeServer } = node;
  const { Module } = core.createLazyLoader("racejs:node_module")();
  const { constants, Script } = core.loadExtScript("ext:deno_node/vm.js").default;
  const { pathToFileURL } = core.createLazyLoader("node:url")();
  const { process } = globalThis;

  /** The working folder, or the root if it is gone. */
  function workingFolder() {
    try {
      return process.cwd();
    } catch {
      return "/";
    }
  }

  /** A function that imports as a file in the working folder would. */
  function importer() {
    const filename = `${pathToFileURL(workingFolder()).href.replace(/\/?$/, "/")}repl`;
    const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    return new Script("(name, options) => import(name, options)", { filename, importModuleDynamically }).runInThisContext();
  }

  const importModuleDynamically = (name, _script, attributes) => importer()(name, { with: { ...attributes } });

  /** An object that stands alone is no block. */
  function read(text) {
    const trimmed = text.trim();
    if (trimmed.startsWith("{") && !trimmed.endsWith(";")) {
      const typed = op_racejs_prompt_read(`(${trimmed}\n)`);
      if (typed.kind === "script" || typed.kind === "async") return typed;
    }
    return op_racejs_prompt_read(text);
  }

  /** At a terminal Ctrl-C is a signal while this runs, and so ends what does not end by itself. */
  function interruptible(server, run) {
    const { input } = server;
    if (!server.terminal || !server.breakEvalOnSigint || !input.isRaw) return run();
    input.setRawMode(false);
    try {
      return run();
    } finally {
      if (!server.closed) input.setRawMode(true);
    }
  }

  function runScript(server, code, filename) {
    const strict = server.replMode === REPL_MODE_STRICT ? "'use strict'; " : "";
    const script = new Script(`${strict}${code}`, { filename, importModuleDynamically });
    const options = { displayErrors: false };
    return server.useGlobal ? script.runInThisContext(options) : script.runInContext(server.context, options);
  }

  function interruption() {
    const error = new Error("Asynchronous execution was interrupted by `SIGINT`");
    return Object.assign(error, { code: "ERR_SCRIPT_EXECUTION_INTERRUPTED" });
  }

  /** Keeps lines, keys and the end of input while something is awaited; Ctrl-C ends the waiting. */
  function gate(server) {
    const { _ttyWrite: write, close, emit } = server;
    let waiting;
    let kept = [];

    server.emit = function (name, ...args) {
      if (waiting === undefined || (name !== "line" && name !== "close")) return Reflect.apply(emit, this, [name, ...args]);
      kept.push(() => Reflect.apply(emit, this, [name, ...args]));
      return true;
    };
    // What was read before the input's end is run before it takes effect.
    server.close = function () {
      if (waiting === undefined || !this.input.readableEnded) return Reflect.apply(close, this, []);
      kept.push(() => server.close());
    };
    server._ttyWrite = function (text, key) {
      if (waiting === undefined) return Reflect.apply(write, this, [text, key]);
      if (key?.ctrl && key.name === "c") return waiting(interruption());
      kept.push(() => server._ttyWrite(text, key));
    };

    function open() {
      waiting = undefined;
      const events = kept;
      kept = [];
      for (const [index, event] of events.entries()) {
        event();
        if (waiting === undefined) continue;
        kept.unshift(...events.slice(index + 1));
        return;
      }
    }

    return (promise, callback) => {
      // What comes to pass later, after Ctrl-C, concerns nobody any more.
      const interrupted = new Promise((_, reject) => waiting = reject);
      const end = (...results) =>
        process.nextTick(() => {
          // The prompt that this prints comes before what was typed meanwhile.
          try {
            callback(...results);
          } finally {
            open();
          }
        });
      Promise.race([promise, interrupted]).then(
        (result) => result === undefined ? end(null, undefined) : end(null, result.value),
        (error) => end(error),
      );
    };
  }

  function takeOver(server) {
    const { eval: evaluate } = server;
    const wait = gate(server);
    server.eval = function (text, context, file, callback) {
      const plain = (callback) => interruptible(server, () => Reflect.apply(evaluate, this, [text, context, file, callback]));
      const typed = read(text);
      if (typed.kind === "plain") return plain(callback);
      if (typed.kind === "incomplete") {
        return plain((error, ...results) => {
          const isWrong = error?.name === "SyntaxError" && !(error instanceof Recoverable);
          callback(isWrong ? new Recoverable(error) : error, ...results);
        });
      }
      let result;
      try {
        if (typed.declarations) runScript(server, typed.declarations, file);
        result = interruptible(server, () => runScript(server, typed.code, file));
      } catch (error) {
        return callback(error);
      }
      if (typed.kind === "async") wait(result, callback);
      else callback(null, result);
    };
  }

  /** What Node's has for `module`: one that finds what a file in the working folder would find. */
  function giveModule(context) {
    const module = new Module("<repl>");
    module.paths = Module._nodeModulePaths(workingFolder());
    // deno_node gives none where the working folder is gone.
    context.require ??= Module.createRequire("/");
    Object.defineProperty(context, "module", { configurable: true, enumerable: false, value: module, writable: true });
  }

  function REPLServer(...args) {
    const server = Reflect.construct(NodeServer, args, new.target ?? REPLServer);
    const [options] = args;
    const own = options !== null && typeof options === "object" ? options.eval : args[2];
    if (!own) takeOver(server);
    giveModule(server.context);
    server.on("reset", giveModule);
    return server;
  }
  Object.setPrototypeOf(REPLServer, NodeServer);
  REPLServer.prototype = NodeServer.prototype;
  Object.defineProperty(REPLServer.prototype, "constructor", { configurable: true, value: REPLServer, writable: true });

  const start = (...args) => new REPLServer(...args);
  Object.assign(node.default, { REPLServer, start });
  return { ...node, REPLServer, start };
})();
