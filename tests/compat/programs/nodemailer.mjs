// package: nodemailer
import nodemailer from "nodemailer";
import { createServer } from "node:net";
import { once } from "node:events";
import { check, done } from "./_check.mjs";

// A mail server that says yes, but for one address.
const mails = [];
const server = createServer((socket) => {
  let text = "", mail;
  socket.on("error", () => {});
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    text += chunk;
    for (;;) {
      const end = text.indexOf(mail === undefined ? "\r\n" : "\r\n.\r\n");
      if (end < 0) return;
      const line = text.slice(0, end);
      if (mail !== undefined) {
        mails.push({ auth, text: line });
        text = text.slice(end + 5);
        mail = undefined;
        socket.write("250 stored\r\n");
        continue;
      }
      text = text.slice(end + 2);
      if (line.startsWith("EHLO")) socket.write("250-test\r\n250 AUTH PLAIN\r\n");
      else if (line.startsWith("AUTH PLAIN")) {
        auth = Buffer.from(line.slice(11), "base64").toString();
        socket.write(auth.endsWith("open") ? "235 welcome\r\n" : "535 wrong\r\n");
      } else if (line.includes("nobody@")) socket.write("550 no such user\r\n");
      else if (line === "DATA") {
        mail = "";
        socket.write("354 go on\r\n");
      } else if (line === "QUIT") socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    }
  });
});
let auth;
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address();
const transport = (pass) => nodemailer.createTransport({ host: "127.0.0.1", port, secure: false, auth: { user: "ann", pass } });
const sender = transport("open");
check.equal(await sender.verify(), true);
const sent = await sender.sendMail({
  from: "Ann <ann@a.test>",
  to: ["bob@b.test", "nobody@b.test"],
  subject: "Grüße",
  text: "plain\n.dot",
  html: "<b>rich</b>",
  attachments: [{ filename: "ü.txt", content: Buffer.from("attached") }],
});
check.deepEqual([sent.accepted, sent.rejected], [["bob@b.test"], ["nobody@b.test"]]);
check.equal(mails[0].auth, "\0ann\0open");
check.match(mails[0].text, /^Subject: =\?UTF-8\?Q\?Gr=C3=BC=C3=9Fe\?=\r?$/m);
check.match(mails[0].text, /multipart\/mixed[\s\S]*multipart\/alternative[\s\S]*text\/html/);
check.ok(mails[0].text.includes(Buffer.from("attached").toString("base64")));
await check.rejects(transport("shut").verify(), { code: "EAUTH" });
await check.rejects(sender.sendMail({ from: "a@a.test", to: "nobody@b.test", text: "x" }), { code: "EENVELOPE" });
const json = await nodemailer.createTransport({ jsonTransport: true }).sendMail({ from: "a@a.test", to: "b@b.test", text: "x" });
check.equal(JSON.parse(json.message).text, "x");
server.close();
done("SMTP with log in, several recipients, parts, attachment, refusals, against a server of its own");
