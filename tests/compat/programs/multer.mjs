// package: multer
import express from "express";
import multer from "multer";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { check, done, listen } from "./_check.mjs";

const app = express();
const memory = multer({ limits: { fileSize: 1000 } });
const disk = multer({ dest: process.env.SCRATCH, fileFilter: (req, file, next) => next(null, file.mimetype === "text/plain") });
app.post("/one", memory.single("file"), (req, res) => res.json({ ...req.file, buffer: req.file.buffer.toString("hex"), name: req.body.name }));
app.post("/many", disk.array("files", 3), (req, res) => res.json(req.files.map((file) => [file.originalname, readFileSync(file.path, "utf8").length])));
app.post("/fields", memory.none(), (req, res) => res.json(req.body));
app.use((error, req, res, next) => res.status(error instanceof multer.MulterError ? 400 : 500).json({ code: error.code }));
const server = createServer(app);
const url = await listen(server);
const send = async (path, entries) => {
  const body = new FormData();
  for (const [name, value, file] of entries) file === undefined ? body.append(name, value) : body.append(name, value, file);
  const answer = await fetch(url + path, { method: "POST", body });
  return [answer.status, await answer.json()];
};
const [, one] = await send("/one", [["name", "ü"], ["file", new Blob([new Uint8Array([0, 13, 10, 255])], { type: "image/png" }), "a b.png"]]);
check.equal(one.buffer, "000d0aff");
check.deepEqual([one.originalname, one.mimetype, one.size, one.name], ["a b.png", "image/png", 4, "ü"]);
const text = (size) => new Blob(["x".repeat(size)], { type: "text/plain" });
check.deepEqual(await send("/many", [["files", text(100_000), "1.txt"], ["files", new Blob(["x"]), "2.bin"], ["files", text(5), "3.txt"]]), [200, [["1.txt", 100_000], ["3.txt", 5]]]);
check.deepEqual(await send("/one", [["file", text(2000), "big.txt"]]), [400, { code: "LIMIT_FILE_SIZE" }]);
check.deepEqual(await send("/one", [["other", text(1), "x.txt"]]), [400, { code: "LIMIT_UNEXPECTED_FILE" }]);
check.deepEqual(await send("/fields", [["a[b]", "1"], ["c", "2"]]), [200, { a: { b: "1" }, c: "2" }]);
server.close();
server.closeAllConnections();
done("files in memory and on disk, 100 kB, filters, limits, fields, errors, on express");
