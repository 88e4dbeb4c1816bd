/** Deno: `Deno.serve`. It has no router, so that each profile is a handler of its own, without one. */

import { host, pieces, port, profile, publicFolder, sql, tls } from "./shared.mjs";

const hello = () => new Response("Hello, World!");

const handlers = {
  "json": () =>
    Response.json({
      id: 7,
      name: "Ada Lovelace",
      email: "ada@example.com",
      admin: true,
      score: 98.5,
      tags: ["mathematics", "engine", "notes"],
      address: { street: "12 St James's Square", city: "London", zip: "SW1Y 4JH" },
    }),
  "params": (req: Request) => {
    const { pathname, searchParams } = new URL(req.url);
    return Response.json({
      id: pathname.slice("/users/".length),
      page: searchParams.get("page"),
      sort: searchParams.get("sort"),
    });
  },
  "echo-json": async (req: Request) => Response.json(await req.json()),
  "echo-64k": async (req: Request) =>
    new Response(await req.bytes(), { headers: { "content-type": "application/octet-stream" } }),
  "not-found": (req: Request) =>
    new URL(req.url).pathname === "/" ? hello() : new Response("Not Found", { status: 404 }),
  "stream": () => new Response(ReadableStream.from(pieces()), { headers: { "content-type": "text/plain" } }),
  "file": async (req: Request) => {
    const { pathname } = new URL(req.url);
    const bytes = await Deno.readFile(`${publicFolder}/${pathname.slice("/files/".length)}`);
    return new Response(bytes, { headers: { "content-type": "text/plain; charset=utf-8" } });
  },
  "sqlite": await items(),
  "ws-echo": (req: Request) => {
    const { socket, response } = Deno.upgradeWebSocket(req);
    socket.onmessage = ({ data }) => socket.send(data);
    return response;
  },
  "ws-fan-out": (req: Request) => {
    const { socket, response } = Deno.upgradeWebSocket(req);
    socket.onopen = () => sockets.add(socket);
    socket.onclose = () => sockets.delete(socket);
    socket.onmessage = ({ data }) => {
      for (const other of sockets) if (other !== socket) other.send(data);
    };
    return response;
  },
};
const sockets = new Set<WebSocket>();

const handler = handlers[profile] ?? hello;
if (profile !== "workers") Deno.serve({ hostname: host, port, onListen() {}, ...tls }, handler);

/** For `deno serve`, which serves with several workers. */
export default { fetch: handler };

async function items() {
  if (profile !== "sqlite") return;
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(":memory:");
  database.exec(sql.create);
  const insert = database.prepare(sql.insert);
  for (const row of sql.rows) insert.run(...row);
  const select = database.prepare(sql.select);
  return (req: Request) => Response.json(select.get(Number(new URL(req.url).pathname.slice("/items/".length))));
}
