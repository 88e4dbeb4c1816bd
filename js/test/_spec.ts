/** @module The reporter for people: names as they come, then failures once more with all that is known of them. */

import { titleOf } from "ext:racejs_test/_failure.ts";
import { type Color, type Paint, painter, summary } from "ext:racejs_test/_summary.ts";
import type { Event, Report, TestData } from "ext:racejs_test/_types.ts";

/** Milliseconds from which a time is worth a look. */
const SLOW = 1000;

interface Failed {
  where: string[];
  report: Report;
}

export class Spec {
  #paint: Paint;
  #file: string | undefined;
  #shown: string | undefined;
  #failed: Failed[] = [];
  /** Tests that have begun, by their depth; the name of one stands above its subtests. */
  #begun: (string | undefined)[] = [];

  constructor({ color }: { color: boolean }) {
    this.#paint = painter(color);
  }

  event({ type, data }: Event): string {
    switch (type) {
      case "file:start":
        this.#file = data.file;
        return "";
      case "test:start":
        return this.#start(data);
      case "test:pass":
      case "test:fail":
        return this.#result(type === "test:pass", data);
      case "test:diagnostic":
        return `${indent(data.nesting, this.#file)}${this.#paint(`# ${data.message}`, "dim")}\n`;
      case "test:stdout":
      case "test:stderr":
        return this.#heading() + data.message;
      case "file:note":
        return `${this.#paint(`note: ${data.message}`, "yellow")}\n`;
      case "test:coverage":
        return `\n${data.table}`;
      case "test:summary":
        return `${this.#failures()}\n${summary(data, this.#paint)}`;
      default:
        return "";
    }
  }

  /** The name of a file stands above its results. */
  #heading(): string {
    if (this.#file === undefined || this.#shown === this.#file) return "";
    const gap = this.#shown === undefined ? "" : "\n";
    this.#shown = this.#file;
    return `${gap}${this.#paint(this.#file, "bold")}\n`;
  }

  #start({ type, name, nesting }: { type: string; name: string; nesting: number }): string {
    const above: string[] = [];
    for (let depth = 0; depth < nesting; depth++) {
      const parent = this.#begun[depth];
      if (parent !== undefined) above.push(`${indent(depth, this.#file)}${parent}\n`);
      this.#begun[depth] = undefined;
    }
    if (type === "test") this.#begun[nesting] = name;
    const own = type === "suite" ? `${indent(nesting, this.#file)}${name}\n` : "";
    const text = above.join("") + own;
    return text === "" ? "" : this.#heading() + text;
  }

  #result(isPassed: boolean, data: TestData): string {
    const { details, nesting, name } = data;
    this.#begun.length = Math.min(this.#begun.length, nesting);
    const report = details.error?.report;
    const isOwn = report !== undefined && report.kind !== "subtestsFailed";
    if ((!isPassed && isOwn && !data.todo && report.kind !== "cancelledByParent") || isStuck(report)) {
      this.#failed.push({
        where: [this.#file, ...(data.path ?? []), name].filter(
          (part): part is string => part !== undefined && part !== `<${this.#file}>`,
        ),
        report: report!,
      });
    }
    if (details.type === "suite" && !isOwn) return "";
    const [mark, color] = markOf(isPassed, data);
    const time = details.duration_ms >= SLOW && !data.skip ? ` (${Math.round(details.duration_ms)} ms)` : "";
    const again = details.attempt ? ` (attempt ${details.attempt + 1})` : "";
    const line = `${this.#paint(mark, color)} ${name}${noteOf(data)}${this.#paint(again + time, "dim")}`;
    return `${this.#heading()}${indent(nesting, this.#file)}${line}\n`;
  }

  #failures(): string {
    const blocks = this.#failed.map(({ where, report }, index) => {
      const text = [titleOf(report), ...(report.diff ? [`\n${report.diff}`] : [])].join("\n");
      const lines = `${text}${report.details}`.split("\n").map((line) => this.#toned(line, report));
      return `${this.#paint(`${index + 1}) ${where.join(" > ")}`, "red")}\n${lines.join("\n").trimEnd()}\n`;
    });
    return blocks.length === 0 ? "" : `\n${this.#paint("Failures", "bold")}\n\n${blocks.join("\n")}`;
  }

  #toned(line: string, { diff }: Report): string {
    if (diff === undefined) return line;
    const isDiff = /^[-+] /.test(line) || /^[-+]$/.test(line);
    return isDiff ? this.#paint(line, line.startsWith("-") ? "green" : "red") : line;
  }
}

/** A test that waited for ever is not run, and worth a report. */
const isStuck = (report: Report | undefined): boolean =>
  report?.kind === "cancelledByParent" && report.message.startsWith("The test waits");

function markOf(isPassed: boolean, data: TestData): [string, Color] {
  if (data.skip) return ["-", "yellow"];
  if (data.todo) return ["-", "yellow"];
  return isPassed ? ["\u2714", "green"] : ["\u2716", "red"];
}

function noteOf({ skip, todo, details }: TestData): string {
  const reason = (word: string, value: boolean | string) =>
    ` (${word}${typeof value === "string" && value !== "" ? `: ${value}` : ""})`;
  if (skip) return reason("skipped", skip);
  if (todo) return reason("todo", todo);
  if (details.error?.report.kind === "cancelledByParent") return " (not run)";
  return "";
}

const indent = (nesting: number, file: string | undefined): string =>
  "  ".repeat(nesting + (file === undefined ? 0 : 1));
