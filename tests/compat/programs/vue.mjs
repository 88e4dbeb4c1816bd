// package: vue
import { createSSRApp, h, ref, Suspense, compile } from "vue/dist/vue.cjs.js";
import { pipeToNodeWritable, renderToString, renderToWebStream } from "vue/server-renderer";
import { createServer } from "node:http";
import { check, done, gate, listen, readInTwo } from "./_check.mjs";

const Counter = {
  props: { start: Number },
  setup(props) {
    const count = ref(props.start);
    return () => h("button", { class: { big: count.value > 1 } }, count.value);
  },
};
check.equal(await renderToString(createSSRApp(Counter, { start: 2 })), '<button class="big">2</button>');
const templated = { components: { Counter }, data: () => ({ items: ["a", "<b>"] }), template: '<ul><li v-for="i in items">{{ i }}</li></ul><Counter :start="1" />' };
check.match(await renderToString(createSSRApp(templated)), /<ul>.*<li>a<\/li><li>&lt;b&gt;<\/li>.*<\/ul><button class="">1<\/button>/);
check.equal(typeof compile("<p>{{ x }}</p>"), "function");
const held = gate();
const Slow = {
  async setup() {
    const text = await held.promise;
    return () => h("b", text);
  },
};
const page = () => createSSRApp({ render: () => h("main", [h("h1", "title"), h(Suspense, null, { default: () => h(Slow) })]) });
const server = createServer((req, res) => pipeToNodeWritable(page(), {}, res));
const url = await listen(server);
const [first, rest] = await readInTwo(await fetch(url), () => held.resolve("loaded"));
check.match(first + rest, /<main><h1>title<\/h1><b>loaded<\/b><\/main>/);
check.ok(!first.includes("loaded"));
check.match(await new Response(renderToWebStream(page())).text(), /<b>loaded<\/b>/);
await check.rejects(renderToString(createSSRApp({ render: () => { throw new Error("broken"); } })), { message: "broken" });
server.close();
server.closeAllConnections();
done("server renderer: components, templates, async set-up as a node stream over HTTP and as a web stream, errors");
