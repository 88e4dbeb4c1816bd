/**
 * @module `req`: what a handler reads, head and body. Never writes to the client.
 */

import { Body } from "ext:racejs_http/_body.ts";
import { type Head, linesOf } from "ext:racejs_http/_head.ts";
import { type Exchange, ops, unheld } from "ext:racejs_http/_ops.ts";
import { HttpError } from "ext:racejs_http/errors.ts";
import { RequestHead } from "ext:racejs_http/_request_head.ts";
import type { App } from "ext:racejs_http/app.ts";
import type { Res } from "ext:racejs_http/response.ts";

export class Req extends RequestHead {
  /** The answer to this request. Set by the app, before any handler sees it. */
  res!: Res;
  #signal: AbortSignal | undefined;
  #body: Body | undefined;

  // Written out: the engine takes longer to find one that is implied.
  constructor(exchange: Exchange, app: App, head: Head, peer: string) {
    super(exchange, app, head, peer);
  }

  /** Aborts when the client has left before its answer was complete. */
  get signal(): AbortSignal {
    if (this.#signal === undefined) {
      const controller = new AbortController();
      this.#signal = controller.signal;
      unheld(ops.op_racejs_ended(this.exchange)).then((hasLeft) => {
        if (hasLeft) controller.abort(new DOMException("The client has closed the connection", "AbortError"));
      });
    }
    return this.#signal;
  }

  get #content(): Body {
    return this.#body ??= new Body(this);
  }

  get body(): unknown {
    return this.#content.value;
  }

  set body(value: unknown) {
    this.#content.value = value;
  }

  json(): Promise<unknown> {
    return this.#content.json();
  }

  text(): Promise<string> {
    return this.#content.text();
  }

  bytes(): Promise<Uint8Array> {
    return this.#content.bytes();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).slice().buffer as ArrayBuffer;
  }

  formData(options?: Parameters<Body["formData"]>[0]): Promise<FormData> {
    return this.#content.formData(options);
  }

  parts(options?: Parameters<Body["parts"]>[0]): ReturnType<Body["parts"]> {
    return this.#content.parts(options);
  }

  stream(): ReadableStream<Uint8Array> {
    return this.#content.stream();
  }

  /** The same as a web `Request`. Its body can be read there or here, once. */
  toRequest(options: { isRelative?: boolean } = {}): Request {
    const path = options.isRelative ? this.originalUrl.slice(this.step?.base ?? 0) : this.originalUrl;
    const url = `${this.protocol}://${this.host ?? "localhost"}${path.startsWith("/") ? "" : "/"}${path}`;
    if (!URL.canParse(url)) throw new HttpError(400, "The host that the request names is not a host");
    const headers = new Headers();
    const lines = linesOf(this.head);
    for (let i = 0; i < lines.length; i += 2) headers.append(lines[i]!, lines[i + 1]!);
    const { method, signal } = this;
    const init: RequestInit & { duplex?: "half" } = { method, headers, signal };
    if (method !== "GET" && method !== "HEAD" && this.#content.exists) {
      init.body = this.#content.stream();
      init.duplex = "half";
    }
    return new Request(url, init);
  }
}
