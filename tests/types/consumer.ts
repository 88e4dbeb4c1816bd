/**
 * @module What the types of `racejs` promise to programs. It is checked, and never run.
 */

import {
  basicAuth,
  createApp,
  type ErrorHandler,
  type Handler,
  HttpError,
  type Middleware,
  type PathParams,
  type Req,
  Router,
  type SocketHandlers,
} from "racejs";
import { createApp as createAppByAlias } from "@racejs/core";

/** Holds if both types are the same. */
type Same<One, Other> = (<Type>() => Type extends One ? 1 : 2) extends (<Type>() => Type extends Other ? 1 : 2) ? true : false;
function holds<_Claim extends true>(): void {}

// The parameters of a path.
holds<Same<PathParams<"/users/:id">, { readonly id: string }>>();
holds<Same<PathParams<"/">, {}>>();
holds<Same<PathParams<"/:a/:b?">, { readonly a: string; readonly b?: string }>>();
holds<Same<PathParams<"/:name.:ext">, { readonly name: string; readonly ext: string }>>();
holds<Same<PathParams<"/:from-:to">, { readonly from: string; readonly to: string }>>();
holds<Same<PathParams<"/:id(\\d+)/x">, { readonly id: string }>>();
holds<Same<PathParams<"/:id((?:a|b)+)?">, { readonly id?: string }>>();
holds<Same<PathParams<"/files/*rest">, { readonly rest: string }>>();
holds<Same<PathParams<"/*">, { readonly "*": string }>>();
holds<Same<PathParams<"/a{/:b}/:c">, { readonly b?: string; readonly c: string }>>();
holds<Same<PathParams<"/a{/*rest}">, { readonly rest: string }>>();
holds<Same<PathParams<"/:a+/:b*">, { readonly a: string; readonly b?: string }>>();
holds<Same<PathParams<'/:"a name"'>, { readonly "a name": string }>>();
holds<Same<PathParams<"/12\\:30/:x">, { readonly x: string }>>();
holds<Same<PathParams<string>, Readonly<Record<string, string>>>>();

const app = createApp({ limits: { bodySize: "10mb", headLines: 20 }, trustProxy: ["loopback"] });
createAppByAlias().get("/", () => 1);

// Handlers know the parameters of their path, also in arrays and behind options.
app.get("/users/:id", (req) => {
  const id: string = req.params.id;
  // @ts-expect-error -- There is no such parameter.
  req.params.name;
  return id;
});
app.post("/users/:id", { bodyLimit: "1mb" }, (req, res) => res.send(req.params.id));
app.put("/users/:id?", [(req, _res, next) => next(req.params.id), [(req) => req.params.id?.length]]);
app.get(/^\/files\/(\d+)$/, (req) => req.params[0]);
app.get(["/a", "/b"], (req) => req.path);
app.on("PURGE", "/cache/:key", (req) => req.params.key);
app.route("/users/:id").get((req) => req.params.id).post({ timeout: 10 }, (req, res) => res.json(req.body));

// Middleware for any request does not keep the parameters from them, nor what another handler expects.
const guard = basicAuth({ users: { ada: "x" } });
const own: Middleware = (req, res, next) => (req.cookies.session === undefined ? res.status(401).end() : next());
app.get("/users/:id/keys", guard, own, (req) => {
  const id: string = req.params.id;
  // @ts-expect-error -- There is no such parameter.
  req.params.name;
  return id;
});
app.get("/keys/:id?", { timeout: 10 }, [guard, (req) => req.params.id?.length]);
app.on("PURGE", "/keys/:key", guard, (req) => req.params.key.length);
app.route("/keys/:id/of").get(guard, (req) => req.params.id.length);
app.post("/keys", guard, (req: Req<{ body: number[] }>, _res, next) => next(), (req) => req.body.length);
const asHandler: Handler = guard;
app.use("/guarded", asHandler, (req, res, next) => guard(req, res, next));

