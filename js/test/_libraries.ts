/** @module What `js/test` uses of `vendor/test-libraries`: a script, which is compiled once and kept, and cannot be imported. */

import { load } from "ext:racejs_test/_host.ts";

// deno-lint-ignore-file no-explicit-any
const libraries: any = load("racejs:test_libraries");

export const {
  addCustomEqualityTesters,
  addSerializer,
  chai,
  ChaiStyleAssertions,
  customMatchers,
  equals,
  fakeTimersOf,
  fn,
  getState,
  isMockFunction,
  iterableEquality,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
  SnapshotClient,
  SnapshotState,
  spyOn,
  subsetEquality,
} = libraries;

export const ASYMMETRIC_MATCHERS_OBJECT: symbol = libraries.ASYMMETRIC_MATCHERS_OBJECT;
export const GLOBAL_EXPECT: symbol = libraries.GLOBAL_EXPECT;
export const clearAllMocks: () => void = libraries.clearAllMocks;
export const resetAllMocks: () => void = libraries.resetAllMocks;
export const restoreAllMocks: () => void = libraries.restoreAllMocks;
