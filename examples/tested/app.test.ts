// `app.request()` answers without a port.
import { beforeEach, describe, expect, it, vi } from "racejs/test";
import { createTodo } from "./app.ts";

const json = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

describe("the list", () => {
  let app: ReturnType<typeof createTodo>;
  beforeEach(() => {
    app = createTodo();
  });

  it("is empty at first", async () => {
    const response = await app.request("/items");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual([]);
  });

  it("keeps what is added, with the time", async () => {
    vi.setSystemTime("2020-01-02T03:04:05Z");
    const response = await app.request("/items", json({ text: "write a test" }));
    vi.useRealTimers();
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchInlineSnapshot(`
      {
        "createdAt": "2020-01-02T03:04:05.000Z",
        "id": 1,
        "text": "write a test",
      }
    `);
  });

  it.each([{}, { text: "" }])("refuses %j", async (body) => {
    const response = await app.request("/items", json(body));
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty("error", expect.stringContaining("text"));
  });
});
