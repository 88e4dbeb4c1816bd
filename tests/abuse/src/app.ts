/** The program under attack: every answer carries the token of its request. */
import { createApp } from "racejs";

// Short, so that the suite sees them at work.
const limits = { headTimeout: 2000, bodyTimeout: 2000, idleTimeout: 4000, writeTimeout: 2000, drainTimeout: 20_000 };
const app = createApp({ limits, queryParser: "nested" });

app.get("/echo/:token", (req) => req.params.token);

app.get("/slow/:token/:ms", async (req) => {
  await new Promise((resolve) => setTimeout(resolve, Number(req.params.ms)));
  return req.params.token;
});

/** So many bytes of the token, over and over. */
app.get("/download/:token/:bytes", (req, res) => {
  const { token, bytes } = req.params;
  res.set("content-type", "application/octet-stream");
  const piece = new TextEncoder().encode(token.repeat(Math.ceil(32_768 / token.length)));
  return (async function* () {
    let left = Number(bytes);
    let offset = 0;
    while (left > 0) {
      const part = piece.slice(offset, Math.min(piece.length, offset + left));
      left -= part.length;
      offset = (offset + part.length) % token.length;
      yield part;
    }
  })();
});

/** The token, ten times a second. */
app.get("/drip/:token/:count", (req) =>
  (async function* () {
    for (let i = 0; i < Number(req.params.count); i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      yield req.params.token;
    }
  })());

/** How many bytes came, and what they add up to. */
app.post("/upload/:token", { streamBody: true, bodyLimit: "8mb" }, async (req) => {
  let bytes = 0;
  let sum = 0;
  for await (const piece of req.stream()) {
    bytes += piece.length;
    for (const byte of piece) sum = (sum + byte) % 1_000_003;
  }
  return `${req.params.token} ${bytes} ${sum}`;
});

app.post("/body/:token", (req) => {
  const body = req.body as object | undefined;
  return `${req.params.token} ${Object.keys(body ?? {}).length}`;
});

app.get("/query/:token", (req) => `${req.params.token} ${Object.keys(req.query).length}`);

app.get("/events/:token/:count", async (req, res) => {
  const stream = res.sse();
  for (let i = 0; i < Number(req.params.count) && stream.isOpen; i++) {
    await stream.send(`${req.params.token} ${i}`);
  }
  stream.close();
});

app.ws("/socket/:token", {
  message(socket, message) {
    socket.send(`${socket.req.params.token} ${message}`);
  },
});

const server = app.listen({ port: 0, host: "127.0.0.1", h2c: true }, () => console.log(`Listening on ${server.url}`));
