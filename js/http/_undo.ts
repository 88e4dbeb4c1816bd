/**
 * @module Work of several steps that is done as a whole or not at all. Knows nothing of what is done.
 */

/** How to undo what the work that goes on has done so far. */
let undoing: (() => void)[] | undefined;

/** Does all of some work or, if it throws, none: what its steps have said to `done` is undone, the last one first. */
export function atOnce(work: () => void): void {
  undoing = [];
  try {
    work();
  } catch (error) {
    for (const undo of undoing.reverse()) undo();
    throw error;
  } finally {
    undoing = undefined;
  }
}

/** A step is done, and this undoes it. Outside `atOnce` nobody asks for that. */
export function done(undo: () => unknown): void {
  undoing?.push(() => void undo());
}
