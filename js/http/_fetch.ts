/**
 * @module Web requests to an app without a socket: what `app.fetch()` and `app.request()` stand on.
 */

import { type NativeApp, ops } from "ext:racejs_http/_ops.ts";

/** A path is asked of `http://localhost`. */
export function toRequest(target: string | URL | Request, init?: RequestInit): Request {
  if (typeof target === "object" && !(target instanceof URL)) return init === undefined ? target : new Request(target, init);
  return new Request(new URL(target, "http://localhost"), init);
}

/** `onAsked` is called once the app has the request: before, a loop that takes requests would find nothing and end. */
export async function fetchFrom(app: NativeApp, request: Request, onAsked: () => void): Promise<Response> {
  const { pathname, search, host, protocol } = new URL(request.url);
  const headers = [...request.headers].flat();
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  request.signal.throwIfAborted();
  const asked = ops.op_racejs_fetch(app, request.method, pathname + search, host, protocol === "https:", headers, body);
  onAsked();
  const answer = await asked;
  const { status, fields } = ops.op_racejs_fetch_head(answer);
  const pairs: [string, string][] = [];
  for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i]!, fields[i + 1]!]);
  const isBodiless = request.method === "HEAD" || [101, 204, 205, 304].includes(status);
  const stream = isBodiless ? null : new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await ops.op_racejs_fetch_chunk(answer);
      if (chunk === null) controller.close();
      else controller.enqueue(chunk);
    },
    cancel: () => ops.op_racejs_fetch_drop(answer),
  });
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>> | null, { status, headers: pairs });
}
