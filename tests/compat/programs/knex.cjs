// package: knex
// needs: postgresql, mariadb
const knex = require("knex");
const { mkdirSync, writeFileSync } = require("node:fs");
const { check, done } = require("./_check.mjs");

const run = process.env.RUN_ID;
const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password, MYSQL_DATABASE: database } = process.env;
const directory = `${process.env.SCRATCH}/migrations`;
mkdirSync(directory);
const table = `knex_${run}`;
writeFileSync(
  `${directory}/001_first.cjs`,
  `exports.up = (db) => db.schema.createTable("${table}", (t) => { t.increments("id"); t.string("name").unique(); t.integer("age"); });
exports.down = (db) => db.schema.dropTable("${table}");`,
);
const migrations = { directory, tableName: `${table}_migrations`, loadExtensions: [".cjs"] };
const connections = {
  pg: { host: process.env.PGHOST, port: Number(process.env.PGPORT), user: process.env.PGUSER, password: process.env.PGPASSWORD, database: process.env.PGDATABASE },
  mysql2: { host, port: Number(MYSQL_PORT), user, password, database },
};

async function tryOut(client) {
  const db = knex({ client, connection: connections[client], migrations, pool: { min: 0, max: 2 } });
  const [, names] = await db.migrate.latest();
  check.deepEqual(names, ["001_first.cjs"]);
  await db(table).insert([{ name: "Ann", age: 40 }, { name: "Bob", age: 20 }]);
  check.deepEqual(await db(table).where("age", ">", 30).pluck("name"), ["Ann"]);
  await check.rejects(db(table).insert({ name: "Ann" }), (error) => ["23505", "ER_DUP_ENTRY"].includes(error.code));
  await check.rejects(db.transaction(async (trx) => {
    await trx(table).del();
    throw new Error("undo");
  }), { message: "undo" });
  const [{ n }] = await db(table).count({ n: "*" });
  check.equal(Number(n), 2);
  const streamed = [];
  for await (const row of db(table).select("name").orderBy("id").stream()) streamed.push(row.name);
  check.deepEqual(streamed, ["Ann", "Bob"]);
  await db.migrate.rollback();
  check.equal(await db.schema.hasTable(table), false);
  await db.schema.dropTable(migrations.tableName).dropTable(`${migrations.tableName}_lock`);
  await db.destroy();
}

tryOut("pg").then(() => tryOut("mysql2")).then(() => {
  done("query builder, migrations, transactions, row streams, errors, on PostgreSQL and MariaDB, from CommonJS");
});
