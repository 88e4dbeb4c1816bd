/** @module Which files are tests: those that the words of the command line name, in the order of their paths. */

import { node } from "ext:racejs_test/_host.ts";

const SCRIPT = /\.[cm]?[jt]sx?$/;
const TEST = /\.(?:test|spec)\.[cm]?[jt]sx?$/;
const DECLARATION = /\.d\.[cm]?ts$/;
const GLOB = /[*?[\]{}]/;

export interface Found {
  files: string[];
  /** Words that name nothing. */
  unmatched: string[];
}

/** Paths as they are shown: from the working directory. */
export function findTests(words: string[], cwd: string): Found {
  const { resolve, relative } = node("path");
  let all: string[] | undefined;
  const every = () => (all ??= [...walk(cwd)]);
  const files = new Set<string>();
  const unmatched: string[] = [];
  for (const word of words) {
    const found = named(word, resolve(cwd, word)) ?? every().filter((file) => matches(relative(cwd, file), word));
    if (found.length === 0) unmatched.push(word);
    for (const file of found) files.add(file);
  }
  if (words.length === 0) every().forEach((file) => files.add(file));
  return { files: [...files].sort(), unmatched };
}

/** A file is run whatever its name is; of a folder, its test files are. */
function named(word: string, path: string): string[] | undefined {
  const info = node("fs").statSync(path, { throwIfNoEntry: false });
  if (info?.isFile()) return [path];
  if (info?.isDirectory()) return [...walk(path)];
  return undefined;
}

function matches(path: string, word: string): boolean {
  if (!GLOB.test(word)) return path.includes(word.replace(/^\.\//, ""));
  const { matchesGlob } = node("path");
  const pattern = word.replace(/^\.\//, "");
  return matchesGlob(path, pattern) || (!pattern.includes("/") && matchesGlob(path, `**/${pattern}`));
}

function* walk(folder: string): Generator<string> {
  const { readdirSync } = node("fs");
  const { join } = node("path");
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !entry.name.startsWith(".")) yield* walk(path);
    } else if (isTest(path)) {
      yield path;
    }
  }
}

function isTest(path: string): boolean {
  if (DECLARATION.test(path)) return false;
  return TEST.test(path) || (SCRIPT.test(path) && path.split("/").at(-2) === "__tests__");
}
