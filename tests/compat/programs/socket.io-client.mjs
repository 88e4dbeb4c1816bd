// package: socket.io-client
import { io, Manager } from "socket.io-client";
import { Server } from "socket.io";
import { createServer } from "node:http";
import { check, done, listen } from "./_check.mjs";

const event = (socket, name) => new Promise((resolve) => socket.once(name, resolve));
const start = async (port) => {
  const http = createServer();
  const server = new Server(http);
  for (const name of ["/", "/chat"]) {
    server.of(name).on("connection", (socket) => socket.on("where", (reply) => reply(name, socket.handshake.query.v)));
  }
  if (port === undefined) return { server, url: await listen(http) };
  await new Promise((resolve) => http.listen(port, "127.0.0.1", resolve));
  return { server };
};
const { server, url } = await start();
const manager = new Manager(url, { transports: ["websocket"], query: { v: "1" }, reconnectionDelay: 50, reconnectionDelayMax: 100 });
const [root, chat] = [manager.socket("/"), manager.socket("/chat")];
await Promise.all([event(root, "connect"), event(chat, "connect")]);
const where = (socket) => new Promise((resolve) => socket.emit("where", (...values) => resolve(values)));
check.deepEqual(await where(root), ["/", "1"]);
check.deepEqual(await where(chat), ["/chat", "1"]);

const lost = event(root, "disconnect");
server.close();
check.equal(await lost, "transport close");
chat.emit("where", (name) => buffered.resolve(name));
const buffered = Promise.withResolvers();
const again = await start(Number(new URL(url).port));
await event(root, "connect");
check.equal(await buffered.promise, "/chat");
manager._close();
again.server.close();
const nobody = io(url, { reconnection: false, transports: ["websocket"], forceNew: true });
check.match((await event(nobody, "connect_error")).message, /websocket error/);
done("namespaces on one connection, reconnect, packets kept while offline, connection error");
