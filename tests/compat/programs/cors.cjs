// package: cors
const cors = require("cors");
const express = require("express");
const { createServer } = require("node:http");
const { check, done, listen } = require("./_check.mjs");

(async () => {
  const app = express();
  const allowed = ["http://a.test"];
  app.use("/open", cors());
  app.use("/listed", cors({ origin: (origin, next) => next(null, allowed.includes(origin)), credentials: true, exposedHeaders: ["x-a"] }));
  app.options("/put", cors({ methods: ["PUT"], maxAge: 60, allowedHeaders: ["x-b"] }));
  app.put("/put", cors(), (req, res) => res.send("put"));
  app.use((req, res) => res.send("end"));
  const server = createServer(app);
  const url = await listen(server);
  const ask = async (path, origin, method = "GET") => (await fetch(url + path, { method, headers: { origin } })).headers;
  check.equal((await ask("/open", "http://x.test")).get("access-control-allow-origin"), "*");
  const listed = await ask("/listed", "http://a.test");
  check.equal(listed.get("access-control-allow-origin"), "http://a.test");
  check.equal(listed.get("access-control-allow-credentials"), "true");
  check.equal(listed.get("access-control-expose-headers"), "x-a");
  check.match(listed.get("vary"), /Origin/);
  check.equal((await ask("/listed", "http://b.test")).get("access-control-allow-origin"), null);
  const preflight = await fetch(`${url}/put`, { method: "OPTIONS", headers: { origin: "http://a.test" } });
  check.equal(preflight.status, 204);
  check.equal(preflight.headers.get("access-control-allow-methods"), "PUT");
  check.equal(preflight.headers.get("access-control-max-age"), "60");
  check.equal(preflight.headers.get("access-control-allow-headers"), "x-b");
  server.close();
  server.closeAllConnections();
  done("any origin, a list of origins, credentials, exposed headers, preflight, from CommonJS");
})();
