/** @module From whatever was thrown to a report on it, and to the error that an event carries. */

import { describe, load, node } from "ext:racejs_test/_host.ts";
import type { Failure, Location, Report } from "ext:racejs_test/_types.ts";

/** An error that a test is given for what it did, rather than one that it threw. */
export class TestError extends Error {
  code = "ERR_TEST_FAILURE";
  kind: string;
  /** Where it happened; without it, where the test stands. */
  place: Location | undefined;
  constructor(message: string, kind: string, place?: Location) {
    super(message);
    this.kind = kind;
    this.place = place;
    for (const name of ["kind", "code", "place"]) Object.defineProperty(this, name, { enumerable: false });
  }
}

// deno-lint-ignore no-explicit-any
export function reportOn(thrown: any, kind = "testCodeFailure"): Report {
  const isError = thrown instanceof Error || (typeof thrown === "object" && thrown !== null && "stack" in thrown);
  if (!isError) {
    const message = typeof thrown === "string" ? thrown : node("util").inspect(thrown);
    return { kind, name: "", message, details: "", stack: "" };
  }
  const name = String(thrown.name ?? "Error");
  const report: Report = {
    kind: thrown instanceof TestError ? thrown.kind : kind,
    name: thrown instanceof TestError ? "" : name,
    message: node("util").stripVTControlCharacters(String(thrown.message ?? "")),
    details: thrown instanceof TestError ? "" : safeDetails(thrown),
    stack: String(thrown.stack ?? ""),
  };
  if (typeof thrown.code === "string") report.code = thrown.code;
  if (typeof thrown.operator === "string") report.operator = thrown.operator;
  compare(thrown, report);
  return report;
}

function safeDetails(thrown: unknown): string {
  try {
    return describe(thrown);
  } catch {
    return "";
  }
}

/** `node:assert` has its comparison in the message; the errors of `expect` bring both values. */
// deno-lint-ignore no-explicit-any
function compare(thrown: any, report: Report): void {
  const hasBoth = "expected" in thrown && "actual" in thrown;
  if (!hasBoth) return;
  const isAssert = thrown.code === "ERR_ASSERTION";
  try {
    const { inspect } = node("util");
    report.expected = show(thrown.expected, inspect);
    report.actual = show(thrown.actual, inspect);
    if (!isAssert && (thrown.showDiff === true || (thrown.showDiff === undefined && thrown.expected !== undefined))) {
      const { printDiffOrStringify } = load("racejs:test_libraries");
      const diff = printDiffOrStringify(thrown.actual, thrown.expected, PLAIN);
      if (diff !== undefined) report.diff = node("util").stripVTControlCharacters(diff);
    }
  } catch {
    // A value that cannot be shown is no reason to hide the failure.
  }
}

const same = (text: string) => text;

const PLAIN = {
  aColor: same,
  bColor: same,
  changeColor: same,
  commonColor: same,
  patchColor: same,
  truncateThreshold: 0,
};

function show(value: unknown, inspect: (value: unknown, options: object) => string): string {
  return typeof value === "string" ? value : inspect(value, { depth: 6, sorted: false });
}

export function failureOf(report: Report, cause?: unknown): Failure {
  const failure = new Error(report.message) as Failure;
  failure.code = "ERR_TEST_FAILURE";
  failure.failureType = report.kind;
  failure.report = report;
  failure.cause = cause ?? causeOf(report);
  // Made here, it says nothing of where the test failed.
  failure.stack = report.stack;
  return failure;
}

/** The thrown value, as far as it came along. */
function causeOf(report: Report): unknown {
  const { name, message, stack, code, expected, actual, operator } = report;
  const cause = new Error(message);
  if (name !== "") cause.name = name;
  cause.stack = stack;
  return Object.assign(
    cause,
    code && { code },
    expected !== undefined && { expected, actual },
    operator && { operator },
  );
}

/** `TypeError: x is not a function`. */
export function titleOf(report: Report): string {
  if (report.name === "" || report.name === "Error") {
    return report.name === "" ? report.message : `Error: ${report.message}`;
  }
  return report.message === "" ? report.name : `${report.name}: ${report.message}`;
}
