// package: express-session
const express = require("express");
const session = require("express-session");
const { createServer } = require("node:http");
const { check, done, listen } = require("./_check.mjs");

class MapStore extends session.Store {
  sessions = new Map();
  get = (id, next) => setImmediate(() => next(null, this.sessions.has(id) ? JSON.parse(this.sessions.get(id)) : null));
  set = (id, value, next) => (this.sessions.set(id, JSON.stringify(value)), setImmediate(next));
  destroy = (id, next) => (this.sessions.delete(id), setImmediate(next));
}
const store = new MapStore();
const app = express();
app.use(session({ secret: ["new", "old"], name: "sid", resave: false, saveUninitialized: false, rolling: true, store, cookie: { maxAge: 60_000, sameSite: "lax" } }));
app.get("/count", (req, res) => {
  req.session.count = (req.session.count ?? 0) + 1;
  res.json(req.session.count);
});
app.get("/renew", (req, res, next) => req.session.regenerate((error) => error ? next(error) : res.json(req.sessionID)));
app.get("/end", (req, res, next) => req.session.destroy((error) => error ? next(error) : res.json("ended")));
app.get("/plain", (req, res) => res.json("no session"));

(async () => {
  const server = createServer(app);
  const url = await listen(server);
  const get = (path, cookie = "") => fetch(url + path, { headers: { cookie } });
  check.deepEqual((await get("/plain")).headers.getSetCookie(), []);
  const first = await get("/count");
  const [line] = first.headers.getSetCookie();
  check.match(line, /^sid=s%3A[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const cookie = line.split(";")[0];
  check.equal(await (await get("/count", cookie)).json(), 2);
  check.equal(await (await get("/count", cookie)).json(), 3);
  check.equal(await (await get("/count", `${cookie.slice(0, -3)}xxx`)).json(), 1);
  check.equal(store.sessions.size, 2);
  const id = decodeURIComponent(cookie).slice(6).split(".")[0];
  check.equal(JSON.parse(store.sessions.get(id)).count, 3);
  check.notEqual(await (await get("/renew", cookie)).json(), id);
  check.equal(store.sessions.has(id), false);
  const second = (await get("/count")).headers.getSetCookie()[0].split(";")[0];
  check.equal(await (await get("/end", second)).json(), "ended");
  check.equal(await (await get("/count", second)).json(), 1);
  server.close();
  server.closeAllConnections();
  done("a store of one's own, signed cookies, rolling, forged cookie, regenerate, destroy, from CommonJS");
})();
