/** @module XML in the form of JUnit: a suite for each file, a case for each test, named by its path. */

import { titleOf } from "ext:racejs_test/_failure.ts";
import type { Event, TestData } from "ext:racejs_test/_types.ts";

interface Suite {
  name: string;
  cases: string[];
  counts: { tests: number; failures: number; skipped: number };
  time: number;
  output: string;
}

export class Junit {
  #suites: Suite[] = [];

  event({ type, data }: Event): string {
    switch (type) {
      case "file:start":
        this.#suites.push(suite(data.file));
        return "";
      case "test:pass":
      case "test:fail":
        this.#add(data);
        return "";
      case "test:stdout":
      case "test:stderr":
        this.#current().output += data.message;
        return "";
      case "test:summary":
        return this.#document(data.duration_ms);
      default:
        return "";
    }
  }

  #current(): Suite {
    if (this.#suites.length === 0) this.#suites.push(suite("tests"));
    return this.#suites.at(-1)!;
  }

  #add(data: TestData): void {
    const { details, path = [], name } = data;
    const report = details.error?.report;
    if (details.type === "suite" && (report === undefined || report.kind === "subtestsFailed")) return;
    const current = this.#current();
    const seconds = details.duration_ms / 1000;
    current.counts.tests++;
    current.time += path.length === 0 || details.type === "test" ? seconds : 0;
    const place = data.line === undefined ? "" : ` line="${data.line}"`;
    const head = `<testcase classname="${attribute(current.name)}" name="${attribute([...path, name].join(" > "))}"${place} time="${seconds.toFixed(6)}"`;
    if (data.skip || data.todo) {
      current.counts.skipped++;
      const reason = data.skip || data.todo;
      const message = typeof reason === "string" && reason !== "" ? reason : data.skip ? "skipped" : "todo";
      current.cases.push(`    ${head}>\n      <skipped message="${attribute(message)}"/>\n    </testcase>\n`);
    } else if (report !== undefined) {
      current.counts.failures++;
      const text = `${titleOf(report)}${report.diff ? `\n\n${report.diff}` : ""}${report.details}`;
      const failure = `<failure type="${attribute(report.name || report.kind)}" message="${attribute(report.message)}">${content(text)}</failure>`;
      current.cases.push(`    ${head}>\n      ${failure}\n    </testcase>\n`);
    } else {
      current.cases.push(`    ${head}/>\n`);
    }
  }

  #document(duration: number): string {
    const sum = (name: keyof Suite["counts"]) => this.#suites.reduce((total, { counts }) => total + counts[name], 0);
    const head = `tests="${sum("tests")}" failures="${sum("failures")}" skipped="${sum("skipped")}" errors="0"`;
    const suites = this.#suites.map(({ name, cases, counts, time, output }) => {
      const numbers = `tests="${counts.tests}" failures="${counts.failures}" skipped="${counts.skipped}" errors="0" time="${time.toFixed(6)}"`;
      const printed = output === "" ? "" : `    <system-out>${content(output)}</system-out>\n`;
      return `  <testsuite name="${attribute(name)}" ${numbers}>\n${cases.join("")}${printed}  </testsuite>\n`;
    });
    return `<?xml version="1.0" encoding="utf-8"?>\n<testsuites ${head} time="${(duration / 1000).toFixed(6)}">\n${suites.join("")}</testsuites>\n`;
  }
}

const suite = (name: string): Suite => ({
  name,
  cases: [],
  counts: { tests: 0, failures: 0, skipped: 0 },
  time: 0,
  output: "",
});

// Characters that XML cannot hold in any form.
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const content = (text: string): string =>
  text.replace(FORBIDDEN, "\ufffd").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const attribute = (text: string): string =>
  content(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
