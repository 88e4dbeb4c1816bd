// package: pg
// needs: postgresql
import pg from "pg";
import { check, done } from "./_check.mjs";

const table = `pg_${process.env.RUN_ID}`;
const pool = new pg.Pool({ max: 3 });
await pool.query(`CREATE TABLE ${table} (id serial PRIMARY KEY, name text UNIQUE, data jsonb, at timestamptz, bin bytea, n int[])`);
const at = new Date("2026-01-02T03:04:05.678Z");
const inserted = await pool.query({
  name: "insert",
  text: `INSERT INTO ${table} (name, data, at, bin, n) VALUES ($1, $2, $3, $4, $5) RETURNING *`,
  values: ["Jürgen", { a: [1] }, at, Buffer.from([0, 255]), [1, 2]],
});
check.deepEqual({ ...inserted.rows[0] }, { id: 1, name: "Jürgen", data: { a: [1] }, at, bin: Buffer.from([0, 255]), n: [1, 2] });
await check.rejects(pool.query(`INSERT INTO ${table} (name) VALUES ('Jürgen')`), { code: "23505" });
await check.rejects(pool.query("SELECT nothing FROM nowhere"), { code: "42P01" });

const client = await pool.connect();
await client.query("BEGIN");
await client.query(`INSERT INTO ${table} (name) VALUES ('undone')`);
await client.query("ROLLBACK");
check.equal((await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n, 1);
const notice = new Promise((resolve) => client.once("notification", resolve));
await client.query(`LISTEN ${table}`);
await pool.query(`NOTIFY ${table}, 'hello'`);
check.equal((await notice).payload, "hello");
client.release();

const rows = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.query("SELECT $1::int * 2 AS v, pg_sleep(0.01)", [i])));
check.deepEqual(rows.map((result) => result.rows[0].v), Array.from({ length: 20 }, (_, i) => i * 2));
check.equal(pool.totalCount, 3);
const big = await pool.query("SELECT repeat('x', 3000000) AS text");
check.equal(big.rows[0].text.length, 3_000_000);
await pool.query(`DROP TABLE ${table}`);
await pool.end();
await check.rejects(new pg.Client({ password: "wrong" }).connect(), { code: "28P01" });
done("pool, prepared statements, types, transactions, LISTEN, 20 queries at once, 3 MB row, errors, wrong password");
