// package: mongodb
import { BSON, MongoClient, MongoServerSelectionError, ObjectId } from "mongodb";
import { createServer } from "node:net";
import { once } from "node:events";
import { check, done } from "./_check.mjs";

// Debian has no MongoDB server: what is tried is the driver up to its first answer, and its failures.
const refused = new MongoClient("mongodb://127.0.0.1:1/", { serverSelectionTimeoutMS: 300 });
await check.rejects(refused.connect(), (error) => error instanceof MongoServerSelectionError && /ECONNREFUSED/.test(error.message));

// A server that takes the connection, records the first message and hangs up.
const messages = [];
const server = createServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", (data) => {
    messages.push(data);
    socket.end();
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const client = new MongoClient(`mongodb://127.0.0.1:${server.address().port}/?directConnection=true`, { serverSelectionTimeoutMS: 500, appName: "compat" });
const events = [];
client.on("serverHeartbeatFailed", () => events.push("failed"));
await check.rejects(client.db("test").collection("cats").findOne({}), MongoServerSelectionError);
await client.close();
await refused.close();
server.close();
check.ok(events.length >= 1);
const [hello] = messages;
check.equal(hello.readInt32LE(0), hello.length);
const isQuery = hello.readInt32LE(12) === 2004;
const start = isQuery ? hello.indexOf(0, 20) + 9 : 21;
const document = BSON.deserialize(hello.subarray(start));
check.equal(document.client.application.name, "compat");
check.equal(document.client.driver.name, "nodejs");

const id = new ObjectId();
const bytes = BSON.serialize({ _id: id, n: 1n, at: new Date(5), bin: Buffer.from([1, 2]), nested: { list: [1, "two", null] } });
const back = BSON.deserialize(bytes, { useBigInt64: true, promoteBuffers: true });
check.equal(back._id.toHexString(), id.toHexString());
check.deepEqual(back.nested, { list: [1, "two", null] });
check.equal(back.n, 1n);
check.deepEqual([...back.bin], [1, 2]);
done("BSON there and back, the handshake on the wire, refused and lost connections (no server)");
