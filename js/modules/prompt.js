/**
 * @module The prompt of the command: `racejs` at a terminal, and `racejs -i`. What Node's prompt does, with a server of `node:repl` in the program's
 * own context. Opens when it is evaluated.
 */
(function () {
  const { core } = __bootstrap;
  const { op_racejs_prompt_history } = core.ops;
  const { REPL_MODE_SLOPPY, REPL_MODE_STRICT, start } = core.createLazyLoader("racejs:node_repl")();
  const fs = core.createLazyLoader("node:fs")();
  const { process } = globalThis;
  const { NODE_REPL_HISTORY, NODE_REPL_HISTORY_SIZE, NODE_REPL_MODE } = process.env;
  const historySize = Number(NODE_REPL_HISTORY_SIZE) > 0 ? Number(NODE_REPL_HISTORY_SIZE) : 1000;

  process.stdout.write(`Welcome to RaceJS ${process.versions.racejs}.\nType ".help" for more information.\n`);
  const before = new Set(process.listeners("newListener"));
  const server = start({
    breakEvalOnSigint: true,
    historySize,
    replMode: NODE_REPL_MODE === "strict" ? REPL_MODE_STRICT : REPL_MODE_SLOPPY,
    useGlobal: true,
  });

  // A server in a program forbids listeners for uncaught errors; here the whole process is the user's.
  for (const guard of process.listeners("newListener")) if (!before.has(guard)) process.off("newListener", guard);
  const { _handleError: handleError } = server;
  server._handleError = function (error) {
    if (process.listenerCount("uncaughtException") === 0) return Reflect.apply(handleError, this, [error]);
    this.clearBufferedCommand();
    process.emit("uncaughtException", error, "uncaughtException");
    if (!this.closed) this.displayPrompt();
  };

  // The newest line stands first, as in Node's file.
  const historyFile = NODE_REPL_HISTORY ?? op_racejs_prompt_history();
  if (server.terminal && historyFile !== "") keepHistory(historyFile.trim());
  server.on("exit", () => process.exit());
  if (process._eval !== undefined) {
    server.eval(process._eval, server.context, "[eval]", (error) => {
      if (error) server._handleError(error.err ?? error);
    });
  }

  function keepHistory(file) {
    try {
      server.history = fs.readFileSync(file, "utf8").split("\n").filter((line) => line !== "").slice(0, historySize);
    } catch {
      // There is none yet.
    }
    const keep = () => {
      try {
        fs.mkdirSync(file.replace(/[^/]*$/, "") || ".", { recursive: true });
        fs.writeFileSync(file, server.history.join("\n"), { mode: 0o600 });
      } catch (error) {
        server.off("line", keep);
        server.output.write(`The history cannot be kept: ${error.message}\n`);
      }
    };
    server.prependListener("line", keep);
  }

  return {};
})();
