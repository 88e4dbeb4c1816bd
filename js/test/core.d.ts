/** @module The part of deno_core that `js/test` reaches beside its calls. */

export const core: {
  /** What a script of the runtime evaluates to. */
  // deno-lint-ignore no-explicit-any
  loadExtScript(name: string): any;
};
