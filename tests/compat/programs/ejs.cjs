// package: ejs
const ejs = require("ejs");
const express = require("express");
const { mkdirSync, writeFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { check, done, listen } = require("./_check.mjs");

(async () => {
  const folder = process.env.SCRATCH;
  writeFileSync(`${folder}/item.ejs`, "<li><%= item %></li>");
  writeFileSync(`${folder}/list.ejs`, "<ul><% for (const item of items) { -%><%- include('item', { item }) %><% } -%></ul>");
  check.equal(ejs.render("<%= a %> <%- a %>", { a: "<b>" }), "&lt;b&gt; <b>");
  check.equal(await ejs.render("<%= await a %>", { a: Promise.resolve(1) }, { async: true }), "1");
  check.equal(await ejs.renderFile(`${folder}/list.ejs`, { items: ["x", "<y>"] }), "<ul><li>x</li><li>&lt;y&gt;</li></ul>");
  check.throws(() => ejs.render("line\n<%= missing.x %>", {}), /ejs:2/);
  check.equal(ejs.compile("[?= a ?]", { delimiter: "?", openDelimiter: "[", closeDelimiter: "]" })({ a: 2 }), "2");
  const app = express().set("views", folder).set("view engine", "ejs");
  app.get("/", (req, res) => res.render("list", { items: [req.query.q] }));
  const server = createServer(app);
  const url = await listen(server);
  const page = await fetch(`${url}/?q=%3Ci%3E`);
  check.match(page.headers.get("content-type"), /text\/html/);
  check.equal(await page.text(), "<ul><li>&lt;i&gt;</li></ul>");
  server.close();
  server.closeAllConnections();
  done("escapes, includes, async templates, delimiters, errors with lines, as express's view engine, from CommonJS");
})();
