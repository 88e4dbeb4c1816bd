// package: axios
import axios from "axios";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { Readable } from "node:stream";
import { check, done, listen } from "./_check.mjs";

const server = createServer(async (req, res) => {
  if (req.url === "/echo") return req.pipe(res);
  if (req.url === "/redirect") return res.writeHead(302, { location: "/json" }).end();
  if (req.url === "/gzip") return res.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"zipped":true}'));
  if (req.url === "/missing") return res.writeHead(404).end("nothing");
  if (req.url === "/slow") return;
  if (req.url === "/form") {
    let body = "";
    for await (const chunk of req) body += chunk;
    return res.end(String(/filename="a.txt"/.test(body) && /multipart/.test(req.headers["content-type"])));
  }
  res.writeHead(200, { "content-type": "application/json" });
  res.end(JSON.stringify({ url: req.url, token: req.headers.token }));
});
const url = await listen(server);
const api = axios.create({ baseURL: url, timeout: 5000 });
api.interceptors.request.use((config) => {
  config.headers.set("token", "t1");
  return config;
});
check.deepEqual((await api.get("/json", { params: { a: [1, 2] } })).data, { url: "/json?a%5B%5D=1&a%5B%5D=2", token: "t1" });
check.deepEqual((await api.post("/echo", { a: 1 })).data, { a: 1 });
check.equal((await api.post("/echo", Readable.from(["x", "y"]))).data, "xy");
check.deepEqual((await api.get("/gzip")).data, { zipped: true });
const redirected = await api.get("/redirect");
check.equal(redirected.data.url, "/json");
const form = new FormData();
form.append("file", new Blob(["x"]), "a.txt");
check.equal((await api.post("/form", form)).data, true);
const streamed = await api.get("/json", { responseType: "stream" });
let text = "";
for await (const chunk of streamed.data) text += chunk;
check.match(text, /"token":"t1"/);
await check.rejects(api.get("/missing"), (error) => axios.isAxiosError(error) && error.response.status === 404);
await check.rejects(api.get("/slow", { timeout: 50 }), { code: "ECONNABORTED" });
const abort = new AbortController();
setTimeout(() => abort.abort(), 20);
await check.rejects(api.get("/slow", { signal: abort.signal }), (error) => axios.isCancel(error));
await check.rejects(axios.get("http://127.0.0.1:1/"), { code: "ECONNREFUSED" });
check.equal((await api.get("/json", { adapter: "fetch" })).data.url, "/json");
server.close();
server.closeAllConnections();
done("instances, interceptors, streams both ways, gzip, redirect, multipart, timeout, abort, refused connection");
