/** @module Coverage of a whole run: of all files' processes together, as a table and in the form of lcov. */

import type { FileCoverage } from "ext:racejs_test/_coverage.ts";
import { node } from "ext:racejs_test/_host.ts";

interface Merged {
  lines: Map<number, number>;
  functions: Map<string, { name: string; line: number; count: number }>;
  branches: Map<string, { line: number; count: number }>;
}

/** By the path from the working directory. */
export type Coverage = Map<string, Merged>;

export function merge(parts: FileCoverage[][], cwd: string): Coverage {
  const { relative } = node("path");
  const all: Coverage = new Map();
  for (const { file, lines, functions, branches } of parts.flat()) {
    const name = relative(cwd, file);
    let into = all.get(name);
    if (into === undefined) all.set(name, (into = { lines: new Map(), functions: new Map(), branches: new Map() }));
    for (const [line, count] of lines) into.lines.set(line, (into.lines.get(line) ?? 0) + count);
    for (const [name, line, count] of functions) {
      const known = into.functions.get(`${name}:${line}`);
      into.functions.set(`${name}:${line}`, { name, line, count: count + (known?.count ?? 0) });
    }
    for (const [line, column, count] of branches) {
      const known = into.branches.get(`${line}:${column}`);
      into.branches.set(`${line}:${column}`, { line, count: count + (known?.count ?? 0) });
    }
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const hit = (counts: Iterable<number>): [number, number] => {
  const all = [...counts];
  return [all.filter((count) => count > 0).length, all.length];
};
const of = (counts: Iterable<{ count: number }>): [number, number] => hit([...counts].map(({ count }) => count));

export function lcov(coverage: Coverage): string {
  const records: string[] = [];
  for (const [file, { lines, functions, branches }] of coverage) {
    const record = ["TN:", `SF:${file}`];
    const byLine = [...functions.values()].sort((a, b) => a.line - b.line);
    for (const { name, line } of byLine) record.push(`FN:${line},${name}`);
    for (const { name, count } of byLine) record.push(`FNDA:${count},${name}`);
    const [called, known] = of(functions.values());
    record.push(`FNF:${known}`, `FNH:${called}`);
    [...branches.values()]
      .sort((a, b) => a.line - b.line)
      .forEach(({ line, count }, index) => record.push(`BRDA:${line},${index},0,${count}`));
    const [taken, ways] = of(branches.values());
    record.push(`BRF:${ways}`, `BRH:${taken}`);
    for (const [line, count] of [...lines].sort(([a], [b]) => a - b)) record.push(`DA:${line},${count}`);
    const [run, total] = hit(lines.values());
    record.push(`LF:${total}`, `LH:${run}`, "end_of_record");
    records.push(`${record.join("\n")}\n`);
  }
  return records.join("");
}

export function table(coverage: Coverage): string {
  const rows = [["File", "Lines", "Functions", "Branches", "Lines that did not run"]];
  const sums = [
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  for (const [file, { lines, functions, branches }] of coverage) {
    const parts = [hit(lines.values()), of(functions.values()), of(branches.values())];
    parts.forEach(([part, whole], index) => {
      sums[index]![0]! += part;
      sums[index]![1]! += whole;
    });
    rows.push([file, ...parts.map(percent), missing(lines)]);
  }
  rows.push(["All files", ...sums.map(([part, whole]) => percent([part!, whole!])), ""]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column === 0 || column === 4 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join("  ")
      .trimEnd();
  return `${rows.map(line).join("\n")}\n`;
}

const percent = ([part, whole]: [number, number]): string =>
  whole === 0 ? "-" : `${(Math.floor((part / whole) * 10_000) / 100).toFixed(2)} %`;

/** `3-5, 9`: lines with nothing between them that ran. */
function missing(lines: Map<number, number>): string {
  const sorted = [...lines].sort(([a], [b]) => a - b);
  const spans: [number, number][] = [];
  let isOpen = false;
  for (const [line, count] of sorted) {
    if (count > 0) isOpen = false;
    else if (isOpen) spans.at(-1)![1] = line;
    else {
      spans.push([line, line]);
      isOpen = true;
    }
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}
