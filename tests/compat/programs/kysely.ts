// package: kysely
// needs: postgresql
import { type Generated, Kysely, Migrator, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { check, done } from "./_check.mjs";

interface Database {
  person: { id: Generated<number>; name: string; age: number | null };
  pet: { id: Generated<number>; owner: number; name: string };
}
const schema = `kysely_${process.env.RUN_ID}`;
const root = new Kysely<Database>({ dialect: new PostgresDialect({ pool: new pg.Pool({ max: 2 }) }) });
await root.schema.createSchema(schema).execute();
const db = root.withSchema(schema);
const migrator = new Migrator({
  db: root,
  migrationTableSchema: schema,
  provider: {
    getMigrations: async () => ({
      "001": {
        up: async (d: Kysely<any>) => {
          const s = d.withSchema(schema).schema;
          await s.createTable("person").addColumn("id", "serial", (c) => c.primaryKey())
            .addColumn("name", "text", (c) => c.notNull()).addColumn("age", "integer").execute();
          await s.createTable("pet").addColumn("id", "serial", (c) => c.primaryKey())
            .addColumn("owner", "integer").addColumn("name", "text").execute();
        },
      },
    }),
  },
});
const { results, error } = await migrator.migrateToLatest();
check.equal(error, undefined);
check.equal(results?.[0].status, "Success");
const ann = await db.insertInto("person").values({ name: "Ann", age: 40 }).returningAll().executeTakeFirstOrThrow();
check.deepEqual({ ...ann }, { id: 1, name: "Ann", age: 40 });
await db.insertInto("pet").values([{ owner: 1, name: "Tom" }, { owner: 1, name: "Kit" }]).execute();
const joined = await db.selectFrom("person").innerJoin("pet", "pet.owner", "person.id")
  .select(["person.name as person", "pet.name as pet"]).where("age", ">", 30).orderBy("pet.name").execute();
check.deepEqual(joined.map((row) => ({ ...row })), [{ person: "Ann", pet: "Kit" }, { person: "Ann", pet: "Tom" }]);
await check.rejects(db.transaction().execute(async (trx) => {
  await trx.deleteFrom("pet").execute();
  throw new Error("undo");
}), { message: "undo" });
const counted = await db.selectFrom("pet").select(sql<number>`count(*)::int`.as("n")).executeTakeFirstOrThrow();
check.equal(counted.n, 2);
check.equal(db.selectFrom("person").select("id").where("name", "=", "x").compile().sql, `select "id" from "${schema}"."person" where "name" = $1`);
await sql`DROP SCHEMA ${sql.id(schema)} CASCADE`.execute(root);
await root.destroy();
done("typed queries, joins, migrations, transactions, raw SQL, on PostgreSQL, in TypeScript");
