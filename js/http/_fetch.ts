/**
 * @module Web requests to an app without a socket: what `app.fetch()` and `app.request()` stand on.
 */

import { type NativeApp, type NativeRequest, ops } from "ext:racejs_http/_ops.ts";

/** A path is asked of `http://localhost`. */
export function toRequest(target: string | URL | Request, init?: RequestInit): Request {
  if (typeof target === "object" && !(target instanceof URL)) return init === undefined ? target : new Request(target, init);
  return new Request(new URL(target, "http://localhost"), init);
}

/**
 * `onAsked` is called once the app has the request: before, a loop that takes requests would find nothing and end. When
 * the request's signal aborts, its client has left; this and the body of the answer fail with the signal's reason.
 */
export async function fetchFrom(app: NativeApp, request: Request, onAsked: () => void): Promise<Response> {
  const { pathname, search, host, protocol } = new URL(request.url);
  const headers = [...request.headers].flat();
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  const { method, signal } = request;
  signal.throwIfAborted();
  const native = ops.op_racejs_fetch_open();
  const leave = () => ops.op_racejs_fetch_drop(native);
  signal.addEventListener("abort", leave);
  let stream: ReadableStream<Uint8Array<ArrayBuffer>> | null = null;
  try {
    const asked = ops.op_racejs_fetch(app, native, method, pathname + search, host, protocol === "https:", headers, body);
    onAsked();
    if (!await asked) throw signal.aborted ? signal.reason : new TypeError("The connection was closed without an answer");
    const { status, fields } = ops.op_racejs_fetch_head(native);
    const pairs: [string, string][] = [];
    for (let i = 0; i < fields.length; i += 2) pairs.push([fields[i]!, fields[i + 1]!]);
    const isBodiless = method === "HEAD" || [101, 204, 205, 304].includes(status);
    if (!isBodiless) stream = bodyOf(native, signal);
    return new Response(stream, { status, headers: pairs });
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

/** The body of the answer, as it is read. */
function bodyOf(native: NativeRequest, signal: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>> {
  let onAbort = () => {};
  const end = () => signal.removeEventListener("abort", onAbort);
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      onAbort = () => {
        ops.op_racejs_fetch_drop(native);
        controller.error(signal.reason);
      };
      // The signal may have aborted since there was an answer.
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort, { once: true });
    },
    async pull(controller) {
      let isOver = true;
      try {
        const chunk = await ops.op_racejs_fetch_chunk(native);
        // The stream has failed by then.
        if (signal.aborted) return;
        isOver = chunk === null;
        if (chunk === null) controller.close();
        else controller.enqueue(chunk);
      } finally {
        if (isOver) end();
      }
    },
    cancel() {
      end();
      ops.op_racejs_fetch_drop(native);
    },
  });
}
