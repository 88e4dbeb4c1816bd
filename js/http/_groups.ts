/**
 * @module The parameters of a route that is a regular expression: what its groups are called. Pure.
 */

/** What opens a group that captures, with its name if it has one; an escape or a class opens none. */
const GROUP = /\\.|\[(?:\\.|[^\]\\])*\]|(\()(?:\?<([^=!>][^>]*)>|(?!\?))/gs;

/** Of each group in its order. Those without a name are numbered among themselves, as in Express. */
export function groupNames({ source }: RegExp): string[] {
  const groups = [...source.matchAll(GROUP)].filter(([, opens]) => opens !== undefined);
  let number = 0;
  return groups.map(([, , name]) => name ?? String(number++));
}
