// package: zod
import { z } from "zod";
import { check, done } from "./_check.mjs";

const User = z.object({
  name: z.string().min(2).trim(),
  email: z.email(),
  age: z.coerce.number().int().positive().optional(),
  role: z.enum(["admin", "user"]).default("user"),
  address: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("post"), street: z.string() }),
    z.object({ kind: z.literal("box"), number: z.number() }),
  ]),
}).refine((user) => user.name !== user.email, { path: ["name"], error: "same as email" });
type User = z.infer<typeof User>;
const input = { name: " Ann ", email: "ann@a.test", age: "40", address: { kind: "box", number: 7 } };
const user: User = User.parse(input);
check.deepEqual(user, { name: "Ann", email: "ann@a.test", age: 40, role: "user", address: { kind: "box", number: 7 } });
const failed = User.safeParse({ name: "A", email: "no", address: { kind: "ship" } });
check.equal(failed.success, false);
check.deepEqual(failed.error?.issues.map((issue) => issue.path.join(".")), ["name", "email", "address.kind"]);
check.match(z.prettifyError(failed.error!), /at email/);
const Tree = z.object({ value: z.number(), get children() { return z.array(Tree); } });
check.equal(Tree.parse({ value: 1, children: [{ value: 2, children: [] }] }).children[0].value, 2);
const taken = z.string().refine(async (name) => name !== "taken");
await check.rejects(taken.parseAsync("taken"), { name: "ZodError" });
check.equal(z.string().transform((text) => text.length).pipe(z.number().max(3)).parse("abc"), 3);
check.deepEqual(z.toJSONSchema(z.object({ a: z.string().optional() })).properties, { a: { type: "string" } });
done("objects, unions, defaults, coercion, refinements, async checks, recursion, error texts, JSON Schema, in TypeScript");
