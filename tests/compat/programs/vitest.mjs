// package: vitest
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, done } from "./_check.mjs";

const root = process.env.SCRATCH;
mkdirSync(`${root}/src`);
writeFileSync(`${root}/vitest.config.mjs`, 'import { defineConfig } from "vitest/config";\nexport default defineConfig({ test: { reporters: [["json", { outputFile: "report.json" }]] } });');
writeFileSync(`${root}/src/add.ts`, "export const add = (a: number, b: number): number => a + b;\nexport const now = () => Date.now();");
writeFileSync(`${root}/src/add.test.ts`, `import { describe, expect, it, vi } from "vitest";
import { add, now } from "./add";
vi.mock("./dep", () => ({ dep: () => "mocked" }));
import { dep } from "./dep";
describe("add", () => {
  it("adds", () => expect(add(1, 2)).toBe(3));
  it.each([[1, 1], [2, 2]])("%i is %i", (a, b) => expect(a).toBe(b));
  it("mocks modules", () => expect(dep()).toBe("mocked"));
  it("fakes time", () => { vi.useFakeTimers({ now: 5 }); expect(now()).toBe(5); vi.useRealTimers(); });
  it("spies", async () => { const f = vi.fn(async () => 1); await f(); expect(f).toHaveBeenCalledOnce(); });
  it("snapshots", () => expect({ a: 1 }).toMatchInlineSnapshot(\`
    {
      "a": 1,
    }
  \`));
});`);
writeFileSync(`${root}/src/dep.ts`, 'export const dep = () => "real";');
writeFileSync(`${root}/src/fails.test.ts`, 'import { expect, test } from "vitest";\ntest("fails", () => expect({ a: 1 }).toEqual({ a: 2 }));');
const bin = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const report = (pool) => {
  const run = spawnSync(process.execPath, [bin, "run", `--pool=${pool}`], { cwd: root, encoding: "utf8", timeout: 25_000 });
  try {
    return { code: run.status, ...JSON.parse(readFileSync(`${root}/report.json`, "utf8")) };
  } catch (cause) {
    throw new Error(`${pool}: ${run.error?.message ?? ""} ${run.stderr.trim() || run.stdout.trim()}`, { cause });
  }
};
for (const pool of ["forks", "threads"]) {
  const { code, numPassedTests, numFailedTests, testResults } = report(pool);
  check.deepEqual([code, numPassedTests, numFailedTests], [1, 7, 1]);
  const failed = testResults.flatMap((file) => file.assertionResults).find((each) => each.status === "failed");
  check.match(failed.failureMessages[0], /expected \{ a: 1 \} to deeply equal \{ a: 2 \}/);
}
done("a suite in TypeScript in processes and in threads: each, module mocks, fake time, spies, snapshot, a failing test");
