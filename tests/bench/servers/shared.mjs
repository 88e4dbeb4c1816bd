/**
 * What the programs of all entries share: settings and data. It must not answer anything: how that is done well is each entry's own.
 *
 * @module
 */

import { readFileSync } from "node:fs";

const { env } = process;

export const host = "127.0.0.1";
export const port = Number(env.PORT);
/** The profile that is measured. */
export const profile = env.PROFILE;
/** How many workers are to serve. */
export const workers = Number(env.WORKERS ?? 1);
/** The folder of static files. */
export const publicFolder = env.PUBLIC ?? "";

/** The certificate and its key as PEM text, in profiles that encrypt. */
export const tls = profile === "tls" || profile === "http2"
  ? { cert: readFileSync(env.TLS_CERT ?? "", "utf8"), key: readFileSync(env.TLS_KEY ?? "", "utf8") }
  : undefined;

/** Two routes each: the paths of an application with 200 routes. */
export const resources = Array.from({ length: 100 }, (_, index) => `resource-${index}`);

/** A table of 1000 rows, and how one of them is asked for. */
export const sql = {
  create: "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL)",
  insert: "INSERT INTO items (id, name, price) VALUES (?, ?, ?)",
  select: "SELECT id, name, price FROM items WHERE id = ?",
  rows: Array.from({ length: 1000 }, (_, id) => [id, `item ${id}`, id + 0.5]),
};

const piece = new TextEncoder().encode("x".repeat(1023) + "\n");

/** A body that comes piece by piece. */
export async function* pieces() {
  for (let count = 0; count < 8; count++) yield piece;
}
