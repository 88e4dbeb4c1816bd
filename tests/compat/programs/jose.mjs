// package: jose
import * as jose from "jose";
import { createServer } from "node:http";
import { check, done, listen } from "./_check.mjs";

for (const alg of ["RS256", "ES256", "EdDSA", "PS256"]) {
  const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true });
  const token = await new jose.SignJWT({ role: "admin" }).setProtectedHeader({ alg }).setIssuer("me").setExpirationTime("1h").sign(privateKey);
  const { payload } = await jose.jwtVerify(token, publicKey, { issuer: "me" });
  check.equal(payload.role, "admin");
  const pem = await jose.exportPKCS8(privateKey);
  check.equal((await jose.importPKCS8(pem, alg)).type, "private");
}
const { publicKey, privateKey } = await jose.generateKeyPair("ES256", { extractable: true });
const jwk = { ...(await jose.exportJWK(publicKey)), kid: "k1", alg: "ES256" };
const server = createServer((req, res) => res.end(JSON.stringify({ keys: [jwk] })));
const url = await listen(server);
const keys = jose.createRemoteJWKSet(new URL(`${url}/jwks`));
const token = await new jose.SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "k1" }).setExpirationTime("1h").sign(privateKey);
check.equal((await jose.jwtVerify(token, keys)).protectedHeader.kid, "k1");
const old = await new jose.SignJWT({}).setProtectedHeader({ alg: "ES256", kid: "k1" }).setExpirationTime(1).sign(privateKey);
await check.rejects(jose.jwtVerify(old, keys), { code: "ERR_JWT_EXPIRED" });
await check.rejects(jose.jwtVerify(`${token.slice(0, -8)}AAAAAAAA`, keys), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
const secret = crypto.getRandomValues(new Uint8Array(32));
const sealed = await new jose.EncryptJWT({ hidden: true }).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(secret);
check.equal((await jose.jwtDecrypt(sealed, secret)).payload.hidden, true);
const ecdh = await jose.generateKeyPair("ECDH-ES+A128KW");
const jwe = await new jose.CompactEncrypt(new TextEncoder().encode("hi")).setProtectedHeader({ alg: "ECDH-ES+A128KW", enc: "A128CBC-HS256" }).encrypt(ecdh.publicKey);
check.equal(new TextDecoder().decode((await jose.compactDecrypt(jwe, ecdh.privateKey)).plaintext), "hi");
server.close();
server.closeAllConnections();
done("RS256, ES256, EdDSA, PS256, PEM, remote key set, expiry, forged signature, A256GCM, ECDH-ES");