// What a handler expects of a request.
interface NewUser {
  name: string;
}
app.post("/users", (req: Req<{ body: NewUser; query: { full?: string } }>) => req.body.name + (req.query.full ?? ""));
app.get("/unknown", (req) => {
  const body: unknown = req.body;
  // @ts-expect-error -- Nobody has said what it is.
  req.body.name;
  return body;
});

// Middleware and error handlers.
const first: Handler = (_req, _res, next) => next();
const onError: ErrorHandler = (error, _req, res, next) => {
  if (error instanceof HttpError) res.status(error.status).end();
  else next(error);
};
app.use(first, [first, [first]], basicAuth({ users: { ada: "x" } }));
app.use("/api", Router(), new Router({ strict: true }), createApp());
app.use(onError);
app.use(((error, _req, res, _next) => res.send(String(error.message))) satisfies ErrorHandler);
app.get("/x", first, onError);
// @ts-expect-error -- A handler is a function.
app.use("/x", "handler");
// @ts-expect-error -- A route has a handler.
app.get("/x");
// @ts-expect-error -- There is no such setting.
createApp({ bodySize: 1 });

// Answers can be chained; files and events cannot.
app.get("/chain", (_req, res) => res.status(200).set("a", 1).type("txt").cookie("a", {}).send());
app.get("/file", (_req, res) => res.sendFile("a.txt", { root: "public", maxAge: "1d" }));
app.get("/format", (_req, res) => res.format({ html: () => "a", json: () => 1 }));

// WebSockets.
const handlers: SocketHandlers<{ name: string }> = {
  upgrade: async (req) => ({ name: String(req.query.name) }),
  message: (socket, message) => socket.send(typeof message === "string" ? message + socket.data.name : message),
};
app.ws("/chat", handlers, { origins: ["https://shop.example"] });

// Listening.
const server = app.listen({ port: 0, tls: { cert: "cert.pem", key: "key.pem" } }, () => {});
app.listen(3000, "localhost", 511, () => {});
app.listen("/tmp/app.sock");
const port: number = server.port;
// @ts-expect-error -- It is not for programs to set.
server.port = port;

// Tests.
import { afterEach, beforeAll, describe, expect, it, jest, test, vi } from "racejs/test";

{
  interface User {
    name: string;
    greet(word: string): string;
  }
  const user: User = { name: "Ada", greet: (word) => word };
  beforeAll(async () => {});
  afterEach(() => void vi.restoreAllMocks());
  describe("types", () => {
    it("plain", () => {
      expect(1).toBe(1);
      expect({ a: 1 }).not.toEqual(expect.objectContaining({ b: 1 }));
    });
    it("async", async () => {
      await expect(Promise.resolve(1)).resolves.toBe(1);
    }, 1000);
    it("options", { timeout: 5 }, () => {});
    it("callback", (done) => {
      done();
    });
    it("context", ({ expect, task }) => {
      expect(task.name).toBe("context");
    });
    it.each([
      [1, 2],
      [3, 4],
    ])("%i", (a, b) => {
      expect(a).toBeLessThan(b);
    });
    it.each([{ a: 1 }])("$a", ({ a }) => {
      expect(a).toBe(1);
    });
    it.each`
      a    | b
      ${1} | ${2}
    `("$a", ({ a, b }) => {
      expect(a).not.toBe(b);
    });
    it.skip("skip", () => {});
    it.only.failing;
    it.todo("x");
    test("mocks", () => {
      const f = vi.fn((n: number) => String(n)).mockReturnValueOnce("x");
      const text: string = f(1);
      expect(f).toHaveBeenCalledWith(1);
      expect(text).toBe("x");
      const spy = jest.spyOn(user, "greet").mockImplementation(() => "y");
      spy.mockRestore();
      vi.useFakeTimers({ now: 0 }).advanceTimersByTime(5).useRealTimers();
    });
    it("wrong", () => {
      // @ts-expect-error -- There is no such matcher.
      expect(1).toBeWrong();
    });
  });
}
