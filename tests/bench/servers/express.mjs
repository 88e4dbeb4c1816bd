/** Express 5, with the settings of its guide to production. `EXPRESS` names the module, so that one program runs on npm's package and on `racejs/express`. */

import { host, pieces, port, profile, publicFolder, resources, sql } from "./shared.mjs";

const { default: express } = await import(process.env.EXPRESS ?? "express");

const app = express();
app.disable("x-powered-by");
app.disable("etag");

if (profile === "app") {
  addResources();
} else {
  app.get("/", (req, res) => res.type("text/plain").send("Hello, World!"));
  app.get("/constant", (req, res) => res.type("text/plain").send("Hello, World!"));
  app.get("/json", (req, res) => {
    res.json({
      id: 7,
      name: "Ada Lovelace",
      email: "ada@example.com",
      admin: true,
      score: 98.5,
      tags: ["mathematics", "engine", "notes"],
      address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
    });
  });
  app.get("/users/:id", (req, res) => {
    res.json({ id: req.params.id, page: req.query.page, sort: req.query.sort });
  });
  app.post("/echo", express.json(), (req, res) => res.json(req.body));
  app.post("/bytes", express.raw({ limit: "1mb" }), (req, res) => {
    res.type("application/octet-stream").send(req.body);
  });
  app.get("/stream", async (req, res) => {
    res.type("text/plain");
    for await (const piece of pieces()) res.write(piece);
    res.end();
  });
  app.use("/files", express.static(publicFolder));
  if (profile === "sqlite") await addItems();
}

app.listen(port, host);

async function addItems() {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(sql.create);
  const insert = database.prepare(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.prepare(sql.select);
  app.get("/items/:id", (req, res) => res.json(select.get(Number(req.params.id))));
}

function addResources() {
  let requests = 0;
  app.use((req, res, next) => {
    res.set("x-request-id", `${++requests}`);
    next();
  });
  app.use((req, res, next) => {
    res.set("x-content-type-options", "nosniff");
    next();
  });
  app.use((req, res, next) => {
    res.locals.started = performance.now();
    next();
  });
  app.use((req, res, next) => {
    if (req.get("authorization") !== "Bearer secret") return res.status(401).end();
    res.locals.user = "ada";
    next();
  });
  app.use((req, res, next) => {
    res.locals.locale = req.get("accept-language");
    res.set("content-language", "en");
    next();
  });
  for (const resource of resources) {
    app.get(`/api/${resource}/:id`, (req, res) => {
      res.json({ resource, id: req.params.id, user: res.locals.user, locale: res.locals.locale });
    });
    app.get(`/api/${resource}/:id/items`, (req, res) => {
      res.json({ resource, id: req.params.id, user: res.locals.user, items: [1, 2, 3] });
    });
  }
}
