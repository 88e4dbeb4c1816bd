/**
 * @module A request of `node:http` as a wire: what makes `http.createServer(app)` and `supertest(app)` work.
 */

import { type Emitter, node, type NodeReadable } from "ext:racejs_express/_node.ts";
import type { Ends, Source, Wire } from "ext:racejs_express/_wire.ts";

/** The parts of an `http.IncomingMessage` that are used here. */
export interface NodeRequest extends NodeReadable {
  method: string;
  url: string;
  httpVersion: string;
  rawHeaders: string[];
  headers: Record<string, string | string[] | undefined>;
  socket: Emitter & Partial<Ends>;
}

/** The parts of an `http.ServerResponse` that are used here. */
export interface NodeResponse extends Emitter {
  readonly destroyed: boolean;
  readonly writableFinished: boolean;
  statusMessage: string;
  writeHead(status: number, ...rest: unknown[]): this;
  write(chunk: Uint8Array): boolean;
  end(body?: string | Uint8Array): this;
  addTrailers(pairs: [string, string][]): void;
  destroy(): void;
  writeEarlyHints?(hints: Record<string, string | string[]>): void;
}

export class NodeWire implements Wire {
  readonly exchange = undefined;
  readonly request: NodeRequest;
  readonly response: NodeResponse;

  constructor(request: NodeRequest, response: NodeResponse) {
    this.request = request;
    this.response = response;
  }

  get method(): string {
    return this.request.method;
  }

  get url(): string {
    return this.request.url;
  }

  get version(): string {
    return this.request.httpVersion;
  }

  lines(): string[] {
    return this.request.rawHeaders;
  }

  ends(): Ends {
    const { remoteAddress = "", remotePort, localAddress, localPort, encrypted = false } = this.request.socket;
    return { remoteAddress, remotePort, localAddress, localPort, encrypted };
  }

  hasBody(): boolean {
    const { headers } = this.request;
    return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  }

  openBody(): Source {
    const chunks = this.request[Symbol.asyncIterator]();
    return {
      next: async () => {
        const { done, value } = await chunks.next();
        return done ? null : value;
      },
      // The connection must live on: its answer is still to come.
      cancel: () => this.request.resume(),
    };
  }

  ended(): Promise<boolean> {
    const { response } = this;
    if (response.writableFinished || response.destroyed) return Promise.resolve(!response.writableFinished);
    return new Promise((resolve) => {
      response.once("finish", () => resolve(false)).once("close", () => resolve(!response.writableFinished));
    });
  }

  answer(status: number, reason: string, pairs: string[], body: string | Uint8Array): void {
    const isLong = pairs.some((name, index) => index % 2 === 0 && name.toLowerCase() === "content-length");
    const forbidsBody = this.method === "HEAD" || status === 204 || status === 304;
    if (!isLong && !forbidsBody) pairs.push("Content-Length", String(node.buffer.Buffer.byteLength(body as string)));
    this.start(status, reason, pairs);
    this.response.end(body);
  }

  start(status: number, reason: string, pairs: string[]): void {
    if (reason !== "") this.response.statusMessage = reason;
    this.response.writeHead(status, pairs);
  }

  write(chunk: Uint8Array): Promise<boolean> {
    const { response } = this;
    if (response.write(chunk)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (isOpen: boolean) => {
        response.off("drain", onDrain);
        response.off("close", onClose);
        resolve(isOpen);
      };
      const onDrain = () => settle(true);
      const onClose = () => settle(false);
      response.on("drain", onDrain).on("close", onClose);
    });
  }

  finish(trailers: string[]): void {
    const pairs: [string, string][] = [];
    for (let i = 0; i < trailers.length; i += 2) pairs.push([trailers[i]!, trailers[i + 1]!]);
    if (pairs.length > 0) this.response.addTrailers(pairs);
    this.response.end();
  }

  abort(): void {
    this.response.destroy();
  }

  earlyHints(pairs: string[]): void {
    const hints: Record<string, string[]> = {};
    for (let i = 0; i < pairs.length; i += 2) (hints[pairs[i]!] ??= []).push(pairs[i + 1]!);
    this.response.writeEarlyHints?.(hints);
  }
}
