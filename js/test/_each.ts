/** @module Tables of tests: the rows of `it.each`, and the name that each row gives to its test. */

import { load } from "ext:racejs_test/_host.ts";

// deno-lint-ignore-file no-explicit-any
export interface Row {
  args: any[];
  /** Names of a table that is written as a template. */
  values: any;
}

/** From rows, or from a template whose first line names the columns. */
export function rowsOf(table: any, values: any[]): Row[] {
  if (!Array.isArray(table)) throw new TypeError("`each` takes an array of rows, or a template with columns");
  if (!("raw" in table)) {
    return table.map((row) => ({
      args: Array.isArray(row) ? row : [row],
      values: Array.isArray(row) ? undefined : row,
    }));
  }
  const columns = table[0]
    .trim()
    .split("|")
    .map((name: string) => name.trim());
  const rows: Row[] = [];
  for (let at = 0; at + columns.length <= values.length; at += columns.length) {
    const entries = columns.map((name: string, index: number) => [name, values[at + index]]);
    const row = Object.fromEntries(entries);
    rows.push({ args: [row], values: row });
  }
  return rows;
}

const PLACE = /%(?:[sdifjop#$%]|\.\d+f)/g;

/** `adds %i and %i`, `adds $a and $b.c`, `%#` for the number of the row. */
export function titleOf(title: string, row: Row, index: number): string {
  let next = 0;
  const text = title.replace(PLACE, (place) => {
    if (place === "%%") return "%";
    if (place === "%#") return String(index);
    if (place === "%$") return String(index + 1);
    if (next >= row.args.length) return place;
    return print(place, row.args[next++]);
  });
  if (typeof row.values !== "object" || row.values === null) return text;
  return text.replace(/\$([\w$]+(?:\.[\w$]+)*)/g, (place, path: string) => {
    const keys = path.split(".");
    if (path === "#") return String(index);
    if (!(keys[0]! in row.values)) return place;
    const value = keys.reduce((holder: any, key) => holder?.[key], row.values);
    return typeof value === "string" ? value : pretty(value);
  });
}

function print(place: string, value: any): string {
  switch (place.at(-1)) {
    case "s":
      return typeof value === "object" && value !== null ? pretty(value) : String(value);
    case "d":
      return String(Number(value));
    case "i":
      return String(Math.trunc(Number(value)));
    case "f":
      return place.length > 2 ? Number(value).toFixed(Number(place.slice(2, -1))) : String(Number(value));
    case "j":
      return JSON.stringify(value);
    default:
      return pretty(value);
  }
}

function pretty(value: unknown): string {
  const { prettyFormat } = load("racejs:test_libraries");
  return prettyFormat(value, { min: true, maxDepth: 2, printBasicPrototype: false });
}
