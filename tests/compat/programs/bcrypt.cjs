// package: bcrypt
const bcrypt = require("bcrypt");
const { check, done } = require("./_check.mjs");

(async () => {
  const hash = await bcrypt.hash("pässword", 6);
  check.match(hash, /^\$2b\$06\$.{53}$/);
  check.equal(await bcrypt.compare("pässword", hash), true);
  check.equal(await bcrypt.compare("other", hash), false);
  check.equal(bcrypt.compareSync("", bcrypt.hashSync("", 4)), true);
  check.equal(bcrypt.getRounds(hash), 6);
  // A vector of the algorithm's own test suite.
  const vector = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  check.equal(await bcrypt.compare("U*U", vector), true);
  const many = await Promise.all(Array.from({ length: 6 }, (_, i) => bcrypt.hash(String(i), 5)));
  check.equal(new Set(many).size, 6);
  check.deepEqual(await Promise.all(many.map((each, i) => bcrypt.compare(String(i), each))), Array(6).fill(true));
  await check.rejects(bcrypt.hash(undefined, 4), /data and salt arguments required/);
  const called = await new Promise((resolve) => bcrypt.hash("x", 4, (error, value) => resolve(error ?? value)));
  check.match(called, /^\$2b\$04/);
  done("the native addon: async, sync, callbacks, many at once, a known vector, errors");
})();
