// package: tsx
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, done } from "./_check.mjs";

const cwd = process.env.SCRATCH;
writeFileSync(`${cwd}/main.ts`, `import { twice } from "./lib.js";
enum Color { Red = 1, Blue }
class Point { constructor(readonly x: number) {} }
console.log(twice(new Point(Color.Blue).x), process.argv.slice(2).join());
export {};`);
writeFileSync(`${cwd}/lib.ts`, "export const twice = (n: number): number => n * 2;");
writeFileSync(`${cwd}/fails.ts`, "type A = 1;\n\nthrow new Error('broken');");
writeFileSync(`${cwd}/old.cts`, 'import lib = require("./other.cts");\nconsole.log(lib.value satisfies number);');
writeFileSync(`${cwd}/other.cts`, "export const value: number = 5;");
const bin = fileURLToPath(new URL("../node_modules/tsx/dist/cli.mjs", import.meta.url));
const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", timeout: 20_000 });
  return { status, stdout: stdout.trim(), stderr };
};
const ran = run(bin, "main.ts", "a", "b");
check.equal(ran.stderr, "");
check.equal(ran.stdout, "4 a,b");
const failed = run(bin, "fails.ts");
check.equal(failed.status, 1);
check.match(failed.stderr, /fails\.ts:3/);
check.equal(run("--import", "tsx", "main.ts").stdout, "4");
check.equal(run(bin, "old.cts").stdout, "5");
const { tsImport } = await import("tsx/esm/api");
check.equal((await tsImport(`${cwd}/lib.ts`, import.meta.url)).twice(4), 8);
done("the command, enums, extensions, stack lines, CommonJS, as a loader with --import, its API");
