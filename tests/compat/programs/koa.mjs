// package: koa
import Koa from "koa";
import Router from "@koa/router";
import bodyParser from "koa-bodyparser";
import { createServer } from "node:http";
import { PassThrough } from "node:stream";
import { check, done, gate, listen, parts, readInTwo } from "./_check.mjs";

const held = gate();
const app = new Koa({ keys: ["secret"] });
app.silent = true;
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    ctx.status = error.status ?? 500;
    ctx.body = { error: error.message };
  }
  ctx.set("x-order", "outer");
});
const router = new Router();
router.get("/users/:id", (ctx) => (ctx.body = { id: ctx.params.id, q: ctx.query.q }));
router.post("/echo", bodyParser(), (ctx) => (ctx.body = ctx.request.body));
router.post("/upload", async (ctx) => {
  let size = 0;
  for await (const chunk of ctx.req) size += chunk.length;
  ctx.body = String(size);
});
router.get("/stream", (ctx) => {
  const body = (ctx.body = new PassThrough());
  body.write("first ");
  held.promise.then(() => body.end("second"));
});
router.get("/cookie", (ctx) => {
  ctx.cookies.set("visit", "1", { signed: true });
  ctx.body = ctx.cookies.get("visit", { signed: true }) ?? "none";
});
router.get("/fail", (ctx) => ctx.throw(409, "broken"));
app.use(router.routes()).use(router.allowedMethods());

const server = createServer(app.callback());
const url = await listen(server);
const user = await fetch(`${url}/users/7?q=x`);
check.deepEqual(await user.json(), { id: "7", q: "x" });
check.equal(user.headers.get("x-order"), "outer");
const echo = await fetch(`${url}/echo`, { method: "POST", body: new URLSearchParams({ a: "1" }) });
check.deepEqual(await echo.json(), { a: "1" });
check.equal(await (await fetch(`${url}/upload`, parts("12345", "678"))).text(), "8");
check.deepEqual(await readInTwo(await fetch(`${url}/stream`), held.resolve), ["first ", "second"]);
const cookies = (await fetch(`${url}/cookie`)).headers.getSetCookie().map((line) => line.split(";")[0]);
check.equal(cookies.length, 2);
check.equal(await (await fetch(`${url}/cookie`, { headers: { cookie: cookies.join("; ") } })).text(), "1");
const failed = await fetch(`${url}/fail`);
check.equal(failed.status, 409);
check.deepEqual(await failed.json(), { error: "broken" });
check.equal((await fetch(`${url}/echo`, { method: "PUT" })).status, 405);
server.close();
server.closeAllConnections();
done("middleware order, router, body parser, streamed bodies both ways, signed cookies, error path");
