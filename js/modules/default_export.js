/**
 * @module `export default app`: a program whose main module only exports its app is served all the same. Evaluated when
 * that export has a `fetch` or is a RaceJS app; gives a function of the export and the port to listen on.
 */
(function (app, defaultPort) {
  const say = (url) => Deno.stderr.writeSync(new TextEncoder().encode(`Listening on ${url}\n`));
  if (app[Symbol.for("racejs.app")] === true) {
    if (!app.listening) say(app.listen(defaultPort).url);
    return;
  }
  const { hostname, port = defaultPort } = app;
  // Dual-stack where the program names no host, as `app.listen()` is.
  const options = { hostname: hostname ?? "::", port: Number(port) };
  options.onListen = (address) => say(`http://${hostname ?? "localhost"}:${address.port}/`);
  const server = Deno.serve(options, (request, info) => app.fetch(request, info));
  // As for a RaceJS app: the first signal drains, a second one ends the process.
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]]) {
    let stopping = false;
    Deno.addSignalListener(signal, () => {
      if (stopping) Deno.exit(code);
      stopping = true;
      server.shutdown().then(() => Deno.exit(0));
    });
  }
});
