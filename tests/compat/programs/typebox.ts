// package: typebox
import { type Static, Type } from "typebox";
import { Compile } from "typebox/compile";
import { Value } from "typebox/value";
import { check, done } from "./_check.mjs";

const User = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  tags: Type.Array(Type.String(), { default: [] }),
  kind: Type.Union([Type.Literal("a"), Type.Literal("b")]),
});
type User = Static<typeof User>;
const user: User = { id: 1, tags: ["x"], kind: "a" };
check.equal(Value.Check(User, user), true);
check.equal(Value.Check(User, { ...user, id: 0 }), false);
check.equal(Value.Errors(User, { ...user, id: 0, kind: "c" }).length > 1, true);
const compiled = Compile(User);
check.equal(compiled.Check(user), true);
check.equal(compiled.Check({ id: "1" }), false);
check.throws(() => compiled.Parse({ id: "none" }));
check.deepEqual(Value.Convert(User, { id: "5", tags: [], kind: "b" }), { id: 5, tags: [], kind: "b" });
check.deepEqual(Value.Default(User, { id: 5, kind: "b" }), { id: 5, kind: "b", tags: [] });
check.deepEqual(Object.keys(Type.Partial(Type.Omit(User, ["kind"])).properties), ["id", "tags"]);
check.equal(JSON.parse(JSON.stringify(User)).properties.id.minimum, 1);
done("schemas, compiled checks, errors, conversion, defaults, derived types, in TypeScript");
