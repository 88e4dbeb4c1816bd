// package: pino
import pino from "pino";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { check, done } from "./_check.mjs";

const lines = [];
const log = pino({ redact: ["user.password"], base: { app: "a" }, serializers: { err: pino.stdSerializers.err } }, { write: (line) => lines.push(JSON.parse(line)) });
log.child({ request: 7 }).info({ user: { name: "ann", password: "open" } }, "hello %s", "you");
log.debug("unseen");
log.error(new TypeError("broken"));
check.equal(lines.length, 2);
check.deepEqual([lines[0].msg, lines[0].request, lines[0].user.password, lines[0].app], ["hello you", 7, "[Redacted]", "a"]);
check.equal(lines[1].err.type, "TypeError");
check.match(lines[1].err.stack, /pino\.mjs/);

// Transports run in worker threads: one of pino's own, and one of the program's.
const folder = process.env.SCRATCH;
writeFileSync(`${folder}/transport.mjs`, `import { appendFileSync } from "node:fs";
import build from "pino-abstract-transport";
export default (options) => build(async (source) => {
  for await (const line of source) appendFileSync(options.file, options.prefix + line.msg + "\\n");
});`);
const transport = pino.transport({
  targets: [
    { target: "pino/file", level: "info", options: { destination: `${folder}/out.log` } },
    { target: `${folder}/transport.mjs`, level: "warn", options: { file: `${folder}/own.log`, prefix: "> " } },
  ],
});
await once(transport, "ready");
const threaded = pino({ level: "info" }, transport);
for (let i = 0; i < 100; i++) threaded.info({ i }, "line");
threaded.warn("careful");
const closed = once(transport, "close");
transport.end();
// The threads alone do not keep a program alive.
const alive = setInterval(() => {}, 1000);
await closed;
clearInterval(alive);
const written = readFileSync(`${folder}/out.log`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
check.equal(written.length, 101);
check.equal(written[99].i, 99);
check.equal(readFileSync(`${folder}/own.log`, "utf8"), "> careful\n");
const sync = pino.destination({ dest: `${folder}/sync.log`, sync: true });
pino(sync).info("at once");
check.match(readFileSync(`${folder}/sync.log`, "utf8"), /at once/);
done("children, redaction, serializers, two transports in worker threads, sync destination");
