/** @module What a run comes to, in a few lines for a person. */

import type { Counts } from "ext:racejs_test/_types.ts";

export interface Totals {
  counts: Counts;
  duration_ms: number;
  files?: { passed: number; failed: number };
  snapshots?: SnapshotCounts;
  /** What had begun and not ended when the run was interrupted. */
  running?: string[];
  bail?: Bail;
}

/** A run that `--bail` has ended: how many failures, and the files that never began or did not come to their end. */
export interface Bail {
  failures: number;
  unrun: number;
  unfinished: number;
}

export function bailText({ failures, unrun, unfinished }: Bail): string {
  const many = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const left = [
    ...(unrun > 0 ? [`${many(unrun, "file")} not run`] : []),
    ...(unfinished > 0 ? [`${many(unfinished, "file")} not finished`] : []),
  ];
  return `after ${many(failures, "failure")} (--bail)${left.length === 0 ? "" : `: ${left.join(", ")}`}`;
}

export const NO_COUNTS: Readonly<Counts> = {
  tests: 0,
  suites: 0,
  passed: 0,
  failed: 0,
  cancelled: 0,
  skipped: 0,
  todo: 0,
  unselected: 0,
};
export const NO_SNAPSHOTS = { added: 0, updated: 0, removed: 0, obsolete: 0, kept: 0 };
export type SnapshotCounts = typeof NO_SNAPSHOTS;

export function summary({ counts, duration_ms, files, snapshots, running, bail }: Totals, paint: Paint): string {
  const lines: [string, string][] = [];
  const list = (parts: [number, string, Color?][]): string =>
    parts
      .filter(([count]) => count > 0)
      .map(([count, word, color]) => paint(`${count} ${word}`, color))
      .join(", ");
  const tests = list([
    [counts.passed, "passed", "green"],
    [counts.failed, "failed", "red"],
    [counts.cancelled, "not run", "red"],
    [counts.skipped, "skipped"],
    [counts.todo, "todo"],
    [counts.unselected, "not selected"],
  ]);
  lines.push(["tests", tests || "none"]);
  if (files !== undefined && files.passed + files.failed > 0) {
    lines.push([
      "files",
      list([
        [files.passed, "passed", "green"],
        [files.failed, "failed", "red"],
      ]),
    ]);
  }
  if (snapshots !== undefined) {
    const { added, updated, removed, obsolete, kept } = snapshots;
    const text = list([
      [added, "written"],
      [updated, "updated"],
      [removed, "removed"],
      [obsolete, "obsolete (`-u` removes them)"],
      [kept, "obsolete (kept, since their file failed)"],
    ]);
    if (text !== "") lines.push(["snapshots", text]);
  }
  if (bail !== undefined) lines.push(["stopped", bailText(bail)]);
  lines.push(["time", `${(duration_ms / 1000).toFixed(duration_ms < 10_000 ? 2 : 1)} s`]);
  const open = (running ?? []).map((path) => `still running: ${path}\n`);
  return open.join("") + lines.map(([name, text]) => `${name.padEnd(10)}${text}\n`).join("");
}

export type Color = "green" | "red" | "yellow" | "dim" | "bold";
export type Paint = (text: string, color?: Color) => string;

const CODES: Record<Color, [number, number]> = {
  green: [32, 39],
  red: [31, 39],
  yellow: [33, 39],
  dim: [2, 22],
  bold: [1, 22],
};

export const painter =
  (isColored: boolean): Paint =>
  (text, color) => {
    if (!isColored || color === undefined) return text;
    const [on, off] = CODES[color];
    return `\x1b[${on}m${text}\x1b[${off}m`;
  };
