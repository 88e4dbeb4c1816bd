/** Node: `node:http`. It has no router, so that each profile is a handler of its own, without one. */

import cluster from "node:cluster";
import { readFile } from "node:fs";
import { createServer } from "node:http";
import { host, pieces, port, profile, publicFolder, sql, tls, workers } from "./shared.mjs";

function send(res, status, type, body) {
  res.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
  res.end(body);
}

const hello = (_req, res) => send(res, 200, "text/plain", "Hello, World!");
const sendJson = (res, value) => send(res, 200, "application/json", JSON.stringify(value));

function read(req, then) {
  const parts = [];
  req.on("data", (part) => parts.push(part));
  req.on("end", () => then(parts.length === 1 ? parts[0] : Buffer.concat(parts)));
}

const handlers = {
  "json": (_req, res) =>
    sendJson(res, {
      id: 7,
      name: "Ada Lovelace",
      email: "ada@example.com",
      admin: true,
      score: 98.5,
      tags: ["mathematics", "engine", "notes"],
      address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
    }),
  "params": (req, res) => {
    const [path, search] = req.url.split("?");
    const query = new URLSearchParams(search);
    sendJson(res, { id: path.slice("/users/".length), page: query.get("page"), sort: query.get("sort") });
  },
  "echo-json": (req, res) => read(req, (body) => sendJson(res, JSON.parse(body))),
  "echo-64k": (req, res) => read(req, (body) => send(res, 200, "application/octet-stream", body)),
  "not-found": (req, res) => req.url === "/" ? hello(req, res) : send(res, 404, "text/plain", "Not Found"),
  "stream": async (_req, res) => {
    res.writeHead(200, { "content-type": "text/plain" });
    for await (const piece of pieces()) res.write(piece);
    res.end();
  },
  "file": (req, res) => {
    readFile(`${publicFolder}/${req.url.slice("/files/".length)}`, (error, bytes) => {
      if (error) send(res, 404, "text/plain", "Not Found");
      else send(res, 200, "text/plain; charset=utf-8", bytes);
    });
  },
};
if (profile === "sqlite") handlers.sqlite = await items();

if (workers > 1 && cluster.isPrimary) {
  for (let count = 0; count < workers; count++) cluster.fork();
} else {
  const server = await create(handlers[profile] ?? hello);
  server.listen(port, host);
  if (profile.startsWith("ws-")) await addSockets(server);
}

async function create(handler) {
  if (profile === "tls") return (await import("node:https")).createServer(tls, handler);
  if (profile === "http2") return (await import("node:http2")).createSecureServer({ ...tls, allowHTTP1: true }, handler);
  return createServer(handler);
}

async function addSockets(server) {
  const { WebSocketServer } = await import("ws");
  const { clients } = new WebSocketServer({ server }).on("connection", (socket) => {
    socket.on("message", (message, isBinary) => {
      if (profile === "ws-echo") return socket.send(message, { binary: isBinary });
      for (const other of clients) if (other !== socket) other.send(message, { binary: isBinary });
    });
  });
}

async function items() {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(sql.create);
  const insert = database.prepare(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.prepare(sql.select);
  return (req, res) => sendJson(res, select.get(Number(req.url.slice("/items/".length))));
}
