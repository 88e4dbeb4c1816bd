/**
 * @module What a run of tests was asked for: by the command (`TestOptions` in `runtime/src/options.rs`), and for a file's
 * process by `file_process.ts`. Nothing of it in a program that is run as such.
 */

import { node, settingsText } from "ext:racejs_test/_host.ts";

export interface Settings {
  patterns: string[];
  grep: string[];
  only: boolean;
  timeout: number | null;
  bail: number | null;
  update: boolean;
  passWithNoTests: boolean;
  concurrency: number | null;
  watch: boolean;
  coverage: string | null;
  reporters: string[];
  reporterOutfiles: string[];
  programFlags: string[];
  /** In a file's process: the number of its channel. */
  channel?: number;
  /** In a file's process: its path. */
  file?: string;
}

const NONE: Settings = {
  patterns: [],
  grep: [],
  only: false,
  timeout: null,
  bail: null,
  update: false,
  passWithNoTests: false,
  concurrency: null,
  watch: false,
  coverage: null,
  reporters: [],
  reporterOutfiles: [],
  programFlags: [],
};

let read: Settings | undefined;

export function settings(): Settings {
  if (read === undefined) {
    const text = settingsText();
    read = text === "" ? NONE : { ...NONE, ...JSON.parse(text) };
  }
  return read!;
}

/** Whether a command runs this file, rather than somebody the program. */
export const isFileProcess = (): boolean => settings().channel !== undefined;

/** Where nobody can answer and everything counts: a missing snapshot or a forgotten `only` is a failure. */
export function isCi(): boolean {
  const { env } = node("process");
  return env.CI !== undefined && env.CI !== "" && env.CI !== "false" && env.CI !== "0";
}

const patterns: RegExp[] = [];

/** The expressions of `--grep`; `/text/i` keeps its flags. */
export function grep(): RegExp[] {
  if (patterns.length === 0) {
    for (const text of settings().grep) {
      const literal = /^\/(.*)\/([a-z]*)$/s.exec(text);
      patterns.push(literal ? new RegExp(literal[1]!, literal[2]) : new RegExp(text));
    }
  }
  return patterns;
}
