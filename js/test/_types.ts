/**
 * @module The shapes that more than one file shares: events of a run, as `node:test` has them, and what a test may be
 * given. Types alone.
 */

declare global {
  interface ErrorConstructor {
    /** V8's own. */
    stackTraceLimit: number;
  }
}

export interface Location {
  file: string;
  line: number;
  column: number;
}

/** A failure as it is reported; it may have crossed a process. */
export interface Report {
  /** What went wrong, in a word that tools can read: `testCodeFailure`, `testTimeoutFailure`, ... */
  kind: string;
  name: string;
  message: string;
  code?: string;
  operator?: string;
  /** `- Expected`, `+ Received`, line by line. */
  diff?: string;
  expected?: string;
  actual?: string;
  /** The lines of source around it, and the stack. */
  details: string;
  stack: string;
}

export interface Details {
  duration_ms: number;
  type: "suite" | "test";
  error?: Failure;
  attempt?: number;
}

/** The `error` of an event: what `node:test` gives there, with the report on it. */
export interface Failure extends Error {
  code: string;
  failureType: string;
  cause?: unknown;
  report: Report;
}

export interface TestData {
  name: string;
  nesting: number;
  testNumber: number;
  details: Details;
  file?: string;
  line?: number;
  column?: number;
  skip?: boolean | string;
  todo?: boolean | string;
  /** Suites it stands in, outermost first. */
  path?: string[];
}

export interface Counts {
  tests: number;
  suites: number;
  passed: number;
  failed: number;
  cancelled: number;
  skipped: number;
  todo: number;
  /** Left out by `--grep` or `only`. */
  unselected: number;
}

// deno-lint-ignore-file no-explicit-any
export interface Event {
  type: string;
  data: any;
}

export type Emit = (event: Event) => void;

/** What each test may be given. */
export interface Options {
  skip?: boolean | string;
  todo?: boolean | string;
  only?: boolean;
  timeout?: number;
  concurrency?: number | boolean | null;
  concurrent?: boolean;
  signal?: AbortSignal;
  plan?: number;
  retry?: number;
  repeats?: number;
  expectFailure?: unknown;
}

/** Which habit a test is written in: it decides on time-outs, arguments and what `only` means. */
export type Face = "node" | "expect";

// deno-lint-ignore ban-types
export type Body = Function;

export interface Hook {
  body: Body;
  timeout?: number | undefined;
  face: Face;
}
