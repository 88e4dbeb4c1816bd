/** @module Mocks, spies and time of `racejs/test`. */

type Procedure = (...args: any[]) => any;

export interface MockContext<Call extends Procedure = Procedure> {
  calls: Parameters<Call>[];
  contexts: unknown[];
  instances: unknown[];
  invocationCallOrder: number[];
  lastCall: Parameters<Call> | undefined;
  results: { type: "return" | "throw" | "incomplete"; value: any }[];
}

export interface MockInstance<Call extends Procedure = Procedure> {
  mock: MockContext<Call>;
  getMockName(): string;
  getMockImplementation(): Call | undefined;
  mockName(name: string): this;
  /** Forgets the calls. */
  mockClear(): this;
  /** Forgets the calls and what it was told to do. */
  mockReset(): this;
  /** Gives back what a spy replaced. */
  mockRestore(): void;
  mockImplementation(body: Call): this;
  mockImplementationOnce(body: Call): this;
  mockReturnThis(): this;
  mockReturnValue(value: ReturnType<Call>): this;
  mockReturnValueOnce(value: ReturnType<Call>): this;
  mockResolvedValue(value: Awaited<ReturnType<Call>>): this;
  mockResolvedValueOnce(value: Awaited<ReturnType<Call>>): this;
  mockRejectedValue(error: unknown): this;
  mockRejectedValueOnce(error: unknown): this;
}

export type Mock<Call extends Procedure = Procedure> = MockInstance<Call> & Call;

export interface FakeTimerOptions {
  now?: number | Date;
  toFake?: string[];
  toNotFake?: string[];
  doNotFake?: string[];
  shouldAdvanceTime?: boolean;
  advanceTimers?: boolean | number;
}

export interface Vi {
  fn<Call extends Procedure = Procedure>(body?: Call): Mock<Call>;
  spyOn<Holder extends object, Name extends keyof Holder>(
    holder: Holder,
    name: Name,
    access?: "get" | "set",
  ): Mock<Holder[Name] extends Procedure ? Holder[Name] : Procedure>;
  isMockFunction(value: unknown): value is Mock;
  mocked<Value>(value: Value): Value extends Procedure ? Value & MockInstance<Value> : Value;
  clearAllMocks(): this;
  resetAllMocks(): this;
  restoreAllMocks(): this;
  replaceProperty<Holder extends object, Name extends keyof Holder>(
    holder: Holder,
    name: Name,
    value: Holder[Name],
  ): { replaceValue(value: Holder[Name]): void; restore(): void };

  useFakeTimers(options?: FakeTimerOptions): this;
  useRealTimers(): this;
  isFakeTimers(): boolean;
  setSystemTime(time?: number | string | Date): this;
  getMockedSystemTime(): Date | null;
  getRealSystemTime(): number;
  advanceTimersByTime(milliseconds: number): this;
  advanceTimersByTimeAsync(milliseconds: number): Promise<this>;
  advanceTimersToNextTimer(steps?: number): this;
  advanceTimersToNextTimerAsync(steps?: number): Promise<this>;
  runAllTimers(): this;
  runAllTimersAsync(): Promise<this>;
  runOnlyPendingTimers(): this;
  runOnlyPendingTimersAsync(): Promise<this>;
  runAllTicks(): this;
  getTimerCount(): number;
  clearAllTimers(): this;

  stubEnv(name: string, value: string | undefined): this;
  unstubAllEnvs(): this;
  stubGlobal(name: string, value: unknown): this;
  unstubAllGlobals(): this;

  /** Moved before the imports of its file. */
  mock(module: string, factory?: (original: () => Promise<any>) => unknown): void;
  /** For imports that come after it: `await import()`. */
  doMock(module: string, factory?: (original: () => Promise<any>) => unknown): void;
  unmock(module: string): void;
  doUnmock(module: string): void;
  importActual<Module = any>(module: string): Promise<Module>;
  importMock<Module = any>(module: string): Promise<Module>;
  requireActual<Module = any>(module: string): Module;
  hoisted<Value>(make: () => Value): Value;

  waitFor<Value>(attempt: () => Value, options?: number | { interval?: number; timeout?: number }): Promise<Awaited<Value>>;
  waitUntil<Value>(read: () => Value, options?: number | { interval?: number; timeout?: number }): Promise<Awaited<Value>>;
  /** Milliseconds for each test of the file. */
  setTimeout(milliseconds: number): this;
  retryTimes(count: number): this;
}

export const vi: Vi;
export const jest: Vi;
export const fn: Vi["fn"];
export const spyOn: Vi["spyOn"];
