// package: @trpc/server
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { once } from "node:events";
import { z } from "zod";
import { check, done } from "./_check.mjs";

const t = initTRPC.context().create({ sse: { client: { reconnectAfterInactivityMs: 5000 } } });
const guarded = t.procedure.use(({ ctx, next }) => {
  if (ctx.token !== "let me in") throw new TRPCError({ code: "UNAUTHORIZED", message: "no token" });
  return next({ ctx: { user: "kit" } });
});
const appRouter = t.router({
  add: t.procedure.input(z.object({ a: z.number(), b: z.number() })).query(({ input }) => input.a + input.b),
  whoami: guarded.query(({ ctx }) => ctx.user),
  save: t.procedure.input(z.string().min(2)).mutation(({ input }) => ({ saved: input })),
  count: t.procedure.input(z.number()).query(async function* ({ input }) {
    for (let i = 0; i < input; i++) yield i;
  }),
});
const server = createHTTPServer({
  router: appRouter,
  createContext: ({ req }) => ({ token: req.headers.token }),
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}`;
const client = (headers, link = httpBatchLink) => createTRPCClient({ links: [link({ url, headers })] });
const plain = client({});
check.deepEqual(await Promise.all([plain.add.query({ a: 1, b: 2 }), plain.add.query({ a: 3, b: 4 })]), [3, 7]);
check.deepEqual(await plain.save.mutate("ok"), { saved: "ok" });
await check.rejects(plain.save.mutate("x"), (error) => error.data.code === "BAD_REQUEST");
await check.rejects(plain.whoami.query(), (error) => error.data.httpStatus === 401);
check.equal(await client({ token: "let me in" }).whoami.query(), "kit");
const seen = [];
for await (const value of await client({}, httpBatchStreamLink).count.query(3)) seen.push(value);
check.deepEqual(seen, [0, 1, 2]);
server.close();
server.closeAllConnections?.();
done("queries in batches, mutations, validation, middleware, errors, a streamed answer, over node:http");
