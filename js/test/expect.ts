/** @module `expect`: the matchers of Vitest's libraries, which are those of Jest, and what a test asks of them in the end. */

import { TestError } from "ext:racejs_test/_failure.ts";
import { real } from "ext:racejs_test/_host.ts";
import { locationIn } from "ext:racejs_test/_location.ts";
import { settings } from "ext:racejs_test/_settings.ts";
import { installSnapshots, setUpSnapshots } from "ext:racejs_test/_snapshot.ts";
import { current, extensions } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import {
  addCustomEqualityTesters,
  addSerializer,
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  ChaiStyleAssertions,
  customMatchers,
  getState,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "ext:racejs_test/_libraries.ts";

// deno-lint-ignore-file no-explicit-any
const global = globalThis as any;

const { file } = settings();
if (file !== undefined) setUpSnapshots(file);

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(ChaiStyleAssertions);
chai.use(installSnapshots);
chai.use(JestAsymmetricMatchers);
// Values are shown whole where they are compared; in a message they are cut.
chai.config.truncateThreshold = 80;

/** What the libraries know of a test: promises that nobody waited for, soft failures. */
function taskOf(entry: Entry | undefined): any {
  if (entry === undefined || entry.kind !== "test") return undefined;
  return (entry.extra.task ??= {
    type: "test",
    name: entry.name,
    fullTestName: entry.path.join(" > "),
    entry,
    promises: new Promises(),
  });
}

/** Whoever does not wait for an assertion is told of that; its rejection is no news beside. */
class Promises extends Array<Promise<unknown>> {
  override push(...promises: Promise<unknown>[]): number {
    for (const promise of promises) promise.catch(() => {});
    return super.push(...promises);
  }
}

/** An `expect`: the global one belongs to whichever test runs, that of a context to its own. */
export function createExpect(owner?: Entry): any {
  const expect: any = (value: unknown, message?: string) => {
    const { assertionCalls } = getState(expect);
    setState({ assertionCalls: assertionCalls + 1 }, expect);
    const assertion = chai.expect(value, message);
    const task = taskOf(owner ?? current());
    return task === undefined ? assertion : assertion.withTest(task);
  };
  Object.assign(expect, chai.expect, global[ASYMMETRIC_MATCHERS_OBJECT]);
  expect.getState = () => getState(expect);
  expect.setState = (state: object) => setState(state, expect);
  begin(expect, owner);
  expect.assert = chai.assert;
  expect.extend = (matchers: object) => chai.expect.extend(expect, matchers);
  expect.addEqualityTesters = addCustomEqualityTesters;
  expect.addSnapshotSerializer = addSerializer;
  expect.soft = (...args: [unknown, string?]) => expect(...args).withContext({ soft: true });
  expect.poll = (get: () => unknown, options?: PollOptions) => poll(expect, get, options);
  expect.unreachable = (message?: string) => {
    chai.assert.fail(`expected ${message ? `"${message}" ` : ""}not to be reached`);
  };
  expect.assertions = (count: number) => {
    const fail = () =>
      new TestError(`expected ${count} assertions, but got ${getState(expect).assertionCalls}`, "testCodeFailure");
    setState({ expectedAssertionsNumber: count, expectedAssertionsNumberErrorGen: fail }, expect);
  };
  expect.hasAssertions = () => {
    const error = new TestError("expected any number of assertions, but got none", "testCodeFailure");
    setState({ isExpectingAssertions: true, isExpectingAssertionsError: error }, expect);
  };
  expect.extend(customMatchers);
  if (owner !== undefined) (owner.extra.expects ??= []).push(expect);
  return expect;
}

function begin(expect: any, entry: Entry | undefined): void {
  const testPath = settings().file ?? entry?.location?.file;
  setState(
    {
      assertionCalls: 0,
      isExpectingAssertions: false,
      isExpectingAssertionsError: null,
      expectedAssertionsNumber: null,
      expectedAssertionsNumberErrorGen: null,
      testPath,
      currentTestName: entry?.path.join(" "),
    },
    expect,
  );
}

/** What a test has said of its own assertions. */
function conclude(expect: any): void {
  const state = getState(expect);
  if (state.expectedAssertionsNumber !== null && state.assertionCalls !== state.expectedAssertionsNumber) {
    throw state.expectedAssertionsNumberErrorGen();
  }
  if (state.isExpectingAssertions === true && state.assertionCalls === 0) throw state.isExpectingAssertionsError;
}

export const expect: any = createExpect();
Object.defineProperty(global, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true });

interface PollOptions {
  interval?: number;
  timeout?: number;
  message?: string;
}

/** Asks again until the matcher agrees. */
function poll(expect: any, get: () => unknown, { interval = 50, timeout = 1000, message }: PollOptions = {}): any {
  const start = expect(undefined, message).withContext({ poll: true });
  const proxy: any = new Proxy(start, {
    get(target, key, receiver) {
      const member = Reflect.get(target, key, receiver);
      if (typeof member !== "function") return member instanceof chai.Assertion ? proxy : member;
      return async (...args: any[]) => {
        for (const until = real.now() + timeout; ;) {
          try {
            chai.util.flag(target, "object", await get());
            return await member.call(target, ...args);
          } catch (error) {
            if (real.now() >= until) throw error;
          }
          await new Promise((resolve) => real.setTimeout(resolve, interval));
        }
      };
    },
  });
  return proxy;
}

extensions.push({
  before: (entry) => begin(expect, entry),
  async after(entry): Promise<void> {
    const task = entry.extra.task;
    if (task !== undefined) {
      const { promises = [], onFinished = [], result } = task;
      delete entry.extra.task;
      const settled = await Promise.allSettled(promises);
      for (const each of settled) if (each.status === "rejected") throw each.reason;
      if (entry.failures.length === 0) for (const check of onFinished) checked(check);
      for (const error of result?.errors ?? []) entry.failures.push(revive(error));
    }
    if (entry.failures.length > 0) return;
    for (const each of [expect, ...(entry.extra.expects ?? [])]) conclude(each);
  },
});

/** The libraries say it twice, and with their own frames. */
function checked(check: () => void): void {
  try {
    check();
  } catch (error: any) {
    const assertion = /^Promise returned by `(.*)` was not awaited/.exec(error?.message)?.[1];
    if (assertion === undefined) throw error;
    const message = `The promise of \`${assertion}\` was not awaited\nhint: \`await\` it, or the test may end before it`;
    throw new TestError(message, "testCodeFailure", locationIn(error.stack));
  }
}

/** The libraries keep a soft failure as data. */
function revive(data: any): Error {
  const error = new Error(data.message);
  return Object.assign(error, { name: data.name ?? "AssertionError", stack: data.stack });
}

export const assert = chai.assert;
export { chai };
export const should = () => chai.should();

/** Types are checked by TypeScript; when a test runs there is nothing to do. */
export const assertType = (): void => {};
export const expectTypeOf: any = () => new Proxy(() => {}, { get: () => expectTypeOf(), apply: () => expectTypeOf() });
