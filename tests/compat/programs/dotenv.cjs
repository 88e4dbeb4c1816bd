// package: dotenv
const dotenv = require("dotenv");
const { spawnSync } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const { check, done } = require("./_check.mjs");

const file = `${process.env.SCRATCH}/.env`;
writeFileSync(file, 'PLAIN=value # comment\nQUOTED="two\\nlines"\nRAW=\'$not {expanded}\'\nexport EXPORTED=yes\nEMPTY=\nMULTI="a\nb"\nSET=from file\n');
process.env.SET = "from outside";
const { parsed, error } = dotenv.config({ path: file, quiet: true });
check.equal(error, undefined);
check.equal(process.env.PLAIN, "value");
check.equal(process.env.QUOTED, "two\nlines");
check.equal(process.env.RAW, "$not {expanded}");
check.deepEqual([parsed.EXPORTED, parsed.EMPTY, parsed.MULTI], ["yes", "", "a\nb"]);
check.equal(process.env.SET, "from outside");
dotenv.config({ path: file, override: true, quiet: true });
check.equal(process.env.SET, "from file");
check.equal(dotenv.config({ path: `${file}.missing`, quiet: true }).error.code, "ENOENT");
writeFileSync(`${process.env.SCRATCH}/child.cjs`, 'require("dotenv/config"); console.log(process.env.EXPORTED);');
const child = spawnSync(process.execPath, ["child.cjs"], { cwd: process.env.SCRATCH, encoding: "utf8" });
check.match(child.stdout, /yes\s*$/);
done("quotes, lines, comments, what is set already, override, missing file, preload in a child process");
