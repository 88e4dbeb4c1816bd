// package: mysql2
// needs: mariadb
import mysql from "mysql2/promise";
import callback from "mysql2";
import { check, done } from "./_check.mjs";

const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password, MYSQL_DATABASE: database } = process.env;
const options = { host, port: Number(MYSQL_PORT), user, password, database };
const table = `mysql2_${process.env.RUN_ID}`;
const pool = mysql.createPool({ ...options, connectionLimit: 3 });
await pool.query(`CREATE TABLE ${table} (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) UNIQUE, at DATETIME(3), bin BLOB, big BIGINT)`);
const at = new Date("2026-01-02T03:04:05.678Z");
const [made] = await pool.execute(`INSERT INTO ${table} (name, at, bin, big) VALUES (?, ?, ?, ?)`, ["Jürgen", at, Buffer.from([0, 255]), "9007199254740993"]);
check.equal(made.insertId, 1);
const [[row]] = await pool.execute({ sql: `SELECT * FROM ${table} WHERE name = ?`, supportBigNumbers: true, bigNumberStrings: true }, ["Jürgen"]);
check.deepEqual({ ...row }, { id: 1, name: "Jürgen", at, bin: Buffer.from([0, 255]), big: "9007199254740993" });
await check.rejects(pool.query(`INSERT INTO ${table} (name) VALUES (?)`, ["Jürgen"]), { code: "ER_DUP_ENTRY" });
const connection = await pool.getConnection();
await connection.beginTransaction();
await connection.query(`DELETE FROM ${table}`);
await connection.rollback();
connection.release();
const [[{ n }]] = await pool.query(`SELECT COUNT(*) AS n FROM ${table}`);
check.equal(n, 1);
const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.query("SELECT ? * 2 AS v, SLEEP(0.01)", [i])));
check.deepEqual(answers.map(([[{ v }]]) => v), Array.from({ length: 20 }, (_, i) => i * 2));
const single = callback.createConnection(options);
const streamed = [];
for await (const { seq } of single.query("SELECT seq FROM seq_1_to_500").stream()) streamed.push(seq);
check.equal(streamed.length, 500);
const big = await new Promise((resolve, reject) => single.query("SELECT REPEAT('x', 3000000) AS text", (error, rows) => error ? reject(error) : resolve(rows)));
check.equal(big[0].text.length, 3_000_000);
single.end();
await pool.query(`DROP TABLE ${table}`);
await pool.end();
await check.rejects(mysql.createConnection({ ...options, password: "wrong" }), { code: "ER_ACCESS_DENIED_ERROR" });
done("pool, prepared statements, types, transactions, 20 queries at once, row stream, 3 MB row, errors, wrong password");
