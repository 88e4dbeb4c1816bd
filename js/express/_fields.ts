/**
 * @module The headers of an answer as Node keeps them: names as they were written, found whatever their case, checked
 * as they are set. Knows nothing of answers.
 */

export type HeaderValue = string | number | readonly string[];

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The engine frames the body, and says so. */
const OF_THE_ENGINE = new Set(["transfer-encoding", "upgrade"]);

export class Fields {
  /** By their names in lower case. */
  #values = new Map<string, [name: string, value: HeaderValue]>();

  set(name: string, value: HeaderValue): void {
    checkName(name);
    if (value === undefined) throw nodeError(TypeError, "ERR_HTTP_INVALID_HEADER_VALUE", `Invalid value "${value}" for header "${name}"`);
    if (Array.isArray(value)) { for (const each of value) checkValue(name, each); }
    else checkValue(name, value);
    this.#values.set(name.toLowerCase(), [name, value]);
  }

  append(name: string, value: HeaderValue): void {
    const known = this.get(name);
    this.set(name, known === undefined ? value : [known, value].flat().map(String));
  }

  get(name: string): HeaderValue | undefined {
    return this.#values.get(String(name).toLowerCase())?.[1];
  }

  has(name: string): boolean {
    return this.#values.has(String(name).toLowerCase());
  }

  remove(name: string): void {
    this.#values.delete(String(name).toLowerCase());
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  rawNames(): string[] {
    return [...this.#values.values()].map(([name]) => name);
  }

  record(): Record<string, HeaderValue> {
    const record: Record<string, HeaderValue> = Object.create(null);
    for (const [key, [, value]] of this.#values) record[key] = value;
    return record;
  }

  /** Name and value by turns, a line for each value. */
  pairs(): string[] {
    const pairs: string[] = [];
    for (const [key, [name, value]] of this.#values) {
      if (OF_THE_ENGINE.has(key)) continue;
      if (Array.isArray(value)) { for (const each of value) pairs.push(name, String(each)); }
      else pairs.push(name, String(value));
    }
    return pairs;
  }
}

function checkName(name: string): void {
  if (typeof name === "string" && TOKEN.test(name)) return;
  throw nodeError(TypeError, "ERR_INVALID_HTTP_TOKEN", `Header name must be a valid HTTP token ["${name}"]`);
}

function checkValue(name: string, value: unknown): void {
  if (FIELD_VALUE.test(String(value))) return;
  throw nodeError(TypeError, "ERR_INVALID_CHAR", `Invalid character in header content ["${name}"]`);
}

/** An error as Node throws it: programs look at its code. */
export function nodeError(kind: new (message: string) => Error, code: string, message: string): Error {
  const error = Object.assign(new kind(message), { code });
  // In Node the code is part of the stack's first line, and not of the name.
  const { name } = error;
  error.name = `${name} [${code}]`;
  Error.captureStackTrace(error, nodeError);
  void error.stack;
  error.name = name;
  return error;
}
