// package: pug
const pug = require("pug");
const express = require("express");
const { writeFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { check, done, listen } = require("./_check.mjs");

(async () => {
  const folder = process.env.SCRATCH;
  writeFileSync(`${folder}/layout.pug`, "html\n  body\n    block content\n");
  writeFileSync(`${folder}/page.pug`, "extends layout\nblock content\n  each item in items\n    +entry(item)\n  include foot\nmixin entry(text)\n  li(class=text.length > 1 ? 'long' : null)= text\n");
  writeFileSync(`${folder}/foot.pug`, "footer end\n");
  check.equal(pug.render("p= a", { a: "<b>" }), "<p>&lt;b&gt;</p>");
  const expected = '<html><body><li>x</li><li class="long">yy</li><footer>end</footer></body></html>';
  check.equal(pug.renderFile(`${folder}/page.pug`, { items: ["x", "yy"] }), expected);
  const client = new Function(`${pug.compileClient("p #{n * 2}", { compileDebug: false })}; return template;`)();
  check.equal(client({ n: 4 }), "<p>8</p>");
  check.throws(() => pug.render("p\n  = missing.x"), /on line 2/);
  check.throws(() => pug.compile("p(a=')"), { code: "PUG:NO_END_BRACKET" });
  const app = express().set("views", folder).set("view engine", "pug");
  app.get("/", (req, res) => res.render("page", { items: [req.query.q] }));
  const server = createServer(app);
  const url = await listen(server);
  check.match(await (await fetch(`${url}/?q=%3C`)).text(), /<li>&lt;<\/li>/);
  server.close();
  server.closeAllConnections();
  done("inheritance, mixins, includes, code for clients, errors with lines, as express's view engine, from CommonJS");
})();
