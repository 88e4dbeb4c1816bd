/**
 * @module Suites and tests as they are registered, and the order in which they report. Must not know how they are run,
 * nor which face registered them.
 */

import { grep, settings } from "ext:racejs_test/_settings.ts";
import type { Body, Emit, Event, Face, Failure, Hook, Location, Options } from "ext:racejs_test/_types.ts";

export type HookName = "before" | "after" | "beforeEach" | "afterEach";
export type Outcome = "passed" | "failed" | "cancelled" | "skipped" | "todo" | "unselected";

export class Entry {
  readonly children: Entry[] = [];
  readonly hooks: Record<HookName, Hook[]> = { before: [], after: [], beforeEach: [], afterEach: [] };
  readonly nesting: number;
  /** Resolved when it has been reported; never rejected. */
  readonly done: Promise<void>;
  outcome: Outcome | undefined;
  failures: unknown[] = [];
  failure: Failure | undefined;
  skip: boolean | string;
  todo: boolean | string;
  attempt = 0;
  /** Whether children may begin. */
  isOpen = false;
  /** Whether its `before` hooks have run. */
  isPrepared = false;
  /** Only children that are marked `only` run. */
  runOnly = false;
  /** What an async suite still registers. */
  collecting: Promise<unknown> | undefined;
  /** The index of the next child to begin, and how many are under way. */
  next = 0;
  running = 0;
  numbered = 0;
  abort = new AbortController();
  /** Ends its body early with a failure. */
  interrupt: ((error: unknown) => void) | undefined;
  readonly diagnostics: string[] = [];
  /** What a face keeps with it. */
  // deno-lint-ignore no-explicit-any
  readonly extra: Record<string, any> = {};
  #resolve!: () => void;
  #reported = 0;
  #buffer: Event[] = [];
  #idle: (() => void)[] = [];

  constructor(
    readonly kind: "root" | "suite" | "test",
    readonly name: string,
    readonly face: Face,
    readonly parent: Entry | undefined,
    readonly options: Options,
    readonly body: Body | undefined,
    readonly location: Location | undefined,
  ) {
    this.nesting = parent === undefined ? -1 : parent.nesting + 1;
    this.skip = options.skip ?? false;
    this.todo = options.todo ?? false;
    this.done = new Promise((resolve) => (this.#resolve = resolve));
    parent?.children.push(this);
  }

  /** Where the events of the root go. */
  sink: Emit | undefined;

  /** Reports now, or when all that was registered before it has reported. */
  emit(event: Event): void {
    if (this.parent === undefined) this.sink?.(event);
    else if (this.parent.children[this.parent.#reported] === this) this.parent.emit(event);
    else this.#buffer.push(event);
  }

  /** To be called once, when all of its events have been emitted. */
  finish(outcome: Outcome): void {
    this.outcome = outcome;
    const { parent } = this;
    if (parent !== undefined) {
      let current = parent.children[parent.#reported];
      while (current !== undefined) {
        for (const event of current.#buffer.splice(0)) parent.emit(event);
        if (current.outcome === undefined) break;
        current = parent.children[++parent.#reported];
      }
    }
    this.#resolve();
  }

  /** When no child is under way and none is left to begin. */
  async settled(): Promise<void> {
    while (this.running > 0 || this.next < this.children.length) {
      await new Promise<void>((resolve) => this.#idle.push(resolve));
    }
  }

  woken(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Names from the outermost suite down to it. */
  get path(): string[] {
    const path: string[] = [];
    for (let entry: Entry | undefined = this; entry?.parent !== undefined; entry = entry.parent) {
      path.unshift(entry.name);
    }
    return path;
  }

  get fullName(): string {
    return this.path.join(" ");
  }

  /** Itself, then what it stands in. */
  *chain(): Generator<Entry> {
    for (let entry: Entry | undefined = this; entry !== undefined; entry = entry.parent) yield entry;
  }

  get isOnly(): boolean {
    return this.options.only === true && (this.face === "expect" || settings().only);
  }

  get holdsOnly(): boolean {
    return this.children.some((child) => child.isOnly || child.holdsOnly);
  }

  /** Whether the patterns and `only` let it run; a suite runs for what is selected in it. */
  isSelected(root: Entry): boolean {
    if (this.parent?.kind === "test") return !this.parent.runOnly || this.options.only === true;
    if (this.kind === "suite" && this.children.length > 0) {
      return this.children.some((child) => child.isSelected(root));
    }
    const patterns = grep();
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(this.fullName))) return false;
    return !(settings().only || root.holdsOnly) || this.#isChosen();
  }

  /** A suite marked `only` chooses all in it, unless something in it is marked as well. */
  #isChosen(): boolean {
    for (const entry of this.chain()) {
      if (entry.isOnly) return entry === this || !entry.holdsOnly;
    }
    return false;
  }

  /** What skips it: its own mark, or that of a suite around it. */
  get skipped(): boolean | string {
    for (const entry of this.chain()) if (entry.skip !== false) return entry.skip;
    return false;
  }
}
