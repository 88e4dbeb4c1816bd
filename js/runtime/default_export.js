/**
 * @module `export default app`: a program whose main module only exports its app is served all the same. Evaluated when
 * that export has a `fetch` or is a RaceJS app; gives a function of the export, the port to listen on and Deno's namespace.
 */
(function (app, defaultPort, Deno) {
  const say = (url) => Deno.stderr.writeSync(new TextEncoder().encode(`Listening on ${url}\n`));
  if (app[Symbol.for("racejs.app")] === true) {
    if (!app.listening) say(app.listen(defaultPort).url);
    return;
  }
  const { hostname, port = defaultPort } = app;
  const serve = (hostname) =>
    Deno.serve({
      hostname,
      port: Number(port),
      onListen: (address) => say(`http://${app.hostname ?? "localhost"}:${address.port}/`),
    }, (request, info) => app.fetch(request, info));
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
