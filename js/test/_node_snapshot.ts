/** @module `t.assert.snapshot()`: values by the name of their test, in `<file>.snapshot`, as `node:test` keeps them. */

import { node } from "ext:racejs_test/_host.ts";
import { isCi, settings } from "ext:racejs_test/_settings.ts";
import { counts, extensions, isWhole } from "ext:racejs_test/_state.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";

// deno-lint-ignore-file no-explicit-any
interface Book {
  values: Map<string, string>;
  used: Set<string>;
  isChanged: boolean;
}

const books = new Map<string, Book>();
const numbers = new Map<string, number>();
let serializers: ((value: any) => any)[] = [(value) => JSON.stringify(value, null, 2)];
let resolvePath: (file: string | undefined) => string = (file) => `${file}.snapshot`;

export const snapshotSettings = {
  setDefaultSnapshotSerializers(list: typeof serializers): void {
    serializers = [...list];
  },
  setResolveSnapshotPath(resolve: typeof resolvePath): void {
    resolvePath = resolve;
  },
};

const serialize = (value: unknown, own?: typeof serializers): string =>
  String((own ?? serializers).reduce((text: any, serializer) => serializer(text), value));

export function snapshot(test: Entry, value: unknown, options: { serializers?: typeof serializers } = {}): void {
  const file = settings().file ?? test.location?.file;
  const path = resolvePath(file);
  const book = open(path);
  const name = test.path.join(" > ");
  const number = (numbers.get(name) ?? 0) + 1;
  numbers.set(name, number);
  const key = `${name} ${number}`;
  const text = `\n${serialize(value, options.serializers)}\n`;
  book.used.add(key);
  if (settings().update || (!book.values.has(key) && mayWrite())) {
    book.isChanged ||= book.values.get(key) !== text;
    book.values.set(key, text);
    return;
  }
  compare(text.slice(1, -1), book.values.get(key)?.slice(1, -1), `\`${key}\` in \`${path}\``);
}

/** The first time, where a person sees what is written. */
const mayWrite = () => !isCi() && settings().channel !== undefined;

export function fileSnapshot(
  _test: Entry,
  value: unknown,
  path: string,
  options: { serializers?: typeof serializers } = {},
): void {
  const fs = node("fs");
  const text = serialize(value, options.serializers);
  if (settings().update || (!fs.existsSync(path) && mayWrite())) {
    fs.mkdirSync(node("path").dirname(path), { recursive: true });
    fs.writeFileSync(path, text);
    return;
  }
  compare(text, fs.existsSync(path) ? fs.readFileSync(path, "utf8") : undefined, `the file \`${path}\``);
}

function compare(actual: string, expected: string | undefined, what: string): void {
  if (expected === undefined) {
    throw new Error(`There is no snapshot ${what}\nhint: \`racejs test -u\` writes it`);
  }
  node("assert").strictEqual(actual, expected);
}

function open(path: string): Book {
  let book = books.get(path);
  if (book === undefined) {
    const fs = node("fs");
    const values: Record<string, string> = {};
    if (fs.existsSync(path)) new Function("exports", fs.readFileSync(path, "utf8"))(values);
    book = { values: new Map(Object.entries(values)), used: new Set(), isChanged: false };
    books.set(path, book);
  }
  return book;
}

const escape = (text: string) => text.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");

/** What no test used is given up only when each of them ran, and passed. */
function mayForget(): boolean {
  const { failed, cancelled, skipped, todo, unselected } = counts;
  return settings().update && isWhole() && failed + cancelled + skipped + todo + unselected === 0;
}

extensions.push({
  end(): void {
    for (const [path, book] of books) {
      const all = [...book.values.keys()];
      const keys = all.filter((key) => !mayForget() || book.used.has(key)).sort();
      if (!book.isChanged && keys.length === all.length) continue;
      const entries = keys.map((key) => `exports[\`${escape(key)}\`] = \`${escape(book.values.get(key)!)}\`;\n`);
      node("fs").writeFileSync(path, entries.join("\n"));
    }
  },
});
