import { createApp, HttpError, type Req } from "racejs";

interface Greeting {
  name: string;
  words: string;
}

const greetings = new Map<string, Greeting>();
const app = createApp();

// What a handler returns is the answer: text, or anything else as JSON.
app.get("/", () => "Hello from RaceJS\n");

app.get("/hello/:name", (req) => {
  const { name } = req.params;
  return greetings.get(name) ?? { name, words: `Hello, ${name}` };
});

app.post("/greetings", (req: Req<{ body: Greeting | undefined }>, res) => {
  const greeting = req.body;
  if (!greeting?.name) throw new HttpError(400, "A greeting needs a `name`");
  greetings.set(greeting.name, greeting);
  res.status(201).json(greeting);
});

app.delete("/greetings/:name", (req, res) => {
  if (!greetings.delete(req.params.name)) {
    throw new HttpError(404, "No such greeting");
  }
  res.status(204).end();
});

const server = app.listen(process.env.PORT ?? 3000, () => {
  console.log(`Listening on ${server.url}`);
});
