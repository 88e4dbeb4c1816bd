/**
 * @module What of the program runs, told by V8 in the process of a test file and brought back to the lines that were
 * written. Must not know how it is shown.
 */

import { load, node, sourceMap } from "ext:racejs_test/_host.ts";
import { toPath } from "ext:racejs_test/_location.ts";
import { settings } from "ext:racejs_test/_settings.ts";

// deno-lint-ignore-file no-explicit-any
/** `[line, times]`, `[name, line, times]`, `[line, column, times]`. */
export interface FileCoverage {
  file: string;
  lines: [number, number][];
  functions: [string, number, number][];
  branches: [number, number, number][];
}

interface Script {
  scriptId: string;
  url: string;
  functions: { functionName: string; ranges: Range[] }[];
}

interface Range {
  startOffset: number;
  endOffset: number;
  count: number;
}

const TEST = /\.(?:test|spec)\.[cm]?[jt]sx?$|\/__tests__\/|\/__mocks__\//;
/** In the URL of what deno_node makes for `mock.module`. */
const MOCK = "?node-test-mock=";
let session: any;

const post = (method: string, params: object = {}): Promise<any> =>
  new Promise((resolve, reject) =>
    session.post(method, params, (error: any, result: any) => (error ? reject(error) : resolve(result))),
  );

/** Before the first module of the program. */
export function startCoverage(): void {
  session = new (node("inspector").Session)();
  session.connect();
  void post("Profiler.enable");
  void post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
}

export async function takeCoverage(): Promise<FileCoverage[]> {
  const { result } = await post("Profiler.takePreciseCoverage");
  const own = (result as Script[]).filter(({ url }) => isOwn(url));
  // Only now, since a debugger changes how code runs.
  await post("Debugger.enable");
  const files: FileCoverage[] = [];
  for (const script of own) {
    const { scriptSource } = await post("Debugger.getScriptSource", { scriptId: script.scriptId });
    files.push(fileOf(script, scriptSource));
  }
  session.disconnect();
  return files.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function isOwn(url: string): boolean {
  if (!url.startsWith("file:///") && !url.startsWith("/")) return false;
  // It stands for a module under that module's name, which did not run.
  if (url.includes(MOCK)) return false;
  const path = toPath(url);
  const isInside = path.startsWith(`${node("process").cwd()}/`);
  return (
    isInside &&
    path !== settings().file &&
    !path.includes("/node_modules/") &&
    !TEST.test(path) &&
    node("fs").existsSync(path)
  );
}

function fileOf(script: Script, source: string): FileCoverage {
  const path = toPath(script.url);
  const comments = commentsIn(node("fs").readFileSync(path, "utf8"));
  const isModule = ({ startOffset, endOffset }: Range) => endOffset - startOffset >= source.trim().length - 1;
  for (const { ranges } of script.functions) {
    // A module runs once, however often the engine comes back to its function.
    if (isModule(ranges[0]!)) ranges[0]!.count = Math.min(1, ranges[0]!.count);
  }
  const times = paint(script, source.length);
  const places = placesOf(script.url, source).filter(({ line }) => !comments.has(line));
  const lines = new Map<number, number>();
  for (const { offset, line } of places) {
    if (offset < source.length) lines.set(line, Math.max(lines.get(line) ?? 0, times[offset]!));
  }
  const at = (offset: number) => places.find((place) => place.offset >= offset) ?? places.at(-1);
  const functions: FileCoverage["functions"] = [];
  const branches: FileCoverage["branches"] = [];
  for (const { functionName, ranges } of script.functions) {
    const [whole, ...blocks] = ranges;
    const place = at(whole!.startOffset);
    if (!isModule(whole!) && place !== undefined) {
      functions.push([functionName || `(anonymous at ${place.line}:${place.column + 1})`, place.line, whole!.count]);
    }
    for (const { startOffset, count } of blocks) {
      const start = at(startOffset);
      if (start !== undefined) branches.push([start.line, start.column + 1, count]);
    }
  }
  return { file: path, lines: [...lines].sort(([a], [b]) => a - b), functions, branches };
}

/** How often each character ran: what is nested in a range has its own count. */
function paint({ functions }: Script, length: number): Float64Array {
  const times = new Float64Array(length);
  const ranges = functions.flatMap((each) => each.ranges);
  ranges.sort((a, b) => b.endOffset - b.startOffset - (a.endOffset - a.startOffset));
  for (const { startOffset, endOffset, count } of ranges) times.fill(count, startOffset, endOffset);
  return times;
}

interface Place {
  offset: number;
  line: number;
  column: number;
}

/** Where code that runs stands in what was written. */
function placesOf(url: string, source: string): Place[] {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  const map = sourceMap(url);
  if (map === "") return unmapped(source, starts);
  const { decodedMappings, TraceMap } = load("racejs:test_libraries");
  const places: Place[] = [];
  (decodedMappings(new TraceMap(map)) as number[][][]).forEach((segments, line) => {
    for (const segment of segments) {
      if (segment.length < 4) continue;
      places.push({ offset: starts[line]! + segment[0]!, line: segment[2]! + 1, column: segment[3]! });
    }
  });
  return places;
}

/** What was written is what runs: each word of it. */
function unmapped(source: string, starts: number[]): Place[] {
  const places: Place[] = [];
  starts.forEach((start, index) => {
    const text = source.slice(start, (starts[index + 1] ?? source.length + 1) - 1);
    for (const word of text.matchAll(/[^\s{}();,]+/g)) {
      places.push({ offset: start + word.index, line: index + 1, column: word.index });
    }
  });
  return places;
}

/** The numbers of lines that say nothing to the engine. */
function commentsIn(written: string): Set<number> {
  const lines = new Set<number>();
  let isInside = false;
  written.split("\n").forEach((text, index) => {
    if (isInside || /^\s*(?:\/\/|\/\*|$)/.test(text)) lines.add(index + 1);
    if (/\/\*/.test(text) && !/\*\//.test(text)) isInside = true;
    else if (/\*\//.test(text)) isInside = false;
  });
  return lines;
}
