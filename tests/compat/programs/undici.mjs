// package: undici
import { Agent, fetch, MockAgent, Pool, request, setGlobalDispatcher, stream, FormData, interceptors, Client } from "undici";
import { createServer } from "node:http";
import { Writable } from "node:stream";
import { check, done, gate, listen, readInTwo } from "./_check.mjs";

const held = gate();
let flaky = 0;
const server = createServer(async (req, res) => {
  if (req.url === "/echo") return req.pipe(res);
  if (req.url === "/form") {
    let body = "";
    for await (const chunk of req) body += chunk;
    return res.end(`${/^multipart\/form-data/.test(req.headers["content-type"])} ${/name="a"/.test(body)}`);
  }
  if (req.url === "/redirect") return res.writeHead(302, { location: "/end" }).end();
  if (req.url === "/flaky") return res.writeHead(flaky++ < 1 ? 503 : 200).end("done");
  if (req.url === "/slow") return held.promise.then(() => res.end());
  if (req.url === "/stream") {
    res.write("first ");
    await held.promise;
    return res.end("second");
  }
  res.setHeader("x-path", req.url);
  res.end("end");
});
const url = await listen(server);
setGlobalDispatcher(new Agent({ keepAliveTimeout: 1000 }));
const answer = await request(`${url}/x`, { query: { a: 1 } });
check.equal(answer.headers["x-path"], "/x?a=1");
check.equal(await answer.body.text(), "end");
const echo = await request(`${url}/echo`, { method: "POST", body: (async function* () { yield "a"; yield "b"; })() });
check.equal(await echo.body.text(), "ab");
const form = new FormData();
form.set("a", new Blob(["x"]), "a.txt");
check.equal(await (await fetch(`${url}/form`, { method: "POST", body: form })).text(), "true true");
check.equal((await fetch(`${url}/redirect`)).url, `${url}/end`);
await check.rejects(request(`${url}/slow`, { headersTimeout: 5000, signal: AbortSignal.timeout(50) }), { name: "TimeoutError" });
check.deepEqual(await readInTwo(await fetch(`${url}/stream`), held.resolve), ["first ", "second"]);
let streamed = "";
await stream(`${url}/y`, { method: "GET" }, () => new Writable({ write: (chunk, _, next) => ((streamed += chunk), next()) }));
check.equal(streamed, "end");
const pool = new Pool(url, { connections: 2 });
const codes = await Promise.all([1, 2, 3, 4].map(async () => (await pool.request({ path: "/", method: "GET" })).statusCode));
check.deepEqual(codes, [200, 200, 200, 200]);
const retried = await new Client(url).compose(interceptors.retry({ minTimeout: 1 })).request({ path: "/flaky", method: "GET" });
check.equal(retried.statusCode, 200);
const mock = new MockAgent();
mock.disableNetConnect();
mock.get("http://mocked.test").intercept({ path: "/m" }).reply(201, { mocked: true });
const mocked = await fetch("http://mocked.test/m", { dispatcher: mock });
check.deepEqual([mocked.status, await mocked.json()], [201, { mocked: true }]);
server.close();
server.closeAllConnections();
done("request, fetch, stream, pool, iterables as body, multipart, redirect, abort, retry, mocks");
process.exit();
