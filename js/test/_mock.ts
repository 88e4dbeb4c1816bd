/**
 * @module `mock` of `node:test`. deno_node makes the mocks; here each tracker remembers its own, so that those of a test
 * end with it.
 */

import { node } from "ext:racejs_test/_host.ts";

// deno-lint-ignore-file no-explicit-any
const library = () => node("test").mock;

export class Tracker {
  #made: { restore?: () => void; resetCalls?: () => void }[] = [];
  #timers = false;

  fn(...args: any[]): any {
    return this.#keep(library().fn(...args));
  }
  method(...args: any[]): any {
    return this.#keep(library().method(...args));
  }
  getter(...args: any[]): any {
    return this.#keep(library().getter(...args));
  }
  setter(...args: any[]): any {
    return this.#keep(library().setter(...args));
  }
  property(...args: any[]): any {
    return this.#keep(library().property(...args));
  }
  module(...args: any[]): any {
    const made = library().module(...args);
    this.#made.push(made);
    return made;
  }

  get timers(): any {
    const { timers } = library();
    this.#timers = true;
    return timers;
  }

  /** Gives all back, and forgets it. */
  reset(): void {
    this.restoreAll();
    this.#made.length = 0;
  }

  /** Gives back what was replaced. */
  restoreAll(): void {
    for (const made of this.#made.toReversed()) made.restore?.();
    if (this.#timers) library().timers.reset();
    this.#timers = false;
  }

  #keep(made: any): any {
    this.#made.push(made.mock);
    return made;
  }
}

export const mock = new Tracker();
