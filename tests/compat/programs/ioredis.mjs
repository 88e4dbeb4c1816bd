// package: ioredis
// needs: redis
import { Redis } from "ioredis";
import { check, done } from "./_check.mjs";

const key = (name) => `ioredis:${process.env.RUN_ID}:${name}`;
const redis = new Redis(process.env.REDIS_URL);
check.equal(await redis.set(key("a"), "ü", "EX", 60), "OK");
check.equal(await redis.get(key("a")), "ü");
check.deepEqual([...(await redis.getBuffer(key("a")))], [0xc3, 0xbc]);
await redis.hset(key("h"), { x: 1, y: 2 });
check.deepEqual(await redis.hgetall(key("h")), { x: "1", y: "2" });
const results = await redis.pipeline().incr(key("n")).incr(key("n")).hget(key("n"), "x").exec();
check.deepEqual(results.slice(0, 2), [[null, 1], [null, 2]]);
check.match(results[2][0].message, /WRONGTYPE/);
check.deepEqual(await redis.multi().set(key("m"), 1).get(key("m")).exec(), [[null, "OK"], [null, "1"]]);
redis.defineCommand("twice", { numberOfKeys: 1, lua: "return redis.call('incrby', KEYS[1], ARGV[1] * 2)" });
check.equal(await redis.twice(key("n"), 5), 12);
const subscriber = redis.duplicate();
const message = new Promise((resolve) => subscriber.once("message", (channel, text) => resolve(text)));
await subscriber.subscribe(key("news"));
await redis.publish(key("news"), "hello");
check.equal(await message, "hello");
const blocked = subscriber.duplicate();
const popped = blocked.blpop(key("list"), 5);
await redis.rpush(key("list"), "item");
check.deepEqual(await popped, [key("list"), "item"]);
const keys = [];
for await (const part of redis.scanStream({ match: key("*") })) keys.push(...part);
check.ok(keys.includes(key("h")));
await redis.del(keys);
await Promise.all([redis.quit(), subscriber.quit(), blocked.quit()]);
const nobody = new Redis({ port: 1, host: "127.0.0.1", retryStrategy: null, lazyConnect: true });
nobody.on("error", () => {});
await check.rejects(nobody.connect());
done("strings, buffers, hashes, pipeline, MULTI, Lua, publish and subscribe, blocking pop, scan stream, refused connection");
