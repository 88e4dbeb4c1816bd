/** @module What is reported of a suite or a test when it has ended. */

import { failureOf, reportOn, TestError } from "ext:racejs_test/_failure.ts";
import { node } from "ext:racejs_test/_host.ts";
import { phase } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import type { Event } from "ext:racejs_test/_types.ts";

/** The event that says how it ended, and those that go before it. */
export function report(entry: Entry, number: number, duration: number): void {
  const isSuite = entry.kind === "suite";
  const failed = entry.children.filter((child) => child.outcome === "failed" || child.outcome === "cancelled").length;
  const skip = entry.skipped;
  if (failed > 0 && entry.failures.length === 0 && skip === false) {
    entry.failures.push(new TestError(`${failed} subtest${failed === 1 ? "" : "s"} failed`, "subtestsFailed"));
  }
  if (entry.numbered > 0)
    entry.emit({ type: "test:plan", data: { nesting: entry.nesting + 1, count: entry.numbered } });
  const isFailed = entry.failures.length > 0;
  const event: Event = { type: isFailed ? "test:fail" : "test:pass", data: dataOf(entry, number, duration) };
  const todo = entry.todo !== false;
  if (isFailed && !todo && !isSuite) phase.failures++;
  entry.emit(event);
  for (const message of entry.diagnostics) {
    entry.emit({
      type: "test:diagnostic",
      data: { message, nesting: entry.nesting, level: "info", ...entry.location },
    });
  }
  const kind = event.data.details.error?.failureType;
  const ended = skip !== false ? "skipped" : isFailed && !todo ? "failed" : todo ? "todo" : "passed";
  entry.finish(kind === "cancelledByParent" && !todo ? "cancelled" : ended);
}

// deno-lint-ignore no-explicit-any
function dataOf(entry: Entry, number: number, duration: number): any {
  const details: Event["data"] = { duration_ms: Math.round(duration * 1e3) / 1e3, type: entry.kind };
  if (entry.failures.length > 0) {
    const [first, ...rest] = entry.failures;
    const kind = entry.kind === "suite" ? "hookFailed" : "testCodeFailure";
    const report = reportOn(first, kind);
    // It was not thrown anywhere: the test's own place has to do.
    const place = (first instanceof TestError ? first.place : undefined) ?? entry.location;
    if (report.details === "" && place !== undefined && report.kind !== "cancelledByParent") {
      const { file, line, column } = place;
      report.details = `\n    at ${node("path").relative(node("process").cwd(), file)}:${line}:${column}`;
    }
    for (const error of rest) {
      const further = reportOn(error, kind);
      report.details += `\nThen: ${further.message}${further.details}`;
    }
    details.error = entry.failure = failureOf(report, first);
  }
  if (entry.attempt > 0) details.attempt = entry.attempt;
  const data: Event["data"] = {
    name: entry.name,
    nesting: entry.nesting,
    testNumber: number,
    details,
    path: entry.path.slice(0, -1),
    ...entry.location,
  };
  if (entry.skipped !== false) data.skip = entry.skipped;
  if (entry.todo !== false) data.todo = entry.todo;
  return data;
}
