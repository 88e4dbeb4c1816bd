// package: vite
import { build, createServer, preview } from "vite";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { check, done } from "./_check.mjs";

const root = process.env.SCRATCH;
mkdirSync(`${root}/src`);
writeFileSync(`${root}/index.html`, '<div id="app"></div><script type="module" src="/src/main.ts"></script>');
writeFileSync(`${root}/src/main.ts`, 'import { name } from "virtual:name";\nimport "./a.css";\nconst text: string = name;\nconsole.log(text, import.meta.env.MODE);\nexport {};');
writeFileSync(`${root}/src/a.css`, "body { color: red }");
writeFileSync(`${root}/src/server.ts`, 'import { name } from "virtual:name";\nexport const render = (n: number) => `${name} ${n}`;');
const plugin = {
  name: "virtual",
  resolveId: (id) => id === "virtual:name" ? "\0virtual:name" : undefined,
  load: (id) => id === "\0virtual:name" ? 'export const name = "from a plugin";' : undefined,
  configureServer: (server) => void server.middlewares.use("/api", (req, res) => res.end("from middleware")),
};
const options = { root, configFile: false, logLevel: "error", plugins: [plugin], cacheDir: `${root}/.cache` };

const server = await createServer({ ...options, server: { port: 0, host: "127.0.0.1", watch: null } });
await server.listen();
const url = server.resolvedUrls.local[0].replace(/\/$/, "");
const text = async (path, headers = {}) => (await fetch(url + path, { headers })).text();
check.match(await text("/", { accept: "text/html" }), /@vite\/client/);
const main = await text("/src/main.ts");
check.match(main, /const text = name/);
check.match(main, /@id\/__x00__virtual:name/);
check.match(await text("/src/a.css", { accept: "*/*", "sec-fetch-dest": "script" }), /updateStyle|color: red/);
check.equal(await text("/api"), "from middleware");
check.equal((await server.ssrLoadModule("/src/server.ts")).render(7), "from a plugin 7");
await server.close();

await build({ ...options, build: { outDir: `${root}/dist`, minify: true } });
const assets = readdirSync(`${root}/dist/assets`);
check.equal(assets.filter((name) => /\.(js|css)$/.test(name)).length, 2);
check.match(readFileSync(`${root}/dist/assets/${assets.find((name) => name.endsWith(".js"))}`, "utf8"), /from a plugin/);
check.ok(existsSync(`${root}/dist/index.html`));
const shown = await preview({ ...options, preview: { port: 0, host: "127.0.0.1" }, build: { outDir: `${root}/dist` } });
const page = await fetch(shown.resolvedUrls.local[0]);
check.match(await page.text(), /assets\/index-/);
await shown.close();
done("dev server: TypeScript, CSS, plugins, middleware, server modules; build; preview");
