// package: drizzle-orm
// needs: postgresql, mariadb
import { and, eq, gt, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { drizzle as drizzleMysql } from "drizzle-orm/mysql2";
import { integer, pgTable, serial, text } from "drizzle-orm/pg-core";
import { int, mysqlTable, varchar } from "drizzle-orm/mysql-core";
import mysql from "mysql2/promise";
import pg from "pg";
import { check, done } from "./_check.mjs";

const run = process.env.RUN_ID;
const people = pgTable(`drizzle_people_${run}`, { id: serial("id").primaryKey(), name: text("name").notNull(), age: integer("age") });
const pets = pgTable(`drizzle_pets_${run}`, { id: serial("id").primaryKey(), owner: integer("owner"), name: text("name") });
const pool = new pg.Pool({ max: 2 });
const db = drizzle(pool);
await db.execute(sql`CREATE TABLE ${people} (id serial PRIMARY KEY, name text NOT NULL, age int)`);
await db.execute(sql`CREATE TABLE ${pets} (id serial PRIMARY KEY, owner int, name text)`);
const [ann] = await db.insert(people).values([{ name: "Ann", age: 40 }, { name: "Bob", age: 20 }]).returning();
check.deepEqual(ann, { id: 1, name: "Ann", age: 40 });
await db.insert(pets).values({ owner: ann.id, name: "Tom" });
const joined = await db.select({ person: people.name, pet: pets.name }).from(people)
  .leftJoin(pets, eq(pets.owner, people.id)).where(and(gt(people.age, 10))).orderBy(people.id);
check.deepEqual(joined, [{ person: "Ann", pet: "Tom" }, { person: "Bob", pet: null }]);
await check.rejects(db.transaction(async (tx) => {
  await tx.delete(people);
  tx.rollback();
}));
check.equal(await db.$count(people), 2);
await db.update(people).set({ age: sql`${people.age} + 1` }).where(eq(people.name, "Bob"));
const prepared = db.select().from(people).where(eq(people.name, sql.placeholder("name"))).prepare("by_name");
check.equal((await prepared.execute({ name: "Bob" }))[0].age, 21);
await check.rejects(db.execute(sql`SELECT 1 FROM nowhere`), (error: any) => error.cause.code === "42P01");
await db.execute(sql`DROP TABLE ${people}, ${pets}`);
await pool.end();

const { MYSQL_HOST: host, MYSQL_PORT, MYSQL_USER: user, MYSQL_PASSWORD: password, MYSQL_DATABASE: database } = process.env;
const connection = await mysql.createConnection({ host, port: Number(MYSQL_PORT), user, password, database });
const my = drizzleMysql(connection);
const cats = mysqlTable(`drizzle_cats_${run}`, { id: int("id").primaryKey().autoincrement(), name: varchar("name", { length: 20 }) });
await my.execute(sql`CREATE TABLE ${cats} (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))`);
const ids = await my.insert(cats).values({ name: "Kit" }).$returningId();
check.deepEqual(ids, [{ id: 1 }]);
check.deepEqual(await my.select().from(cats), [{ id: 1, name: "Kit" }]);
await my.execute(sql`DROP TABLE ${cats}`);
await connection.end();
done("typed queries, joins, transactions, prepared statements, errors, on PostgreSQL and MariaDB, in TypeScript");
