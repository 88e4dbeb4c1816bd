// package: bullmq
// needs: redis
import { FlowProducer, Queue, QueueEvents, Worker } from "bullmq";
import { writeFileSync } from "node:fs";
import { check, done } from "./_check.mjs";

const { hostname: host, port, password } = new URL(process.env.REDIS_URL);
const connection = { host, port: Number(port), password, maxRetriesPerRequest: null };
const name = `bull-${process.env.RUN_ID}`;
const queue = new Queue(name, { connection });
const events = new QueueEvents(name, { connection });
await events.waitUntilReady();
let tries = 0;
const worker = new Worker(name, async (job) => {
  if (job.name === "flaky" && tries++ < 1) throw new Error("again");
  if (job.name === "fail") throw new Error("broken");
  await job.updateProgress(50);
  return (job.data.n ?? 0) * 2;
}, { connection, concurrency: 4 });
worker.on("error", (error) => console.error(error));
const progress = new Promise((resolve) => events.once("progress", ({ data }) => resolve(data)));
const jobs = await queue.addBulk(Array.from({ length: 10 }, (_, n) => ({ name: "double", data: { n } })));
check.deepEqual(await Promise.all(jobs.map((job) => job.waitUntilFinished(events))), Array.from({ length: 10 }, (_, n) => n * 2));
check.equal(await progress, 50);
const flaky = await queue.add("flaky", { n: 3 }, { attempts: 2, backoff: { type: "fixed", delay: 20 } });
check.equal(await flaky.waitUntilFinished(events), 6);
const failed = await queue.add("fail", {});
await check.rejects(failed.waitUntilFinished(events), /broken/);
const delayed = await queue.add("double", { n: 4 }, { delay: 100 });
check.equal(await delayed.getState(), "delayed");
check.equal(await delayed.waitUntilFinished(events), 8);
const flow = new FlowProducer({ connection });
const { job: parent } = await flow.add({ name: "double", queueName: name, data: { n: 1 }, children: [{ name: "double", queueName: name, data: { n: 5 } }] });
check.equal(await parent.waitUntilFinished(events), 2);
check.deepEqual(Object.values(await parent.getChildrenValues()), [10]);
check.equal((await queue.getJobCounts("failed")).failed, 1);

const file = `${process.env.SCRATCH}/processor.cjs`;
writeFileSync(file, "module.exports = async (job) => `${job.data.n} in ${process.pid !== Number(job.data.pid)}`;");
const forked = new Queue(`${name}-forked`, { connection });
const forkedEvents = new QueueEvents(`${name}-forked`, { connection });
await forkedEvents.waitUntilReady();
const sandbox = new Worker(`${name}-forked`, file, { connection });
const apart = await forked.add("x", { n: 1, pid: process.pid });
check.equal(await apart.waitUntilFinished(forkedEvents), "1 in true");

await Promise.all([worker, sandbox].map((each) => each.close()));
await Promise.all([queue, forked].map((each) => each.obliterate({ force: true })));
await Promise.all([queue, events, flow, forked, forkedEvents].map((each) => each.close()));
done("workers, bulk, events, progress, retries, failures, delays, flows, a processor in a process of its own");
