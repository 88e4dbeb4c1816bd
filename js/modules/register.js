/**
 * @module `module.register()`: hooks that may wait, on a thread of their own (`hooks_thread.js`). The program stands still while one answers, as
 * Node's does for `require`. Must not know how a hook is run, nor what a module is.
 */
(function () {
  const { core } = __bootstrap;
  const workers = core.createLazyLoader("node:worker_threads");

  // The import is the worker's own: what it loads are the program's files.
  const SOURCE = "import('racejs:hooks_thread').then(({ serve }) => serve((url) => import(url)))";

  /** What the thread says through the memory that both share: how often it has answered, and whether it has ended. */
  const ANSWERS = 0;
  const ENDED = 1;

  function startThread() {
    const { MessageChannel, Worker, receiveMessageOnPort } = workers();
    const { port1: port, port2 } = new MessageChannel();
    const signals = new Int32Array(new SharedArrayBuffer(8));
    const workerData = { port: port2, signals };
    const worker = new Worker(SOURCE, { eval: true, name: "hooks", workerData, transferList: [port2], execArgv: [] });
    worker.unref();
    const receive = () => receiveMessageOnPort(port)?.message;
    /** The thread's last word. */
    let last;
    let isTold = false;

    /** Why nothing answers any more; the same each time. */
    function end() {
      for (let message; last === undefined && (message = receive()) !== undefined;) if (message.isEnd) last = message;
      last ??= { error: new Error("The thread of the module hooks has ended"), properties: {} };
      return last;
    }

    /** An error that comes beside the chain, or while nobody asks, is the program's all the same. */
    function tellUncaught() {
      if (!end().isUncaught || isTold) return;
      isTold = true;
      globalThis.queueMicrotask(() => {
        throw thrown(last);
      });
    }
    worker.on("exit", tellUncaught);

    /** Asks the thread, and waits. */
    return (request, transferList) => {
      const before = Atomics.load(signals, ANSWERS);
      if (Atomics.load(signals, ENDED) === 1) throw thrown(end());
      port.postMessage(request, transferList);
      Atomics.wait(signals, ANSWERS, before);
      const answer = receive() ?? end();
      if (answer.isEnd) {
        last = answer;
        tellUncaught();
      }
      if (answer.error === undefined) return answer.result;
      throw thrown(answer);
    };
  }

  const thrown = ({ error, properties }) => Object.assign(error, properties);

  return (registerHooks) => {
    let ask;

    function start() {
      ask = startThread();
      registerHooks({
        resolve(specifier, { conditions, importAttributes, parentURL }) {
          const context = { conditions, importAttributes: { ...importAttributes }, parentURL };
          return { ...ask({ kind: "resolve", name: specifier, context }), shortCircuit: true };
        },
        load(url, { conditions, format, importAttributes }, next) {
          const context = { conditions, format, importAttributes: { ...importAttributes } };
          const { from, ...answer } = ask({ kind: "load", name: url, context });
          // The hooks left it to the default, perhaps for another module.
          if (answer.source == null && answer.format !== "builtin") return next(from ?? url, { format: answer.format });
          return { ...answer, shortCircuit: true };
        },
      });
    }

    return (specifier, parentURL, options) => {
      if (typeof parentURL === "object" && parentURL !== null && !(parentURL instanceof URL)) {
        options = parentURL;
        parentURL = options.parentURL;
      }
      if (ask === undefined) start();
      const { data, transferList } = options ?? {};
      ask({ kind: "register", name: `${specifier}`, context: { data, parentURL: `${parentURL ?? "data:"}` } }, transferList);
    };
  };
})();
