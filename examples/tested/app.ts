// A small list of things to do, made so that a test can have one of its own.
import { createApp } from "racejs";

interface Item {
  id: number;
  text: string;
  createdAt: string;
}

export function createTodo() {
  const items: Item[] = [];
  const app = createApp();
  app.get("/items", () => items);
  app.post("/items", async (req, res) => {
    const { text } = (await req.json()) as { text?: string };
    if (!text) return res.status(400).json({ error: "`text` is missing" });
    const item = { id: items.length + 1, text, createdAt: new Date().toISOString() };
    items.push(item);
    return res.status(201).json(item);
  });
  return app;
}

if (import.meta.main) {
  createTodo().listen(3000);
}
