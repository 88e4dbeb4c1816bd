/** @module The part of deno_core that `js/test` reaches beside its calls. */

export const core: {
  /** What the console prints with. */
  print: (text: string, isError: boolean) => void;
};
