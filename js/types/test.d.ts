/**
 * @module `racejs/test`: tests in the way of Jest and Vitest, for files that `racejs test` runs. The same names are
 * globals there, and answer for `vitest`, `@jest/globals` and `bun:test`.
 */

import type { MockInstance } from "./test-mocks.d.ts";

/** What a test is given. */
export interface TestContext {
  /** The test. */
  task: { name: string; id: string; type: string; meta: Record<string, unknown> };
  /** An `expect` of this test alone, for tests that run at the same time. */
  expect: Expect;
  /** Aborted when the test has ended or its time is up. */
  signal: AbortSignal;
  /** Ends the test, which counts as skipped. */
  skip(note?: string): never;
  onTestFinished(body: () => unknown): void;
  onTestFailed(body: (context: TestContext) => unknown): void;
}

export interface TestOptions {
  /** Milliseconds; 5000 if nothing is said, 0 for no limit. */
  timeout?: number;
  retry?: number;
  repeats?: number;
  only?: boolean;
  skip?: boolean;
  todo?: boolean;
  fails?: boolean;
  concurrent?: boolean;
}

export interface DoneCallback {
  (error?: unknown): void;
  fail(error?: unknown): void;
}

export type TestBody<Args extends unknown[] = []> = (...args: [...Args, context: TestContext & DoneCallback]) => unknown;

interface Register<Body> {
  (name: string | Function, body?: Body, options?: number | TestOptions): void;
  (name: string | Function, options: TestOptions, body: Body): void;
}

interface Each {
  <Row extends readonly unknown[]>(rows: readonly Row[]): Register<(...args: any[]) => unknown>;
  <Row>(rows: readonly Row[]): Register<(row: Row, ...rest: any[]) => unknown>;
  (columns: TemplateStringsArray, ...values: unknown[]): Register<(row: any, ...rest: any[]) => unknown>;
}

interface Words<Self> {
  /** Of the file, only those so marked run. */
  readonly only: Self;
  readonly skip: Self;
  readonly todo: Self;
  /** Runs beside its neighbours that are so marked. */
  readonly concurrent: Self;
  readonly sequential: Self;
  each: Each;
  /** As `each`, with the row as one argument. */
  for: Each;
  skipIf(condition: unknown): Self;
  runIf(condition: unknown): Self;
  todoIf(condition: unknown): Self;
}

export interface Test extends Register<TestBody>, Words<Test> {
  /** A test that has to fail. */
  readonly failing: Test;
  readonly fails: Test;
}

export interface Describe extends Register<() => unknown>, Words<Describe> {}

export const test: Test;
export const it: Test;
export const describe: Describe;
export const suite: Describe;

type HookBody = (context: any) => unknown;

/** Before the tests of the suite, or of the file. A function that it returns is run after them. */
export function beforeAll(body: HookBody, timeout?: number): void;
export function afterAll(body: HookBody, timeout?: number): void;
export function beforeEach(body: HookBody, timeout?: number): void;
export function afterEach(body: HookBody, timeout?: number): void;
export function onTestFinished(body: () => unknown): void;
export function onTestFailed(body: (context: TestContext) => unknown): void;

