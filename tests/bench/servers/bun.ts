/** Bun: `Bun.serve` with `routes`, a `Response` as route where the answer never changes, `bun:sqlite`, `reusePort` for workers. */

import { host, pieces, port, profile, publicFolder, resources, sql, tls, workers } from "./shared.mjs";

const routes: Record<string, unknown> = {
  "/": () => new Response("Hello, World!"),
  "/constant": new Response("Hello, World!"),
  "/json": () =>
    Response.json({
      id: 7,
      name: "Ada Lovelace",
      email: "ada@example.com",
      admin: true,
      score: 98.5,
      tags: ["mathematics", "engine", "notes"],
      address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
    }),
  "/users/:id": (req) => {
    const query = new URL(req.url).searchParams;
    return Response.json({ id: req.params.id, page: query.get("page"), sort: query.get("sort") });
  },
  "/echo": { POST: async (req) => Response.json(await req.json()) },
  "/bytes": {
    POST: async (req) =>
      new Response(await req.bytes(), { headers: { "content-type": "application/octet-stream" } }),
  },
  "/stream": () => new Response(pieces(), { headers: { "content-type": "text/plain" } }),
  "/files/ten.txt": Bun.file(`${publicFolder}/ten.txt`),
};
if (profile === "sqlite") await addItems();
if (profile === "app") addResources();

const websocket = {
  open(socket) {
    if (profile === "ws-fan-out") socket.subscribe("news");
  },
  message(socket, message) {
    if (profile === "ws-fan-out") socket.publish("news", message);
    else socket.send(message);
  },
};
if (profile.startsWith("ws-")) {
  routes["/ws"] = (req, server) => server.upgrade(req) ? undefined : new Response(null, { status: 426 });
}

const first = workers > 1 && !process.env.CHILD;
for (let count = 1; first && count < workers; count++) {
  Bun.spawn([process.execPath, import.meta.path], { env: { ...process.env, CHILD: "1" }, stdio: ["ignore", "inherit", "inherit"] });
}
Bun.serve({ hostname: host, port, reusePort: workers > 1, tls, http2: profile === "http2", routes, websocket });

async function addItems() {
  const { Database } = await import("bun:sqlite");
  const database = new Database(":memory:");
  database.run(sql.create);
  const insert = database.query(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.query(sql.select);
  routes["/items/:id"] = (req) => Response.json(select.get(Number(req.params.id)));
}

/** Bun has no middleware: a function around each handler does its work. */
function addResources() {
  let requests = 0;
  const guarded = (handler) => (req) => {
    const headers = { "x-request-id": `${++requests}`, "x-content-type-options": "nosniff", "content-language": "en" };
    const context = { started: performance.now(), user: "", locale: req.headers.get("accept-language") };
    if (req.headers.get("authorization") !== "Bearer secret") return new Response(null, { status: 401, headers });
    context.user = "ada";
    return Response.json(handler(req, context), { headers });
  };
  for (const resource of resources) {
    routes[`/api/${resource}/:id`] = guarded((req, { user, locale }) => ({ resource, id: req.params.id, user, locale }));
    routes[`/api/${resource}/:id/items`] = guarded((req, { user }) => ({ resource, id: req.params.id, user, items: [1, 2, 3] }));
  }
}
