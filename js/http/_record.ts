/**
 * @module Records whose keys come from a client: nothing is inherited, so that no key is special.
 */

// A constructor, and not `Object.create(null)`: the engine treats objects without any prototype as hash tables, which are
// slower to make and to read.
const Record = function () {} as unknown as { new (): object; prototype: object };
Record.prototype = Object.freeze(Object.create(null));

export function createRecord<T>(): { [name: string]: T } {
  return new Record() as { [name: string]: T };
}