/** The matchers. `Result` is a promise behind `resolves` and `rejects`. */
export interface Matchers<Result = void> {
  toBe(expected: unknown): Result;
  toBeCloseTo(expected: number, digits?: number): Result;
  toBeDefined(): Result;
  toBeFalsy(): Result;
  toBeGreaterThan(expected: number | bigint): Result;
  toBeGreaterThanOrEqual(expected: number | bigint): Result;
  toBeInstanceOf(expected: Function): Result;
  toBeLessThan(expected: number | bigint): Result;
  toBeLessThanOrEqual(expected: number | bigint): Result;
  toBeNaN(): Result;
  toBeNull(): Result;
  toBeNullable(): Result;
  toBeOneOf(expected: Iterable<unknown>): Result;
  toBeTruthy(): Result;
  toBeTypeOf(expected: string): Result;
  toBeUndefined(): Result;
  toContain(expected: unknown): Result;
  toContainEqual(expected: unknown): Result;
  toEqual(expected: unknown): Result;
  toHaveLength(expected: number): Result;
  toHaveProperty(path: string | readonly (string | number)[], value?: unknown): Result;
  toMatch(expected: string | RegExp): Result;
  toMatchObject(expected: object): Result;
  toSatisfy(predicate: (value: any) => boolean, message?: string): Result;
  toStrictEqual(expected: unknown): Result;
  toThrow(expected?: unknown): Result;
  toThrowError(expected?: unknown): Result;
  toHaveBeenCalled(): Result;
  toHaveBeenCalledAfter(other: MockInstance): Result;
  toHaveBeenCalledBefore(other: MockInstance): Result;
  toHaveBeenCalledExactlyOnceWith(...args: unknown[]): Result;
  toHaveBeenCalledOnce(): Result;
  toHaveBeenCalledTimes(count: number): Result;
  toHaveBeenCalledWith(...args: unknown[]): Result;
  toHaveBeenLastCalledWith(...args: unknown[]): Result;
  toHaveBeenNthCalledWith(call: number, ...args: unknown[]): Result;
  toHaveLastReturnedWith(value: unknown): Result;
  toHaveLastResolvedWith(value: unknown): Result;
  toHaveNthReturnedWith(call: number, value: unknown): Result;
  toHaveNthResolvedWith(call: number, value: unknown): Result;
  toHaveResolved(): Result;
  toHaveResolvedTimes(count: number): Result;
  toHaveResolvedWith(value: unknown): Result;
  toHaveReturned(): Result;
  toHaveReturnedTimes(count: number): Result;
  toHaveReturnedWith(value: unknown): Result;
  toMatchFileSnapshot(path: string, message?: string): Promise<void>;
  toMatchInlineSnapshot(shapeOrSnapshot?: object | string, snapshot?: string): Result;
  toMatchSnapshot(shapeOrHint?: object | string, hint?: string): Result;
  toThrowErrorMatchingInlineSnapshot(snapshot?: string): Result;
  toThrowErrorMatchingSnapshot(hint?: string): Result;
}

/** What `expect(value)` gives; `expect.extend` adds to `Matchers`, which a program may declare further members of. */
export interface Assertion<Result = void> extends Matchers<Result> {
  readonly not: Assertion<Result>;
  readonly resolves: Assertion<Promise<void>>;
  readonly rejects: Assertion<Promise<void>>;
}

export interface Asymmetric {
  stringContaining(text: string): any;
  stringMatching(pattern: string | RegExp): any;
  objectContaining<Shape extends object>(shape: Shape): any;
  arrayContaining(items: readonly unknown[]): any;
  closeTo(value: number, digits?: number): any;
}

export interface MatcherResult {
  pass: boolean;
  message(): string;
  actual?: unknown;
  expected?: unknown;
}

export interface Expect extends Asymmetric {
  (value: unknown, message?: string): Assertion;
  /** Fails the test without ending it. */
  soft(value: unknown, message?: string): Assertion;
  /** Asks again until the matcher agrees. */
  poll(read: () => unknown, options?: { interval?: number; timeout?: number; message?: string }): Assertion<Promise<void>>;
  any(type: unknown): any;
  anything(): any;
  readonly not: Asymmetric;
  extend(matchers: Record<string, (this: any, received: any, ...args: any[]) => MatcherResult | Promise<MatcherResult>>): void;
  addEqualityTesters(testers: readonly ((a: unknown, b: unknown) => boolean | undefined)[]): void;
  addSnapshotSerializer(serializer: object): void;
  assertions(count: number): void;
  hasAssertions(): void;
  unreachable(message?: string): never;
  getState(): Record<string, any>;
}

export const expect: Expect;
