/**
 * @module `export default app`: a program whose main module only exports its app is served all the same. Evaluated when
 * that export has a `fetch` or is a RaceJS app; gives a function of the export, the port to listen on, Deno's namespace
 * and the name of the main module's script.
 * Where the program is developed it is called again with the export of each new version.
 */
(function (app, defaultPort, Deno, script) {
  /** What is served, so that a new version can take its place. */
  const SERVED = Symbol.for("racejs.served");
  const hot = globalThis[Symbol.for("racejs.hot")];
  const say = (url) => Deno.stderr.writeSync(new TextEncoder().encode(`Listening on ${url}\n`));
  if (app[Symbol.for("racejs.app")] === true) {
    if (app.listening) return;
    const listen = () => app.listen(defaultPort);
    const { url } = hot === undefined ? listen() : hot.runFor(script, listen);
    if (globalThis[SERVED]?.url !== url) say(url);
    Object.defineProperty(globalThis, SERVED, { configurable: true, writable: true, value: { url } });
    return;
  }
  const { hostname, port = defaultPort } = app;
  const served = globalThis[SERVED];
  if (served?.app !== undefined && served.hostname === hostname && served.port === port) {
    served.app = app;
    return;
  }
  if (served !== undefined) {
    throw Object.assign(new Error("The program listens in another way than before"), { code: "RACE_HTTP_LISTEN_CHANGED" });
  }
  const current = { app, hostname, port };
  Object.defineProperty(globalThis, SERVED, { configurable: true, writable: true, value: current });
  const serve = (hostname) =>
    Deno.serve({
      hostname,
      port: Number(port),
      onListen: (address) => say(`http://${app.hostname ?? "localhost"}:${address.port}/`),
    }, (request, info) => current.app.fetch(request, info));
  const listen = () => {
    if (hostname !== undefined) return serve(hostname);
    try {
      // Both address families, as `app.listen()` does.
      return serve("::");
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) throw error;
      return serve("0.0.0.0");
    }
  };
  const server = listen();
  // Where the program is developed, the host hears signals.
  if (hot !== undefined) return;
  // As for a RaceJS app: the first signal drains, a second one ends the process.
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]]) {
    let stopping = false;
    Deno.addSignalListener(signal, () => {
      // A program with a handler of its own ends when that says so.
      if (globalThis.process.listenerCount(signal) > 0) return;
      if (stopping) Deno.exit(code);
      stopping = true;
      server.shutdown().then(() => Deno.exit(0));
    });
  }
});
