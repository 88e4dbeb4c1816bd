/** @module What the body of a suite or a test of `node:test` is given: `t`. */

import { planned } from "ext:racejs_test/_assert.ts";
import { TestError } from "ext:racejs_test/_failure.ts";
import { node, real } from "ext:racejs_test/_host.ts";
import { Tracker } from "ext:racejs_test/_mock.ts";
import { hook } from "ext:racejs_test/_register.ts";
import { prepareTest } from "ext:racejs_test/_run.ts";
import { settings } from "ext:racejs_test/_settings.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";
import { hookOf, registerNode } from "ext:racejs_test/_node.ts";

// deno-lint-ignore-file no-explicit-any
export class SuiteContext {
  #suite: Entry;
  constructor(suite: Entry) {
    this.#suite = suite;
  }

  get name(): string {
    return this.#suite.name;
  }
  get fullName(): string {
    return this.#suite.path.join(" > ");
  }
  get filePath(): string | undefined {
    return fileOf(this.#suite);
  }
  get signal(): AbortSignal {
    return this.#suite.abort.signal;
  }
  get passed(): boolean {
    return this.#suite.outcome === "passed";
  }
  get attempt(): number {
    return 0;
  }
  diagnostic(message: string): void {
    this.#suite.diagnostics.push(String(message));
  }
}

interface Plan {
  count: number;
  wait: boolean | number;
  met: number;
  wake?: () => void;
}

function fileOf(entry: Entry): string | undefined {
  return settings().file ?? entry.location?.file;
}

export class TestContext {
  #test: Entry;
  #mock: Tracker | undefined;
  #assert: any;
  #plan: Plan | undefined;

  constructor(test: Entry) {
    this.#test = test;
    // Destructured, or taken from the context, they still work.
    this.test = this.test.bind(this);
    if (test.options.plan !== undefined) this.plan(test.options.plan);
    test.extra.finish = () => this.#finish();
    test.extra.reached = () => this.#reached();
  }

  get name(): string {
    return this.#test.name;
  }
  get fullName(): string {
    return this.#test.path.join(" > ");
  }
  get filePath(): string | undefined {
    return fileOf(this.#test);
  }
  get signal(): AbortSignal {
    return this.#test.abort.signal;
  }
  get passed(): boolean {
    return this.#test.failures.length === 0;
  }
  get error(): unknown {
    return this.#test.failures[0] ?? null;
  }
  get attempt(): number {
    return this.#test.attempt;
  }
  get workerId(): number | undefined {
    const id = Number(node("process").env.RACEJS_TEST_WORKER_ID);
    return id > 0 ? id : undefined;
  }
  get mock(): Tracker {
    return (this.#mock ??= new Tracker());
  }
  get assert(): any {
    return (this.#assert ??= planned(this.#test));
  }

  diagnostic(message: string): void {
    this.#test.diagnostics.push(String(message));
  }
  skip(message?: string): void {
    this.#test.skip = message ?? true;
  }
  todo(message?: string): void {
    this.#test.todo = message ?? true;
  }
  runOnly(isOnly: boolean): void {
    this.#test.runOnly = isOnly;
  }

  plan(count: number, options: { wait?: boolean | number } = {}): void {
    if (this.#plan !== undefined) throw new Error("cannot set plan more than once");
    if (typeof count !== "number") throw new TypeError("The `count` of a plan must be a number");
    this.#plan = { count, wait: options.wait ?? false, met: 0 };
  }

  async test(...args: any[]): Promise<void> {
    this.#reached();
    await prepareTest(this.#test);
    await registerNode("test", args, {}, this.#test).done;
  }

  before(body: any, options?: any): void {
    hook("before", hookOf(body, options), this.#test);
  }
  after(body: any, options?: any): void {
    hook("after", hookOf(body, options), this.#test);
  }
  beforeEach(body: any, options?: any): void {
    hook("beforeEach", hookOf(body, options), this.#test);
  }
  afterEach(body: any, options?: any): void {
    hook("afterEach", hookOf(body, options), this.#test);
  }

  /** Until the condition no longer throws. */
  async waitFor(condition: () => unknown, options: { interval?: number; timeout?: number } = {}): Promise<unknown> {
    const { interval = 50, timeout = 1000 } = options;
    const until = real.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (error) {
        if (real.now() >= until) {
          throw Object.assign(new Error("waitFor() timed out", { cause: error }), { code: "ERR_TEST_FAILURE" });
        }
      }
      await new Promise((resolve) => real.setTimeout(resolve, interval));
    }
  }

  #reached(): void {
    const plan = this.#plan;
    if (plan === undefined) return;
    plan.met++;
    if (plan.met >= plan.count) plan.wake?.();
  }

  /** When its body has ended: a plan may still be waited for. */
  async #finish(): Promise<void> {
    this.#mock?.restoreAll();
    const plan = this.#plan;
    if (plan === undefined) return;
    if (plan.met < plan.count && plan.wait !== false) await this.#wait(plan);
    if (plan.met !== plan.count) {
      const message = `plan expected ${plan.count} assertions but received ${plan.met}`;
      throw new TestError(message, "testCodeFailure");
    }
  }

  #wait(plan: Plan): Promise<void> {
    return new Promise((resolve) => {
      const timer = typeof plan.wait === "number" ? real.setTimeout(resolve, plan.wait) : undefined;
      plan.wake = () => {
        real.clearTimeout(timer);
        resolve();
      };
    });
  }
}
