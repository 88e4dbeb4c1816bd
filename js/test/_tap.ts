/** @module TAP version 13, with subtests and blocks of YAML, as Node writes it. */

import type { Event, Report, TestData } from "ext:racejs_test/_types.ts";

export class Tap {
  #isBegun = false;

  event({ type, data }: Event): string {
    const begin = this.#isBegun ? "" : "TAP version 13\n";
    this.#isBegun = true;
    return begin + this.#text(type, data);
  }

  // deno-lint-ignore no-explicit-any
  #text(type: string, data: any): string {
    switch (type) {
      case "test:start":
        return `${indent(data.nesting)}# Subtest: ${escape(data.name)}\n`;
      case "test:pass":
        return result("ok", data);
      case "test:fail":
        return result("not ok", data);
      case "test:plan":
        return `${indent(data.nesting)}1..${data.count}\n`;
      case "test:diagnostic":
        return `${indent(data.nesting)}# ${escape(data.message)}\n`;
      case "test:stdout":
      case "test:stderr":
        return comment(data.message);
      case "file:note":
        return comment(data.message);
      case "test:bail":
        return `Bail out! ${data.message}\n`;
      case "test:coverage":
        return comment(data.table);
      case "test:summary":
        return counts(data);
      default:
        return "";
    }
  }
}

function result(word: string, data: TestData): string {
  const directive = data.skip ? reason("skip", data.skip) : data.todo ? reason("todo", data.todo) : "";
  const line = `${indent(data.nesting)}${word} ${data.testNumber} - ${escape(data.name)}${directive}\n`;
  return line + yaml(data);
}

const reason = (word: string, value: boolean | string): string =>
  ` # ${word.toUpperCase()}${typeof value === "string" && value !== "" ? ` ${escape(value)}` : ""}`;

function yaml({ nesting, details, file, line, column }: TestData): string {
  const space = indent(nesting) + "  ";
  const lines = ["---", `duration_ms: ${details.duration_ms}`, `type: '${details.type}'`];
  const report = details.error?.report;
  if (file !== undefined && report !== undefined) lines.push(`location: ${quote(`${file}:${line}:${column}`)}`);
  if (report !== undefined) lines.push(...about(report));
  lines.push("...");
  return lines.map((text) => (text === "" ? "\n" : `${space}${text}\n`)).join("");
}

function about(report: Report): string[] {
  const lines = [
    `failureType: ${quote(report.kind)}`,
    ...entry("error", report.message),
    `code: ${quote(report.code ?? "ERR_TEST_FAILURE")}`,
  ];
  if (report.name !== "") lines.push(`name: ${quote(report.name)}`);
  if (report.expected !== undefined) lines.push(...entry("expected", report.expected));
  if (report.actual !== undefined) lines.push(...entry("actual", report.actual));
  if (report.operator !== undefined) lines.push(`operator: ${quote(report.operator)}`);
  const frames = report.stack.split("\n").filter((line) => /^\s*at .*(?:file:\/\/|[( ]\/)/.test(line));
  if (frames.length > 0) lines.push("stack: |-", ...frames.map((line) => `  ${line.trim().slice(3)}`));
  return lines;
}

function entry(name: string, text: string): string[] {
  if (!text.includes("\n")) return [`${name}: ${quote(text)}`];
  return [
    `${name}: |-`,
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => (line === "" ? "" : `  ${line}`)),
  ];
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const escape = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("#", "\\#").replaceAll("\n", "\\n");
const indent = (nesting: number): string => "    ".repeat(nesting);
const comment = (text: string): string =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => `# ${line}\n`)
    .join("");

// deno-lint-ignore no-explicit-any
function counts({ counts, duration_ms, running = [] }: any): string {
  const { tests, suites, passed, failed, cancelled, skipped, todo } = counts;
  const all = { tests, suites, pass: passed, fail: failed, cancelled, skipped, todo, duration_ms };
  const open = running.map((path: string) => `# still running: ${escape(path)}\n`);
  const numbers = Object.entries(all).map(([name, value]) => `# ${name} ${value}\n`);
  return [...open, ...numbers].join("");
}
