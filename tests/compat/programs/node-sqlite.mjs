// package: node:sqlite
import { DatabaseSync, backup } from "node:sqlite";
import { check, done } from "./_check.mjs";

const file = `${process.env.SCRATCH}/data.db`;
const db = new DatabaseSync(file);
db.exec("CREATE TABLE cat (id INTEGER PRIMARY KEY, name TEXT UNIQUE, weight REAL, photo BLOB) STRICT");
const insert = db.prepare("INSERT INTO cat (name, weight, photo) VALUES (:name, :weight, :photo)");
check.deepEqual({ ...insert.run({ name: "Tom", weight: 4.5, photo: new Uint8Array([1, 2]) }) }, { changes: 1, lastInsertRowid: 1 });
insert.run({ name: "Kit", weight: null, photo: null });
const row = db.prepare("SELECT * FROM cat WHERE name = ?").get("Tom");
check.deepEqual({ ...row }, { id: 1, name: "Tom", weight: 4.5, photo: new Uint8Array([1, 2]) });
check.deepEqual([...db.prepare("SELECT name FROM cat ORDER BY id").iterate()].map((cat) => cat.name), ["Tom", "Kit"]);
check.throws(() => insert.run({ name: "Tom", weight: 1, photo: null }), /UNIQUE/);
db.exec("BEGIN; DELETE FROM cat; ROLLBACK");
check.equal(db.prepare("SELECT count(*) AS n FROM cat").get().n, 2);
db.function("twice", (n) => n * 2);
check.equal(db.prepare("SELECT twice(21) AS n").get().n, 42);
const big = db.prepare("SELECT 9007199254740993 AS n");
big.setReadBigInts(true);
check.equal(big.get().n, 9007199254740993n);
await backup(db, `${file}.copy`);
db.close();
const copy = new DatabaseSync(`${file}.copy`, { readOnly: true });
check.equal(copy.prepare("SELECT name FROM cat WHERE id = 2").get().name, "Kit");
check.throws(() => copy.exec("DELETE FROM cat"), /readonly/);
copy.close();
done("statements, iteration, blobs, big integers, functions, transactions, backup, read-only (npm holds no binary of better-sqlite3)");
