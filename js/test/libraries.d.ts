/** @module What `js/test` uses of `vendor/test-libraries`, without types of its own. */

// deno-lint-ignore-file no-explicit-any
export const addCustomEqualityTesters: any;
export const addSerializer: any;
export const ASYMMETRIC_MATCHERS_OBJECT: unique symbol;
export const chai: any;
export const ChaiStyleAssertions: any;
export const clearAllMocks: () => void;
export const customMatchers: any;
export const equals: any;
export const fakeTimersOf: any;
export const fn: any;
export const getState: any;
export const GLOBAL_EXPECT: unique symbol;
export const isMockFunction: (value: unknown) => boolean;
export const iterableEquality: any;
export const JestAsymmetricMatchers: any;
export const JestChaiExpect: any;
export const JestExtend: any;
export const resetAllMocks: () => void;
export const restoreAllMocks: () => void;
export const setState: any;
export const SnapshotClient: any;
export const SnapshotState: any;
export const spyOn: any;
export const subsetEquality: any;
