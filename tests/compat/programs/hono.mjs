// package: hono
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { cors } from "hono/cors";
import { streamText } from "hono/streaming";
import { serve } from "@hono/node-server";
import { check, done, gate, parts, readInTwo } from "./_check.mjs";

const held = gate();
const app = new Hono();
app.use(cors({ origin: "http://a.test" }));
app.use(async (c, next) => {
  await next();
  c.header("x-seen", c.req.path);
});
app.get("/users/:id", (c) => c.json({ id: c.req.param("id"), q: c.req.query("q") }));
app.post("/upload", async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
app.get("/stream", (c) =>
  streamText(c, async (stream) => {
    await stream.write("first ");
    await held.promise;
    await stream.write("second");
  }));
app.get("/fail", () => {
  throw new HTTPException(418, { message: "broken" });
});
app.onError((error, c) => c.json({ error: error.message }, error.status ?? 500));
const api = new Hono().get("/ping", (c) => c.text("pong"));
app.route("/api", api);

const server = await new Promise((resolve) => {
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(server));
});
const url = `http://127.0.0.1:${server.address().port}`;
const user = await fetch(`${url}/users/7?q=x`, { headers: { origin: "http://a.test" } });
check.deepEqual(await user.json(), { id: "7", q: "x" });
check.equal(user.headers.get("x-seen"), "/users/7");
check.equal(user.headers.get("access-control-allow-origin"), "http://a.test");
check.equal(await (await fetch(`${url}/upload`, parts("12345", "678"))).text(), "8");
check.deepEqual(await readInTwo(await fetch(`${url}/stream`), held.resolve), ["first ", "second"]);
check.equal(await (await fetch(`${url}/api/ping`)).text(), "pong");
const failed = await fetch(`${url}/fail`);
check.equal(failed.status, 418);
check.deepEqual(await failed.json(), { error: "broken" });
check.equal((await app.request("/nowhere")).status, 404);
server.close();
server.closeAllConnections();
done("routes, sub-apps, middleware, CORS, streamed bodies both ways, error handler, on @hono/node-server");
