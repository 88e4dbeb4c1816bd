/** @module Time as a test wants it: Sinon's fake timers under the names of Vitest and Jest. */

import { real } from "ext:racejs_test/_host.ts";
import { fakeTimersOf } from "ext:racejs_test/_libraries.ts";

// deno-lint-ignore-file no-explicit-any
let library: any;
let clock: any;
/** The date alone, without fake timers. */
let date: any;

const sinon = () => (library ??= fakeTimersOf(globalThis));

function faked(): any {
  if (clock === undefined) throw new Error("The timers are not fake\nhint: `vi.useFakeTimers()` makes them so");
  return clock;
}

/** What a program's own machinery stands on is left as it is, unless a test names it. */
function names(options: any): string[] {
  const known = Object.keys(sinon().timers).filter((name) => name !== "nextTick" && name !== "queueMicrotask");
  const wanted: string[] = options.toFake ?? known;
  const without: string[] = [...(options.doNotFake ?? []), ...(options.toNotFake ?? [])];
  return wanted.filter((name) => !without.includes(name));
}

export const timers: any = {
  useFakeTimers(options: any = {}) {
    date?.uninstall();
    const now = options.now ?? date?.Date.now() ?? real.Date.now();
    date = undefined;
    clock?.uninstall();
    const advance = options.advanceTimers ?? options.shouldAdvanceTime ?? false;
    clock = sinon().install({
      now,
      toFake: names(options),
      loopLimit: options.timerLimit ?? options.loopLimit ?? 10_000,
      shouldAdvanceTime: advance !== false,
      ...(typeof advance === "number" && { advanceTimeDelta: advance }),
      ...(options.advanceTimeDelta !== undefined && { advanceTimeDelta: options.advanceTimeDelta }),
      shouldClearNativeTimers: true,
      ignoreMissingTimers: true,
    });
    return this;
  },
  useRealTimers() {
    clock?.uninstall();
    date?.uninstall();
    clock = date = undefined;
    return this;
  },
  isFakeTimers: (): boolean => clock !== undefined,
  setSystemTime(time: number | string | Date = real.Date.now()) {
    const now = typeof time === "number" ? time : new real.Date(time).getTime();
    if (clock !== undefined) clock.setSystemTime(now);
    else {
      date?.uninstall();
      date = sinon().install({ now, toFake: ["Date"], ignoreMissingTimers: true });
    }
    return this;
  },
  getMockedSystemTime: () => (clock !== undefined || date !== undefined ? new Date((clock ?? date).now) : null),
  getRealSystemTime: () => real.Date.now(),
  now: () => Date.now(),
  getTimerCount: (): number => faked().countTimers(),
  clearAllTimers() {
    faked().reset();
    return this;
  },
};

/** Names of the same thing: with and without waiting for promises between timers. */
const MOVES: [string, string, boolean][] = [
  ["advanceTimersByTime", "tick", true],
  ["runAllTimers", "runAll", true],
  ["runOnlyPendingTimers", "runToLast", true],
  ["advanceTimersToNextFrame", "runToFrame", false],
  ["runAllTicks", "runMicrotasks", false],
];

for (const [name, method, hasAsync] of MOVES) {
  timers[name] = function (amount?: number) {
    faked()[method](amount);
    return this;
  };
  if (!hasAsync) continue;
  timers[`${name}Async`] = async function (amount?: number) {
    await faked()[`${method}Async`](amount);
    return this;
  };
}

timers.advanceTimersToNextTimer = function (steps = 1) {
  for (let step = 0; step < steps; step++) faked().next();
  return this;
};
timers.advanceTimersToNextTimerAsync = async function (steps = 1) {
  for (let step = 0; step < steps; step++) await faked().nextAsync();
  return this;
};
timers.runTimersToTime = timers.advanceTimersByTime;
