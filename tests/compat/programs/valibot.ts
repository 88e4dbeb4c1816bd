// package: valibot
import * as v from "valibot";
import { check, done } from "./_check.mjs";

const Schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(2, "too short")),
  at: v.pipe(v.string(), v.isoDate(), v.transform((text) => new Date(text))),
  size: v.optional(v.picklist(["s", "m"]), "m"),
  kind: v.variant("type", [v.object({ type: v.literal("a"), n: v.number() }), v.object({ type: v.literal("b") })]),
});
type Output = v.InferOutput<typeof Schema>;
const output: Output = v.parse(Schema, { name: " Ann ", at: "2026-01-02", kind: { type: "a", n: 1 } });
check.deepEqual(output, { name: "Ann", at: new Date("2026-01-02"), size: "m", kind: { type: "a", n: 1 } });
const failed = v.safeParse(Schema, { name: "A", at: "x", kind: { type: "c" } });
check.equal(failed.success, false);
const flat = v.flatten<typeof Schema>(failed.issues!);
check.deepEqual(flat.nested?.name, ["too short"]);
check.ok(flat.nested?.["kind.type"]);
check.throws(() => v.parse(v.strictObject({ a: v.number() }), { a: 1, b: 2 }), { name: "ValiError" });
const unique = v.pipeAsync(v.string(), v.checkAsync(async (name) => name !== "taken", "taken"));
check.equal(await v.parseAsync(unique, "free"), "free");
await check.rejects(v.parseAsync(unique, "taken"), /taken/);
check.equal(v.is(v.union([v.string(), v.bigint()]), 1n), true);
done("pipes, transforms, variants, defaults, flat errors, async checks, in TypeScript");
