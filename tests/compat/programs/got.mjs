// package: got
import got, { HTTPError } from "got";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { brotliCompressSync } from "node:zlib";
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { check, done, listen } from "./_check.mjs";

let tries = 0;
const server = createServer((req, res) => {
  if (req.url === "/echo") return req.pipe(res);
  if (req.url === "/flaky") return res.writeHead(tries++ < 2 ? 503 : 200).end("at last");
  if (req.url === "/br") return res.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync("pressed"));
  if (req.url === "/cookie") return res.writeHead(302, { location: "/json", "set-cookie": "a=1" }).end();
  if (req.url === "/missing") return res.writeHead(404).end("nothing");
  if (req.url === "/slow") return;
  if (req.url.startsWith("/page")) {
    const page = Number(req.url.at(-1));
    if (page < 3) res.setHeader("link", `<${url}/page${page + 1}>; rel="next"`);
    return res.end(JSON.stringify([page]));
  }
  res.end(JSON.stringify({ url: req.url }));
});
const url = await listen(server);
const client = got.extend({ prefixUrl: url, retry: { limit: 0 } });
check.deepEqual(await client("json", { searchParams: { q: "ü" } }).json(), { url: "/json?q=%C3%BC" });
check.deepEqual(await client.post("echo", { json: { a: 1 } }).json(), { a: 1 });
check.equal(await client("br").text(), "pressed");
check.equal(JSON.parse((await client("cookie")).body).url, "/json");
const flaky = await client("flaky", { retry: { limit: 3, calculateDelay: ({ computedValue }) => computedValue && 1 } });
check.equal(flaky.retryCount, 2);
writeFileSync(`${process.env.SCRATCH}/in`, "x".repeat(100_000));
await pipeline(
  createReadStream(`${process.env.SCRATCH}/in`),
  client.stream.post("echo"),
  createWriteStream(`${process.env.SCRATCH}/out`),
);
check.equal(readFileSync(`${process.env.SCRATCH}/out`, "utf8").length, 100_000);
check.deepEqual(await client.paginate.all("page1", { responseType: "json" }), [1, 2, 3]);
await check.rejects(client("missing"), (error) => error instanceof HTTPError && error.response.statusCode === 404);
await check.rejects(client("slow", { timeout: { request: 50 } }), { code: "ETIMEDOUT" });
await check.rejects(got("http://127.0.0.1:1/", { retry: { limit: 0 } }), { code: "ECONNREFUSED" });
server.close();
server.closeAllConnections();
done("JSON, brotli, redirect, retries, streams both ways, pages, timeout, refused connection");
