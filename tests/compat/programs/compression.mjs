// package: compression
import compression from "compression";
import express from "express";
import { createServer, get } from "node:http";
import { brotliDecompressSync, createGunzip, gunzipSync } from "node:zlib";
import { check, done, gate, listen } from "./_check.mjs";

const held = gate();
const app = express();
app.use(compression({ threshold: 100 }));
app.get("/large", (req, res) => res.type("text").send("x".repeat(10_000)));
app.get("/small", (req, res) => res.type("text").send("small"));
app.get("/image", (req, res) => res.type("png").send(Buffer.alloc(1000)));
app.get("/stream", async (req, res) => {
  res.type("text").write("first ");
  res.flush();
  await held.promise;
  res.end("second");
});
const server = createServer(app);
const url = await listen(server);
// `http.get` leaves a body as it was sent, which `fetch` does not.
const ask = (path, encoding) => new Promise((resolve) => get(url + path, { headers: { "accept-encoding": encoding } }, resolve));
const read = async (path, encoding) => {
  const response = await ask(path, encoding);
  return [response.headers, Buffer.concat(await response.toArray())];
};
const [gzip, gzipped] = await read("/large", "gzip");
check.equal(gzip["content-encoding"], "gzip");
check.match(gzip.vary, /Accept-Encoding/);
check.equal(gunzipSync(gzipped).toString(), "x".repeat(10_000));
const [br, pressed] = await read("/large", "br, gzip");
check.equal(br["content-encoding"], "br");
check.equal(brotliDecompressSync(pressed).length, 10_000);
check.ok(pressed.length < 200);
check.equal((await read("/large", "identity"))[0]["content-encoding"], undefined);
check.equal((await read("/small", "gzip"))[1].toString(), "small");
check.equal((await read("/image", "gzip"))[0]["content-encoding"], undefined);
const texts = [];
for await (const chunk of (await ask("/stream", "gzip")).pipe(createGunzip())) {
  texts.push(chunk.toString());
  held.resolve();
}
check.deepEqual(texts, ["first ", "second"]);
server.close();
server.closeAllConnections();
done("gzip, brotli, threshold, types that are left alone, a flushed stream, on express");
