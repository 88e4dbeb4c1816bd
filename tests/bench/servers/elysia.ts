/** Elysia, on Bun. */

import { Elysia, file } from "elysia";
import { host, pieces, port, profile, publicFolder, resources, sql } from "./shared.mjs";

const app = new Elysia();

if (profile === "app") {
  addResources();
} else {
  app.get("/", () => "Hello, World!");
  app.get("/constant", "Hello, World!");
  app.get("/json", () => ({
    id: 7,
    name: "Ada Lovelace",
    email: "ada@example.com",
    admin: true,
    score: 98.5,
    tags: ["mathematics", "engine", "notes"],
    address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
  }));
  app.get("/users/:id", ({ params, query }) => ({ id: params.id, page: query.page, sort: query.sort }));
  app.post("/echo", ({ body }) => body);
  app.post("/bytes", ({ body }) => {
    return new Response(body as ArrayBuffer, { headers: { "content-type": "application/octet-stream" } });
  }, { parse: "arrayBuffer" });
  app.get("/stream", () => new Response(pieces(), { headers: { "content-type": "text/plain" } }));
  if (profile === "file") app.get("/files/ten.txt", () => file(`${publicFolder}/ten.txt`));
  if (profile === "sqlite") await addItems();
}

app.listen({ hostname: host, port });

async function addItems() {
  const { Database } = await import("bun:sqlite");
  const database = new Database(":memory:");
  database.run(sql.create);
  const insert = database.query(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.query(sql.select);
  app.get("/items/:id", ({ params }) => select.get(Number(params.id)));
}

/** Hooks are its middleware. */
function addResources() {
  let requests = 0;
  app.onRequest(({ set }) => {
    set.headers["x-request-id"] = `${++requests}`;
  });
  app.onRequest(({ set }) => {
    set.headers["x-content-type-options"] = "nosniff";
  });
  app.derive(() => ({ started: performance.now() }));
  app.derive(({ headers, status }) => headers.authorization === "Bearer secret" ? { user: "ada" } : status(401));
  app.derive(({ headers, set }) => {
    set.headers["content-language"] = "en";
    return { locale: headers["accept-language"] };
  });
  for (const resource of resources) {
    app.get(`/api/${resource}/:id`, ({ params: { id }, user, locale }) => ({ resource, id, user, locale }));
    app.get(`/api/${resource}/:id/items`, ({ params: { id }, user }) => ({ resource, id, user, items: [1, 2, 3] }));
  }
}
