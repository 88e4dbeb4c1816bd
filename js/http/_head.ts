/**
 * @module The head of a request as the native side hands it over: method, target and version with a space between them, a
 * line feed, then the lines of the header, their names in lower case. Pure: it stays readable for as long as somebody
 * keeps it, whatever has become of the request.
 */

import { createRecord } from "ext:racejs_http/_record.ts";

export type Head = string;

export function methodOf(head: Head): string {
  return head.slice(0, head.indexOf(" "));
}

/** Path and query as the client wrote them. */
export function targetOf(head: Head): string {
  const start = head.indexOf(" ") + 1;
  return head.slice(start, head.indexOf(" ", start));
}

/** `HTTP/1.1`, `HTTP/2.0` and the like. */
export function versionOf(head: Head): string {
  const end = head.indexOf("\n");
  return head.slice(head.lastIndexOf(" ", end) + 1, end);
}

/** The value of all lines of that name, joined (RFC 9110, section 5.3); cookies by semicolons (RFC 9113, section 8.2.3). */
export function fieldOf(head: Head, name: string): string | undefined {
  const key = `\n${name.toLowerCase()}:`;
  let value: string | undefined;
  // No value has a line feed, so that each find is a line's beginning.
  for (let at = head.indexOf(key); at !== -1; at = head.indexOf(key, at + key.length)) {
    const more = valueAt(head, at + key.length);
    value = value === undefined ? more : join(key, value, more);
  }
  return value;
}

/** Name and value by turns, a pair for each line. */
export function linesOf(head: Head): string[] {
  const lines: string[] = [];
  let start = head.indexOf("\n") + 1;
  while (start < head.length) {
    const colon = head.indexOf(":", start);
    lines.push(head.slice(start, colon), valueAt(head, colon + 1));
    start = head.indexOf("\n", colon) + 1;
  }
  return lines;
}

/** By name, lines of one name joined. */
export function fieldsOf(head: Head): Record<string, string> {
  const fields = createRecord<string>();
  const lines = linesOf(head);
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i]!;
    const value = lines[i + 1]!;
    const known = fields[name];
    fields[name] = known === undefined ? value : join(`\n${name}:`, known, value);
  }
  return fields;
}

/** Without the white space around it. */
function valueAt(head: Head, start: number): string {
  let end = head.indexOf("\r", start);
  while (isBlank(head, start) && start < end) start++;
  while (end > start && isBlank(head, end - 1)) end--;
  return head.slice(start, end);
}

function isBlank(head: Head, at: number): boolean {
  const code = head.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}

function join(key: string, one: string, other: string): string {
  return one + (key === "\ncookie:" ? "; " : ", ") + other;
}
