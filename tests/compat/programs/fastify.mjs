// package: fastify
import fastify from "fastify";
import files from "@fastify/static";
import { writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { check, done, gate, parts, readInTwo } from "./_check.mjs";

writeFileSync(`${process.env.SCRATCH}/file.txt`, "from disk");
const held = gate();
const logged = [];
const app = fastify({ logger: { level: "info", stream: { write: (line) => logged.push(JSON.parse(line)) } } });
app.register(files, { root: process.env.SCRATCH, prefix: "/files/" });
app.addContentTypeParser("text/plain", (request, payload, next) => next(null, payload));
app.decorate("greeting", "hello");
app.addHook("onRequest", async (request, reply) => void reply.header("x-seen", request.url));
app.register(async (scope) => {
  scope.get("/hello/:name", {
    schema: {
      params: { type: "object", properties: { name: { type: "string", minLength: 3 } } },
      response: { 200: { type: "object", properties: { text: { type: "string" } } } },
    },
  }, async (request) => ({ text: `${scope.greeting} ${request.params.name}`, secret: "not in the schema" }));
}, { prefix: "/api" });
app.post("/upload", async (request) => {
  let size = 0;
  for await (const chunk of request.body) size += chunk.length;
  return { size };
});
app.get("/stream", (request, reply) => {
  reply.type("text/plain").send(Readable.from((async function* () {
    yield "first ";
    await held.promise;
    yield "second";
  })()));
});
app.get("/fail", async () => {
  throw new Error("broken");
});
app.setErrorHandler((error, request, reply) => reply.code(error.statusCode ?? 503).send({ error: error.message }));

const url = await app.listen({ port: 0, host: "127.0.0.1" });
const hello = await fetch(`${url}/api/hello/world`);
check.deepEqual(await hello.json(), { text: "hello world" });
check.equal(hello.headers.get("x-seen"), "/api/hello/world");
const short = await fetch(`${url}/api/hello/a`);
check.equal(short.status, 400);
check.match((await short.json()).error, /must NOT have fewer than 3 characters/);
const upload = { ...parts("12345", "678"), headers: { "content-type": "text/plain" } };
check.deepEqual(await (await fetch(`${url}/upload`, upload)).json(), { size: 8 });
check.deepEqual(await readInTwo(await fetch(`${url}/stream`), held.resolve), ["first ", "second"]);
check.equal(await (await fetch(`${url}/files/file.txt`)).text(), "from disk");
const failed = await fetch(`${url}/fail`);
check.equal(failed.status, 503);
check.deepEqual(await failed.json(), { error: "broken" });
const injected = await app.inject({ method: "GET", url: "/api/hello/again" });
check.equal(injected.json().text, "hello again");
await app.close();
check.ok(logged.some((line) => line.msg === "request completed" && line.res.statusCode === 503));
done("plugins, hooks, schemas both ways, streamed bodies both ways, static files, error handler, inject, log");
