/**
 * @module The names of settings: one that does not exist is most often a slip, and is told with those that do. Knows
 * nothing of what they mean.
 */

import { coded } from "ext:racejs_http/errors.ts";

/** Throws for a name that is not known. `what` says what it should be, as `a setting of \`createApp()\``. */
export function checkNames(given: object, known: readonly string[], what: string): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const hint = near === undefined ? "there are" : `did you mean \`${near}\`? There are`;
  throw coded(TypeError, "RACE_HTTP_SETTING", `\`${unknown}\` is not ${what}\nhint: ${hint} ${known.join(", ")}`);
}

/** The name closest to the one written, if it is close enough to be a slip. */
function nearest(written: string, known: readonly string[]): string | undefined {
  let least = Math.min(Math.max(Math.floor(written.length / 3), 1), 3) + 1;
  let found: string | undefined;
  for (const name of known) {
    const slips = slipsBetween(written, name);
    if (slips >= least) continue;
    least = slips;
    found = name;
  }
  return found;
}

/** How many letters must be added, left out, replaced or swapped with the next to make one text of the other. */
function slipsBetween(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    const [row, above] = [[i], rows[i - 1]!];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(Math.min(
        above[j]! + 1,
        row[j - 1]! + 1,
        above[j - 1]! + (isSame ? 0 : 1),
        isSwapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
      ));
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}
