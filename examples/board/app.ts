import { compress, createApp, HttpError, logger, Router, securityHeaders, serveStatic } from "racejs";

interface Note {
  id: number;
  text: string;
}

const notes: Note[] = [];
const app = createApp();

// Middleware runs before what is registered after it. These run without JavaScript.
app.use(logger({ format: "tiny", stream: "stderr" }), securityHeaders(), compress());

// A router has its own middleware and parameters, and may be mounted anywhere.
const api = Router();

api.param("id", (req, _res, next, id) => {
  req.res.locals.note = notes.find((note) => note.id === Number(id));
  return next(req.res.locals.note ? undefined : new HttpError(404, "No such note"));
});

api.get("/", () => notes);
api.get("/:id(\\d+)", (_req, res) => res.locals.note);
api.post("/", { bodyLimit: "10kb" }, (req, res) => {
  const { text } = req.body as Partial<Note> ?? {};
  if (typeof text !== "string" || text === "") throw new HttpError(400, "A note needs a `text`");
  const note = { id: notes.length + 1, text };
  notes.push(note);
  // Everybody who has the page open sees it at once.
  app.publish("notes", JSON.stringify(note));
  res.status(201).location(`/api/notes/${note.id}`).json(note);
});

app.use("/api/notes", api);
app.ws("/live", { open: (socket) => void socket.subscribe("notes") });
app.use(serveStatic(new URL("./public/", import.meta.url)));

const server = app.listen(process.env.PORT ?? 3000, () => console.log(`Listening on ${server.url}`));
