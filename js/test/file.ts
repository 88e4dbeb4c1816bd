/** @module The process of one test file, before the file: globals, and who hears of the results. */

import { startCoverage, takeCoverage } from "ext:racejs_test/_coverage.ts";
import { captureOutput } from "ext:racejs_test/_capture.ts";
import { loadedFiles, send } from "ext:racejs_test/_host.ts";
import { getExpect, getVi } from "ext:racejs_test/_lazy.ts";
import { attach } from "ext:racejs_test/_process.ts";
import { settings } from "ext:racejs_test/_settings.ts";
import { extensions } from "ext:racejs_test/_state.ts";
import * as globals from "ext:racejs_test/globals.ts";

// deno-lint-ignore-file no-explicit-any
const NAMES = [
  "describe",
  "suite",
  "it",
  "test",
  "fit",
  "xit",
  "xtest",
  "fdescribe",
  "xdescribe",
  "beforeAll",
  "afterAll",
  "beforeEach",
  "afterEach",
  "onTestFinished",
  "onTestFailed",
];

export function prepare(): void {
  // The matchers' own calls would fill a stack of ten, and the test's would be missing.
  Error.stackTraceLimit = 50;
  for (const name of NAMES) define(name, () => (globals as any)[name]);
  define("expect", getExpect);
  for (const name of ["vi", "jest"]) define(name, () => getVi()[name]);
  captureOutput();
  attach();
  const { coverage, watch } = settings();
  const tell = (type: string, data: object) => send(JSON.stringify({ type, data }));
  if (coverage !== null) {
    startCoverage();
    extensions.push({ end: async () => tell("file:coverage", await takeCoverage()) });
  }
  if (watch) extensions.push({ end: () => tell("file:loaded", { files: loadedFiles() }) });
}

/** Read when it is used; a program may put its own in its place. */
function define(name: string, read: () => unknown): void {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get: read,
    set(value: unknown) {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
    },
  });
}
