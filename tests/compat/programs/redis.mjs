// package: redis
// needs: redis
import { createClient, createClientPool } from "redis";
import { check, done } from "./_check.mjs";

const key = (name) => `redis:${process.env.RUN_ID}:${name}`;
const url = process.env.REDIS_URL;
const client = await createClient({ url, name: "compat" }).connect();
check.equal(await client.set(key("a"), "ü", { expiration: { type: "EX", value: 60 } }), "OK");
check.equal(await client.get(key("a")), "ü");
await client.hSet(key("h"), { x: "1", y: "2" });
check.deepEqual({ ...(await client.hGetAll(key("h"))) }, { x: "1", y: "2" });
check.deepEqual(await client.multi().incr(key("n")).incrBy(key("n"), 4).exec(), [1, 5]);
check.deepEqual(await Promise.all(Array.from({ length: 50 }, () => client.incr(key("n")))), Array.from({ length: 50 }, (_, i) => i + 6));
await check.rejects(client.hGet(key("n"), "x"), /WRONGTYPE/);
const subscriber = await client.duplicate().connect();
const told = Promise.withResolvers();
await subscriber.pSubscribe(key("new*"), told.resolve);
await client.publish(key("news"), "hello");
check.equal(await told.promise, "hello");
await client.xAdd(key("s"), "*", { event: "made" });
const [stream] = await client.xRead({ key: key("s"), id: "0" });
check.deepEqual({ ...stream.messages[0].message }, { event: "made" });
const keys = [];
for await (const part of client.scanIterator({ MATCH: key("*") })) keys.push(...[part].flat());
check.ok(keys.includes(key("s")));
const pool = await createClientPool({ url }, { minimum: 2 }).connect();
check.equal(await pool.get(key("n")), "55");
await pool.close();
await client.del(keys);
await subscriber.close();
await client.close();
await check.rejects(createClient({ url: "redis://127.0.0.1:1", socket: { reconnectStrategy: false } }).on("error", () => {}).connect());
done("strings, hashes, MULTI, 50 commands at once, patterns, streams, scan, pool, errors, refused connection");
