// package: react-dom
import { createElement as h, Suspense, use, useId } from "react";
import { renderToPipeableStream, renderToReadableStream, renderToStaticMarkup, renderToString } from "react-dom/server";
import { createServer } from "node:http";
import { check, done, gate, listen, readInTwo } from "./_check.mjs";

const List = ({ items }) => h("ul", null, items.map((item) => h("li", { key: item, className: "i" }, item)));
check.equal(renderToStaticMarkup(h(List, { items: ["a", "<b>"] })), '<ul><li class="i">a</li><li class="i">&lt;b&gt;</li></ul>');
const Labelled = () => h("label", { htmlFor: useId() }, "x");
check.match(renderToString(h(Labelled)), /<label for="_R_.*">x<\/label>/);
check.throws(() => renderToString(h(() => { throw new Error("broken"); })), { message: "broken" });

const held = gate();
const slow = held.promise.then(() => "loaded");
const Slow = () => h("b", null, use(slow));
const page = () => h("main", null, h("h1", null, "title"), h(Suspense, { fallback: "waiting" }, h(Slow)));
const server = createServer((req, res) => {
  const { pipe } = renderToPipeableStream(page(), { onShellReady: () => pipe(res.writeHead(200, { "content-type": "text/html" })) });
});
const url = await listen(server);
const [shell, rest] = await readInTwo(await fetch(url), held.resolve);
check.match(shell, /<h1>title<\/h1>.*waiting/);
check.match(rest, /<b>loaded<\/b>/);
const stream = await renderToReadableStream(page());
await stream.allReady;
check.match(await new Response(stream).text(), /<b>loaded<\/b>/);
server.close();
server.closeAllConnections();
done("strings, escapes, ids, errors, Suspense as a node stream over HTTP and as a web stream");
