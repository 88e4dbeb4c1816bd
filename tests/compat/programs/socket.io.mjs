// package: socket.io
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { createServer } from "node:http";
import { once } from "node:events";
import { check, done, listen } from "./_check.mjs";

const http = createServer();
const server = new Server(http);
server.use((socket, next) => next(socket.handshake.auth.token === "ok" ? undefined : new Error("refused")));
server.on("connection", (socket) => {
  socket.join("room");
  socket.on("add", (a, b, reply) => reply(a + b));
  socket.on("bytes", (buffer) => socket.emit("bytes", Buffer.from(buffer).reverse()));
  socket.on("say", (text) => server.to("room").emit("said", text));
});
const url = await listen(http);
const event = (socket, name) => new Promise((resolve) => socket.once(name, resolve));
const connect = async (options) => {
  const socket = io(url, { auth: { token: "ok" }, reconnection: false, ...options });
  await event(socket, "connect");
  return socket;
};

const upgraded = await connect({});
if (upgraded.io.engine.transport.name !== "websocket") await event(upgraded.io.engine, "upgrade");
check.equal(upgraded.io.engine.transport.name, "websocket");
const polling = await connect({ transports: ["polling"] });
check.equal(polling.io.engine.transport.name, "polling");
check.equal(await upgraded.emitWithAck("add", 2, 3), 5);
check.equal(await polling.timeout(5000).emitWithAck("add", 3, 4), 7);
upgraded.emit("bytes", new Uint8Array([1, 2, 3]));
check.deepEqual([...new Uint8Array(await event(upgraded, "bytes"))], [3, 2, 1]);
const both = Promise.all([event(upgraded, "said"), event(polling, "said")]);
polling.emit("say", "hello");
check.deepEqual(await both, ["hello", "hello"]);
const refused = io(url, { auth: {}, reconnection: false, forceNew: true });
check.equal((await event(refused, "connect_error")).message, "refused");
const closed = event(polling, "disconnect");
server.close();
check.match(await closed, /transport close|server disconnect/);
upgraded.close();
polling.close();
done("polling, upgrade to WebSocket, acknowledgements, binary, rooms, middleware that refuses, close");
