// package: argon2
import argon2 from "argon2";
import { check, done } from "./_check.mjs";

const hash = await argon2.hash("pässword", { timeCost: 2, memoryCost: 1024, parallelism: 1 });
check.match(hash, /^\$argon2id\$v=19\$m=1024,/);
check.equal(await argon2.verify(hash, "pässword"), true);
check.equal(await argon2.verify(hash, "other"), false);
check.equal(argon2.needsRehash(hash, { timeCost: 3, memoryCost: 1024, parallelism: 1 }), true);
const options = { type: argon2.argon2i, salt: Buffer.from("somesalt"), timeCost: 2, memoryCost: 65536, parallelism: 1, hashLength: 32, raw: true };
const raw = await argon2.hash("password", options);
// A vector of the reference implementation.
check.equal(raw.toString("hex"), "c1628832147d9720c5bd1cfd61367078729f6dfb6f8fea9ff98158e0d7816ed0");
const secret = Buffer.from("pepper");
const peppered = await argon2.hash("x", { secret, memoryCost: 1024 });
check.equal(await argon2.verify(peppered, "x", { secret }), true);
check.equal(await argon2.verify(peppered, "x"), false);
const many = await Promise.all(Array.from({ length: 4 }, (_, i) => argon2.hash(String(i), { memoryCost: 1024 })));
check.equal(new Set(many).size, 4);
done("the native addon: argon2id and argon2i, a known vector, secrets, rehash, many at once");
