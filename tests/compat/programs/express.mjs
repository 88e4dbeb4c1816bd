// package: express
import express from "express";
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
import { check, done, gate, listen, parts, readInTwo } from "./_check.mjs";

writeFileSync(`${process.env.SCRATCH}/file.txt`, "from disk");
const held = gate();
const app = express();
app.use((req, res, next) => {
  res.set("x-seen", req.path);
  next();
});
app.use(express.json());
app.use("/files", express.static(process.env.SCRATCH));
app.get("/users/:id", (req, res) => res.json({ id: req.params.id, tags: req.query.tag }));
app.post("/echo", (req, res) => res.status(201).json(req.body));
app.post("/upload", async (req, res) => {
  let size = 0;
  for await (const chunk of req) size += chunk.length;
  res.send(String(size));
});
app.get("/stream", async (req, res) => {
  res.type("text/plain").write("first ");
  await held.promise;
  res.end("second");
});
const admin = express.Router();
admin.get("/", (req, res) => res.send(`admin at ${req.baseUrl}`));
app.use("/admin", admin);
app.get("/fail", async () => {
  throw Object.assign(new Error("broken"), { status: 418 });
});
app.use((error, req, res, next) => res.status(error.status ?? 500).json({ error: error.message }));

const server = createServer(app);
const url = await listen(server);
const user = await fetch(`${url}/users/7?tag=a&tag=b`);
check.deepEqual(await user.json(), { id: "7", tags: ["a", "b"] });
check.equal(user.headers.get("x-seen"), "/users/7");
const echo = await fetch(`${url}/echo`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ a: [1, "ü"] }),
});
check.equal(echo.status, 201);
check.deepEqual(await echo.json(), { a: [1, "ü"] });
check.equal(await (await fetch(`${url}/upload`, parts("12345", "678"))).text(), "8");
check.deepEqual(await readInTwo(await fetch(`${url}/stream`), held.resolve), ["first ", "second"]);
check.equal(await (await fetch(`${url}/admin`)).text(), "admin at /admin");
const file = await fetch(`${url}/files/file.txt`, { headers: { range: "bytes=5-8" } });
check.equal(file.status, 206);
check.equal(await file.text(), "disk");
const failed = await fetch(`${url}/fail`);
check.equal(failed.status, 418);
check.deepEqual(await failed.json(), { error: "broken" });
check.equal((await fetch(`${url}/nowhere`)).status, 404);
server.close();
server.closeAllConnections();
done("routes, routers, middleware, JSON, streamed bodies both ways, static files with ranges, error handler");
