// package: helmet
import express from "express";
import helmet from "helmet";
import { createServer } from "node:http";
import { check, done, listen } from "./_check.mjs";

const app = express();
app.use("/all", helmet());
app.use("/some", helmet({
  contentSecurityPolicy: { directives: { "script-src": ["'self'", (req) => `'nonce-${req.query.n}'`] } },
  strictTransportSecurity: { maxAge: 5, includeSubDomains: false },
  xFrameOptions: false,
}));
app.use((req, res) => res.send("end"));
const server = createServer(app);
const url = await listen(server);
const all = (await fetch(`${url}/all`)).headers;
check.match(all.get("content-security-policy"), /default-src 'self'/);
check.match(all.get("strict-transport-security"), /max-age=31536000; includeSubDomains/);
check.equal(all.get("x-frame-options"), "SAMEORIGIN");
check.equal(all.get("x-content-type-options"), "nosniff");
check.equal(all.get("x-powered-by"), null);
const some = (await fetch(`${url}/some?n=abc`)).headers;
check.match(some.get("content-security-policy"), /script-src 'self' 'nonce-abc'/);
check.equal(some.get("strict-transport-security"), "max-age=5");
check.equal(some.get("x-frame-options"), null);
server.close();
server.closeAllConnections();
done("all headers, chosen headers, a nonce for each request, on express");
