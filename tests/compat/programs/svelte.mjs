// package: svelte
import { compile } from "svelte/compiler";
import { render } from "svelte/server";
import { writable, get, derived } from "svelte/store";
import { writeFileSync } from "node:fs";
import { check, done } from "./_check.mjs";

const folder = process.env.SCRATCH;
async function load(name, source) {
  const { js, warnings } = compile(source, { generate: "server", filename: `${name}.svelte` });
  check.deepEqual(warnings, []);
  writeFileSync(`${folder}/${name}.mjs`, js.code.replaceAll(".svelte'", ".mjs'"));
  return (await import(`${folder}/${name}.mjs`)).default;
}
await load("Item", "<script>let { text, children } = $props();</script><li>{text}{@render children?.()}</li>");
const List = await load("List", `<script>
  import Item from './Item.svelte';
  let { items } = $props();
  let total = $derived(items.length);
</script>
<svelte:head><title>{total} items</title></svelte:head>
<ul>{#each items as text (text)}<Item {text}>!</Item>{:else}none{/each}</ul>
<style>ul { color: red }</style>`);
const { head, body } = await render(List, { props: { items: ["a", "<b>"] } });
check.match(head, /<title>2 items<\/title>/);
check.match(body.replace(/<!--.*?-->/g, ""), /<ul class="svelte-\w+"><li>a!<\/li><li>&lt;b>!<\/li><\/ul>/);
check.match((await render(List, { props: { items: [] } })).body, /none/);
check.throws(() => compile("<p>{#if}</p>", {}), { name: "CompileError" });
const { css } = compile("<p>x</p><style>p { color: red }</style>", { generate: "server" });
check.match(css.code, /p\.svelte-\w+ \{ color: red \}/);
const count = writable(1);
check.equal(get(derived(count, (n) => n * 2)), 2);
done("compiler for the server, components, snippets, head, scoped style, errors, stores");
