// What `js/test` uses of other people's work; `tools/bundle-test-libraries` makes `libraries.js` of it.
export {
  addCustomEqualityTesters,
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  ChaiStyleAssertions,
  customMatchers,
  equals,
  getState,
  GLOBAL_EXPECT,
  iterableEquality,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
  subsetEquality,
} from "@vitest/expect";
export { clearAllMocks, fn, isMockFunction, resetAllMocks, restoreAllMocks, spyOn } from "@vitest/spy";
export { addSerializer, SnapshotClient, SnapshotState } from "@vitest/snapshot";
export { printDiffOrStringify } from "@vitest/utils/diff";
export { format } from "@vitest/utils/display";
export { format as prettyFormat, plugins as prettyFormatPlugins } from "@vitest/pretty-format";
export { withGlobal as fakeTimersOf } from "@sinonjs/fake-timers";
export { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";
