// package: jsonwebtoken
const jwt = require("jsonwebtoken");
const { generateKeyPairSync, createPublicKey } = require("node:crypto");
const { check, done } = require("./_check.mjs");

const token = jwt.sign({ role: "admin" }, "secret", { expiresIn: "1h", issuer: "me", subject: "7" });
check.equal(jwt.verify(token, "secret", { issuer: "me" }).role, "admin");
check.throws(() => jwt.verify(token, "other"), { name: "JsonWebTokenError", message: "invalid signature" });
check.throws(() => jwt.verify(jwt.sign({}, "secret", { expiresIn: -1 }), "secret"), { name: "TokenExpiredError" });
check.throws(() => jwt.verify(jwt.sign({}, "secret", { notBefore: 60 }), "secret"), { name: "NotBeforeError" });
const rsa = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "open" },
});
for (const algorithm of ["RS256", "PS384"]) {
  const signed = jwt.sign({ a: 1 }, { key: rsa.privateKey, passphrase: "open" }, { algorithm });
  check.equal(jwt.verify(signed, rsa.publicKey, { algorithms: [algorithm] }).a, 1);
  check.throws(() => jwt.verify(signed, rsa.publicKey, { algorithms: ["HS256"] }), { message: "invalid algorithm" });
}
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const signed = jwt.sign({ b: 2 }, ec.privateKey, { algorithm: "ES256", keyid: "k" });
check.equal(jwt.decode(signed, { complete: true }).header.kid, "k");
jwt.verify(signed, (header, give) => give(null, createPublicKey(ec.privateKey)), (error, payload) => {
  check.equal(error, null);
  check.equal(payload.b, 2);
  done("HS256, RS256, PS384, ES256, encrypted PEM, expiry, not before, algorithm confusion, key look-up");
});
