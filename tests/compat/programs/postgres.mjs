// package: postgres
// needs: postgresql
import postgres from "postgres";
import { check, done } from "./_check.mjs";

const sql = postgres({ max: 3, onnotice: () => {} });
const table = sql(`postgres_${process.env.RUN_ID}`);
await sql`CREATE TABLE ${table} (id serial PRIMARY KEY, name text, data jsonb)`;
const people = [{ name: "Ann", data: { a: 1 } }, { name: "Bob", data: null }];
const inserted = await sql`INSERT INTO ${table} ${sql(people, "name", "data")} RETURNING *`;
check.deepEqual([...inserted].map((row) => ({ ...row })), [{ id: 1, ...people[0] }, { id: 2, ...people[1] }]);
const found = await sql`SELECT name FROM ${table} WHERE id IN ${sql([1, 3])} AND name ~ ${"^A"}`;
check.equal(found.count, 1);
check.equal(found[0].name, "Ann");
await check.rejects(
  sql.begin(async (sql) => {
    await sql`DELETE FROM ${table}`;
    throw new Error("undo");
  }),
  { message: "undo" },
);
check.equal((await sql`SELECT count(*)::int AS n FROM ${table}`)[0].n, 2);
const seen = [];
await sql`SELECT generate_series(1, 5) AS n`.cursor(2, (rows) => void seen.push(rows.map((row) => row.n)));
check.deepEqual(seen, [[1, 2], [3, 4], [5]]);
const told = Promise.withResolvers();
const listening = await sql.listen("news", told.resolve);
await sql.notify("news", "hello");
check.equal(await told.promise, "hello");
await listening.unlisten();
const copied = await sql`COPY ${table} (name) FROM STDIN`.writable();
await new Promise((resolve, reject) => copied.on("error", reject).on("finish", resolve).end("Cleo\nDora\n"));
check.equal((await sql`SELECT count(*)::int AS n FROM ${table}`)[0].n, 4);
await check.rejects(sql`SELECT 1 FROM nowhere`, { code: "42P01" });
await sql`DROP TABLE ${table}`;
await sql.end();
done("tagged queries, lists, transactions, cursor, listen and notify, COPY from a stream, errors");
