// package: winston
const winston = require("winston");
const { readFileSync } = require("node:fs");
const { once } = require("node:events");
const { Writable } = require("node:stream");
const { check, done } = require("./_check.mjs");

(async () => {
  const folder = process.env.SCRATCH;
  const { combine, errors, json, printf, splat, timestamp } = winston.format;
  const lines = [];
  const file = new winston.transports.File({ filename: `${folder}/all.log` });
  const errorFile = new winston.transports.File({ filename: `${folder}/errors.log`, level: "error" });
  const logger = winston.createLogger({
    level: "debug",
    format: combine(errors({ stack: true }), splat(), timestamp(), json()),
    defaultMeta: { app: "a" },
    transports: [
      file,
      errorFile,
      new winston.transports.Stream({
        stream: new Writable({ write: (chunk, _, next) => (lines.push(String(chunk)), next()) }),
        format: printf(({ level, message, app }) => `${level}: ${message} (${app})`),
      }),
    ],
  });
  logger.info("hello %s", "you");
  logger.silly("unseen");
  logger.child({ request: 7 }).error(new Error("broken"));
  const profiled = logger.startTimer();
  profiled.done({ message: "timed" });
  const finished = [file, errorFile].map((transport) => once(transport, "finish"));
  logger.end();
  await Promise.all(finished);
  check.equal(lines[0].trim(), "info: hello you (a)");
  check.equal(lines.length, 3);
  const [error] = readFileSync(`${folder}/errors.log`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  check.deepEqual([error.message, error.request, error.level], ["broken", 7, "error"]);
  check.match(error.stack, /winston\.cjs/);
  done("levels, formats, children, errors with stack, two files, a stream, from CommonJS");
})();
