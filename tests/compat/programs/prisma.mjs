// package: prisma
// needs: postgresql
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { check, done } from "./_check.mjs";

const { PGUSER, PGPASSWORD, PGHOST, PGPORT, PGDATABASE, RUN_ID, SCRATCH } = process.env;
const schema = `prisma_${RUN_ID}`;
const connectionString = `postgresql://${PGUSER}:${encodeURIComponent(PGPASSWORD)}@${PGHOST}:${PGPORT}/${PGDATABASE}`;
writeFileSync(`${SCRATCH}/package.json`, '{ "type": "module" }');
writeFileSync(`${SCRATCH}/prisma.config.ts`, `import { defineConfig } from "prisma/config";
export default defineConfig({ schema: "schema.prisma" });`);
writeFileSync(`${SCRATCH}/schema.prisma`, `
generator client {
  provider = "prisma-client"
  output = "./client"
  generatedFileExtension = "ts"
  importFileExtension = "ts"
}
datasource db {
  provider = "postgresql"
}
model Person {
  id Int @id @default(autoincrement())
  name String @unique
  pets Pet[]
}
model Pet {
  id Int @id @default(autoincrement())
  name String
  ownerId Int
  owner Person @relation(fields: [ownerId], references: [id])
}
`);
// The command writes the client from the schema, with a query compiler in WebAssembly. It would also fetch the engine of migrations,
// a program that is in no npm package, unless it is told where one is.
const bin = new URL("../node_modules/prisma/build/index.js", import.meta.url).pathname;
await promisify(execFile)(process.execPath, [bin, "generate"], { cwd: SCRATCH, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true" } });

const pool = new pg.Pool({ max: 1 });
await pool.query(`CREATE SCHEMA ${schema}`);
await pool.query(`SET search_path TO ${schema}`);
await pool.query('CREATE TABLE "Person" (id serial PRIMARY KEY, name text NOT NULL UNIQUE)');
await pool.query('CREATE TABLE "Pet" (id serial PRIMARY KEY, name text NOT NULL, "ownerId" int NOT NULL REFERENCES "Person")');
const { PrismaClient } = await import(`${SCRATCH}/client/client.ts`);
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }, { schema }) });
const ann = await prisma.person.create({ data: { name: "Ann", pets: { create: [{ name: "Tom" }, { name: "Kit" }] } }, include: { pets: true } });
check.equal(ann.pets.length, 2);
check.deepEqual(await prisma.person.findMany({ where: { pets: { some: { name: { startsWith: "K" } } } }, select: { name: true } }), [{ name: "Ann" }]);
await check.rejects(prisma.person.create({ data: { name: "Ann" } }), { code: "P2002" });
await check.rejects(prisma.$transaction(async (tx) => {
  await tx.pet.deleteMany();
  throw new Error("undo");
}), { message: "undo" });
check.equal(await prisma.pet.count(), 2);
check.deepEqual(await prisma.$queryRaw`SELECT 1 + 1 AS two`, [{ two: 2 }]);
await prisma.$disconnect();
await pool.query(`DROP SCHEMA ${schema} CASCADE`);
await pool.end();
done("the client made from a schema, relations, transactions, raw SQL, errors, with the driver adapter for PostgreSQL");
