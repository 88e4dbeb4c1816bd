/**
 * @module `racejs routes`: the routes of every app that a program listens with or exports, as a table or as JSON.
 * Evaluated when the program's modules have been; gives a function of the default export, the wish for
 * JSON and Deno's namespace.
 */
(function (exported, isJson, Deno) {
  const collected = globalThis[Symbol.for("racejs.apps")];
  const listened = collected.filter((entry) => entry.isListening || entry.app === exported);
  const apps = listened.length > 0 ? listened : collected.filter((entry) => !entry.isMounted);
  if (apps.length === 0) {
    const hint = "hint: only apps of `racejs` and `racejs/express` can be listed";
    Deno.stderr.writeSync(new TextEncoder().encode(`error: The program makes no app\n${hint}\n`));
    return false;
  }
  const cwd = `file://${Deno.cwd()}/`;
  const short = (source) => source?.startsWith(cwd) ? source.slice(cwd.length) : source ?? "";
  const routes = apps.map(({ app }) => app.routes().map((route) => ({ ...route, source: short(route.source) })));
  Deno.stdout.writeSync(new TextEncoder().encode(isJson ? json() : routes.map(table).join("\n")));
  return true;

  function json() {
    return `${JSON.stringify(routes.length === 1 ? routes[0] : routes, null, 2)}\n`;
  }

  function table(list) {
    const rows = list.map(({ method, path, handlers, native, source }) => [
      method,
      path,
      handlers.map((name, index) => index < native.length ? `${name}*` : name).join(", "),
      source,
    ]);
    const all = [["METHOD", "PATH", "HANDLERS", "SOURCE"], ...rows];
    const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column].length)));
    const lines = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
    if (list.some((route) => route.native.length > 0)) lines.push("", "* runs without JavaScript");
    return `${lines.join("\n")}\n`;
  }
})
