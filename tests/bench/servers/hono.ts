/** Hono, on Deno. */

import { Hono } from "hono";
import { host, pieces, port, profile, publicFolder, resources, sql } from "./shared.mjs";

const app = new Hono<{ Variables: { started: number; user: string; locale: string } }>();

if (profile === "app") addResources();
app.get("/", (c) => c.text("Hello, World!"));
app.get("/constant", (c) => c.text("Hello, World!"));
app.get("/json", (c) =>
  c.json({
    id: 7,
    name: "Ada Lovelace",
    email: "ada@example.com",
    admin: true,
    score: 98.5,
    tags: ["mathematics", "engine", "notes"],
    address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
  }));
app.get("/users/:id", (c) => c.json({ id: c.req.param("id"), page: c.req.query("page"), sort: c.req.query("sort") }));
app.post("/echo", async (c) => c.json(await c.req.json()));
app.post("/bytes", async (c) => c.body(await c.req.arrayBuffer(), 200, { "content-type": "application/octet-stream" }));
app.get("/stream", (c) => c.body(ReadableStream.from(pieces()), 200, { "content-type": "text/plain" }));
if (profile === "file") await addFiles();
if (profile === "sqlite") await addItems();

Deno.serve({ hostname: host, port, onListen() {} }, app.fetch);

async function addFiles() {
  const { serveStatic } = await import("hono/deno");
  app.use("/files/*", serveStatic({ root: publicFolder, rewriteRequestPath: (path) => path.slice("/files".length) }));
}

async function addItems() {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(sql.create);
  const insert = database.prepare(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.prepare(sql.select);
  app.get("/items/:id", (c) => c.json(select.get(Number(c.req.param("id")))));
}

function addResources() {
  let requests = 0;
  app.use(async (c, next) => {
    c.header("x-request-id", `${++requests}`);
    await next();
  });
  app.use(async (c, next) => {
    c.header("x-content-type-options", "nosniff");
    await next();
  });
  app.use(async (c, next) => {
    c.set("started", performance.now());
    await next();
  });
  app.use(async (c, next) => {
    if (c.req.header("authorization") !== "Bearer secret") return c.body(null, 401);
    c.set("user", "ada");
    await next();
  });
  app.use(async (c, next) => {
    c.set("locale", c.req.header("accept-language") ?? "");
    c.header("content-language", "en");
    await next();
  });
  for (const resource of resources) {
    app.get(`/api/${resource}/:id`, (c) => {
      return c.json({ resource, id: c.req.param("id"), user: c.get("user"), locale: c.get("locale") });
    });
    app.get(`/api/${resource}/:id/items`, (c) => {
      return c.json({ resource, id: c.req.param("id"), user: c.get("user"), items: [1, 2, 3] });
    });
  }
}
