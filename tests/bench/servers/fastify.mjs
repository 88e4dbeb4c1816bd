/** Fastify, on Node, without its log. */

import fastify from "fastify";
import { host, pieces, port, profile, publicFolder, resources, sql } from "./shared.mjs";
import { Readable } from "node:stream";

const app = fastify();

if (profile === "app") {
  addResources();
} else {
  app.get("/", (req, reply) => reply.type("text/plain").send("Hello, World!"));
  app.get("/constant", (req, reply) => reply.type("text/plain").send("Hello, World!"));
  app.get("/json", () => ({
    id: 7,
    name: "Ada Lovelace",
    email: "ada@example.com",
    admin: true,
    score: 98.5,
    tags: ["mathematics", "engine", "notes"],
    address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
  }));
  app.get("/users/:id", async (req) => ({ id: req.params.id, page: req.query.page, sort: req.query.sort }));
  app.post("/echo", async (req) => req.body);
  app.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (req, body, done) => done(null, body));
  app.post("/bytes", (req, reply) => reply.type("application/octet-stream").send(req.body));
  app.get("/stream", (req, reply) => reply.type("text/plain").send(Readable.from(pieces(), { objectMode: false })));
  if (profile === "file") {
    const { default: files } = await import("@fastify/static");
    app.register(files, { root: publicFolder, prefix: "/files/" });
  }
  if (profile === "sqlite") await addItems();
}

await app.listen({ host, port });

async function addItems() {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(sql.create);
  const insert = database.prepare(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.prepare(sql.select);
  app.get("/items/:id", async (req) => select.get(Number(req.params.id)));
}

/** Hooks are its middleware. */
function addResources() {
  let requests = 0;
  app.decorateRequest("started", 0);
  app.decorateRequest("user", "");
  app.decorateRequest("locale", "");
  app.addHook("onRequest", (req, reply, done) => {
    reply.header("x-request-id", `${++requests}`);
    done();
  });
  app.addHook("onRequest", (req, reply, done) => {
    reply.header("x-content-type-options", "nosniff");
    done();
  });
  app.addHook("onRequest", (req, reply, done) => {
    req.started = performance.now();
    done();
  });
  app.addHook("onRequest", (req, reply, done) => {
    if (req.headers.authorization !== "Bearer secret") return reply.code(401).send();
    req.user = "ada";
    done();
  });
  app.addHook("onRequest", (req, reply, done) => {
    req.locale = req.headers["accept-language"];
    reply.header("content-language", "en");
    done();
  });
  for (const resource of resources) {
    app.get(`/api/${resource}/:id`, async ({ params: { id }, user, locale }) => ({ resource, id, user, locale }));
    app.get(`/api/${resource}/:id/items`, async ({ params: { id }, user }) => ({ resource, id, user, items: [1, 2, 3] }));
  }
}
