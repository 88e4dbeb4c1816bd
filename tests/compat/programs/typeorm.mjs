// package: typeorm
// needs: postgresql, mariadb
import "reflect-metadata";
import { DataSource, EntitySchema, MoreThan } from "typeorm";
import { check, done } from "./_check.mjs";

const run = process.env.RUN_ID;
const Person = new EntitySchema({
  name: "Person",
  tableName: `typeorm_person_${run}`,
  columns: { id: { type: Number, primary: true, generated: true }, name: { type: String, unique: true }, age: { type: Number, nullable: true } },
  relations: { pets: { type: "one-to-many", target: "Pet", inverseSide: "owner", cascade: true } },
});
const Pet = new EntitySchema({
  name: "Pet",
  tableName: `typeorm_pet_${run}`,
  columns: { id: { type: Number, primary: true, generated: true }, name: { type: String } },
  relations: { owner: { type: "many-to-one", target: "Person", inverseSide: "pets", joinColumn: true, onDelete: "CASCADE" } },
});
const { env } = process;
const sources = [
  { type: "postgres", host: env.PGHOST, port: Number(env.PGPORT), username: env.PGUSER, password: env.PGPASSWORD, database: env.PGDATABASE },
  { type: "mysql", host: env.MYSQL_HOST, port: Number(env.MYSQL_PORT), username: env.MYSQL_USER, password: env.MYSQL_PASSWORD, database: env.MYSQL_DATABASE },
];
for (const options of sources) {
  const source = await new DataSource({ ...options, entities: [Person, Pet], synchronize: true }).initialize();
  const people = source.getRepository(Person);
  await people.save([{ name: "Ann", age: 40, pets: [{ name: "Tom" }, { name: "Kit" }] }, { name: "Bob", age: 20 }]);
  const [ann] = await people.find({ where: { age: MoreThan(30) }, relations: { pets: true } });
  check.equal(ann.name, "Ann");
  check.deepEqual(ann.pets.map((pet) => pet.name).sort(), ["Kit", "Tom"]);
  await check.rejects(people.insert({ name: "Ann" }), { name: "QueryFailedError" });
  await check.rejects(source.transaction(async (manager) => {
    await manager.getRepository(Pet).createQueryBuilder().delete().execute();
    throw new Error("undo");
  }), { message: "undo" });
  const counted = await source.getRepository(Pet).createQueryBuilder("pet").innerJoin("pet.owner", "owner")
    .where("owner.name = :name", { name: "Ann" }).getCount();
  check.equal(counted, 2);
  await source.query(`DROP TABLE ${Pet.options.tableName}, ${Person.options.tableName}${options.type === "postgres" ? " CASCADE" : ""}`);
  await source.destroy();
}
done("entities, synchronize, relations, cascades, query builder, transactions, errors, on PostgreSQL and MariaDB");
