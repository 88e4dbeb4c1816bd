/** RaceJS: `createApp()`, as its documentation has it. */

import { createApp, type Req, serveStatic, type Socket } from "racejs";
import { host, pieces, port, profile, publicFolder, resources, sql, tls } from "./shared.mjs";

const app = createApp();

app.get("/", () => "Hello, World!");
app.get("/constant", () => "Hello, World!");
app.get("/json", () => ({
  id: 7,
  name: "Ada Lovelace",
  email: "ada@example.com",
  admin: true,
  score: 98.5,
  tags: ["mathematics", "engine", "notes"],
  address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
}));
app.get("/users/:id", (req) => ({ id: req.params.id, page: req.query.page, sort: req.query.sort }));
app.post("/echo", (req) => req.body);
app.post("/bytes", (req) => req.body);
app.get("/stream", (req, res) => {
  res.type("text/plain");
  return pieces();
});

if (profile === "file") app.use("/files", serveStatic(publicFolder));
if (profile === "sqlite") await addItems();
if (profile === "app") addResources();
if (profile === "ws-echo") {
  app.ws("/ws", { message: (socket, message) => socket.send(message) });
}
if (profile === "ws-fan-out") {
  app.ws("/ws", {
    open: (socket: Socket) => socket.subscribe("news"),
    message: (socket, message) => socket.publish("news", message),
  });
}

app.listen({ port, host, tls });

async function addItems() {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(sql.create);
  const insert = database.prepare(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.prepare(sql.select);
  app.get("/items/:id", (req) => select.get(Number(req.params.id)));
}

function addResources() {
  let requests = 0;
  app.use((req, res, next) => {
    res.set("x-request-id", `${++requests}`);
    return next();
  });
  app.use((req, res, next) => {
    res.set("x-content-type-options", "nosniff");
    return next();
  });
  app.use((req, res, next) => {
    res.locals.started = performance.now();
    return next();
  });
  app.use((req, res, next) => {
    if (req.get("authorization") !== "Bearer secret") return res.status(401).end();
    res.locals.user = "ada";
    return next();
  });
  app.use((req, res, next) => {
    res.locals.locale = req.get("accept-language");
    res.set("content-language", "en");
    return next();
  });
  for (const resource of resources) {
    app.get(`/api/${resource}/:id`, (req: Req<{ params: { id: string } }>, res) => {
      return { resource, id: req.params.id, user: res.locals.user, locale: res.locals.locale };
    });
    app.get(`/api/${resource}/:id/items`, (req: Req<{ params: { id: string } }>, res) => {
      return { resource, id: req.params.id, user: res.locals.user, items: [1, 2, 3] };
    });
  }
}
