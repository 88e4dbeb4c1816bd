// package: morgan
const express = require("express");
const morgan = require("morgan");
const { createWriteStream, readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { check, done, listen } = require("./_check.mjs");

(async () => {
  const file = `${process.env.SCRATCH}/access.log`;
  const stream = createWriteStream(file);
  const lines = [];
  const app = express();
  morgan.token("who", (req) => req.headers["x-who"]);
  app.use(morgan("combined", { stream, skip: (req) => req.url === "/skip" }));
  app.use(morgan(":method :url :status :res[content-length] :who :response-time", { stream: { write: (line) => lines.push(line) } }));
  app.get("/a", (req, res) => res.send("hello"));
  app.get("/skip", (req, res) => res.send("skipped"));
  const server = createServer(app);
  const url = await listen(server);
  await (await fetch(`${url}/a`, { headers: { "x-who": "ann", "user-agent": "test", "referer": "http://r.test/" } })).text();
  await (await fetch(`${url}/none`)).text();
  await (await fetch(`${url}/skip`)).text();
  await new Promise((resolve) => server.close(resolve) && server.closeAllConnections());
  check.match(lines[0], /^GET \/a 200 5 ann \d+\.\d{3}\n$/);
  check.match(lines[1], /^GET \/none 404 \d+ - /);
  await new Promise((resolve) => stream.end(resolve));
  const logged = readFileSync(file, "utf8").trim().split("\n");
  check.equal(logged.length, 2);
  check.match(logged[0], /^(::ffff:)?127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/a HTTP\/1\.1" 200 5 "http:\/\/r\.test\/" "test"$/);
  done("formats, tokens, skip, a file as stream, on express, from CommonJS");
})();
