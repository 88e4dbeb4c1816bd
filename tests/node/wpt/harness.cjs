// What a browser's page is to a web platform test: it loads the tests' own library, the scripts that a test names, and the test,
// and writes each subtest's result to a file as soon as it is known. It must not know which runtime it runs in.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const [root, test, results] = process.argv.slice(2);
const ORIGIN = "http://web-platform.test:8000/";

// A write for each: a runtime that dies has said all that it did.
const file = fs.openSync(results, "w");
const write = (line) => fs.writeSync(file, JSON.stringify(line) + "\n");

// What a name in a test stands for: from the top if it says so, else beside the test.
function locate(name) {
  const url = new URL(name, ORIGIN + test);
  // The package has the original of this one; a server would give it under this name as well.
  const place = url.pathname.replace("/resources/WebIDLParser.js", "/resources/webidl2/lib/webidl2.js");
  return path.join(root, place);
}

function run(file) {
  // As scripts of a page, which share what they declare.
  vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
}

const TYPES = { ".json": "application/json", ".js": "text/javascript", ".wasm": "application/wasm" };

// There is no server: files come from the disk, anything else (`data:`, `blob:`) from the runtime.
const fetchAnything = globalThis.fetch;
function fetchFile(input, options) {
  const isName = typeof input === "string" && !URL.canParse(input);
  if (!isName) return fetchAnything(input, options);
  const name = locate(input);
  const type = TYPES[path.extname(name)] ?? "text/plain";
  return fs.promises.readFile(name).then((bytes) => new Response(bytes, { headers: { "content-type": type } }));
}

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: true, writable: true });
}

define("self", globalThis);
define("GLOBAL", { isWindow: () => false, isWorker: () => false, isShadowRealm: () => false });
define("location", new URL(ORIGIN + test));
define("fetch", fetchFile);

run(path.join(root, "resources/testharness.js"));

globalThis.add_result_callback(({ name, status, message }) => {
  write(status === 0 ? { passed: true, name } : { passed: false, name, message });
});
// Open until then, even if nothing else is: a test may wait for what a runtime does not count.
const open = setInterval(() => {}, 1000);
globalThis.add_completion_callback((_tests, { status, message }) => {
  clearInterval(open);
  write({ complete: status === 0, message });
});

const source = fs.readFileSync(path.join(root, test), "utf8");
for (const [, name] of source.matchAll(/^\/\/ META: *script=(.*)$/gm)) run(locate(name.trim()));
run(path.join(root, test));
