// package: next
// seconds: 150
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, done } from "./_check.mjs";

const cwd = process.env.SCRATCH;
for (const folder of ["app/api/echo", "app/users/[id]", "app/fail"]) mkdirSync(`${cwd}/${folder}`, { recursive: true });
writeFileSync(`${cwd}/package.json`, '{ "type": "module" }');
writeFileSync(`${cwd}/next.config.mjs`, `import path from "node:path";
const root = path.resolve(import.meta.dirname, "..", "..");
export default { turbopack: { root }, outputFileTracingRoot: root };`);
writeFileSync(`${cwd}/app/layout.js`, "export default ({ children }) => <html><body>{children}</body></html>;");
writeFileSync(`${cwd}/app/page.js`, "export default () => <h1>static page</h1>;");
writeFileSync(`${cwd}/app/users/[id]/page.js`, 'import { headers } from "next/headers";\nexport default async ({ params }) => <p>user {(await params).id} {(await headers()).get("x-who")}</p>;');
writeFileSync(`${cwd}/app/fail/page.js`, 'export const dynamic = "force-dynamic";\nexport default () => { throw new Error("broken"); };');
writeFileSync(`${cwd}/app/api/echo/route.js`, "export const POST = async (request) => Response.json({ got: await request.json() });");
writeFileSync(`${cwd}/proxy.js`, 'import { NextResponse } from "next/server";\nexport const proxy = () => NextResponse.next({ headers: { "x-proxy": "seen" } });');
const bin = fileURLToPath(new URL("../node_modules/next/dist/bin/next", import.meta.url));
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", CI: "1" };
const built = spawnSync(process.execPath, [bin, "build"], { cwd, env, encoding: "utf8", timeout: 120_000 });
if (built.status !== 0) throw new Error(`next build: ${built.error?.message ?? built.stderr.trim()}`);
check.match(built.stdout, /Compiled successfully/);

const server = spawn(process.execPath, [bin, "start", "--port", "0", "--hostname", "127.0.0.1"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
server.stderr.pipe(process.stderr);
try {
  let output = "", url;
  for await (const chunk of server.stdout.setEncoding("utf8")) {
    output += chunk;
    url = output.match(/http:\/\/127\.0\.0\.1:[1-9]\d*/)?.[0];
    if (url !== undefined && /Ready/.test(output)) break;
  }
  const page = await fetch(url);
  check.match(await page.text(), /<h1>static page<\/h1>/);
  check.equal(page.headers.get("x-proxy"), "seen");
  const user = await fetch(`${url}/users/7`, { headers: { "x-who": "ann" } });
  check.match((await user.text()).replaceAll("<!-- -->", ""), /<p>user 7 ann<\/p>/);
  const echo = await fetch(`${url}/api/echo`, { method: "POST", body: '{"a":1}' });
  check.deepEqual(await echo.json(), { got: { a: 1 } });
  check.equal((await fetch(`${url}/fail`)).status, 500);
  check.equal((await fetch(`${url}/nowhere`)).status, 404);
} finally {
  server.kill("SIGKILL");
}
done("build and start of an app: static and dynamic pages, route handler, proxy, error and missing pages");
process.exit();
