// package: ws
import { WebSocket, WebSocketServer, createWebSocketStream } from "ws";
import { createServer } from "node:http";
import { once } from "node:events";
import { check, done, listen } from "./_check.mjs";

const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 100 }, handleProtocols: (set) => [...set].at(-1) });
server.on("upgrade", (request, socket, head) => {
  if (request.headers.authorization !== "yes") return socket.end("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n");
  sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client, request));
});
sockets.on("connection", (client) => {
  client.on("message", (data, isBinary) => {
    if (String(data) === "close") return client.close(4001, "asked to");
    client.send(data, { binary: isBinary });
  });
});
const url = (await listen(server)).replace("http", "ws");
const client = new WebSocket(url, ["one", "two"], { headers: { authorization: "yes" } });
await once(client, "open");
check.equal(client.protocol, "two");
check.match(client.extensions, /permessage-deflate/);
const echo = async (data) => {
  client.send(data);
  return once(client, "message");
};
check.equal(String((await echo("hello"))[0]), "hello");
const large = "x".repeat(200_000);
check.equal(String((await echo(large))[0]), large);
const [bytes, isBinary] = await echo(new Uint8Array([0, 255, 7]));
check.deepEqual([...bytes], [0, 255, 7]);
check.equal(isBinary, true);
const pong = once(client, "pong");
client.ping("beat");
check.equal(String((await pong)[0]), "beat");
client.send("close");
const [code, reason] = await once(client, "close");
check.equal(code, 4001);
check.equal(String(reason), "asked to");

const duplex = createWebSocketStream(new WebSocket(url, { headers: { authorization: "yes" } }), { encoding: "utf8" });
duplex.write("through a stream");
check.equal((await once(duplex, "data"))[0], "through a stream");
duplex.destroy();
const [refused] = await once(new WebSocket(url), "error");
check.match(refused.message, /401/);
sockets.close();
server.close();
server.closeAllConnections();
done("upgrade by hand, protocols, deflate, text and binary, ping, close codes, stream, refusal");
