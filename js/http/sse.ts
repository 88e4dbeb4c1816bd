/**
 * @module Server-Sent Events (WHATWG HTML, section 9.2): a stream of events to one client.
 */

import { checkNames } from "ext:racejs_http/_names.ts";
import { core, ops, unheld } from "ext:racejs_http/_ops.ts";
import { TEXT } from "ext:racejs_http/_send.ts";
import { coded } from "ext:racejs_http/errors.ts";
import type { Req } from "ext:racejs_http/request.ts";

const { op_racejs_ended, op_racejs_stream_end, op_racejs_stream_start, op_racejs_stream_write } = ops;

export interface EventStreamOptions {
  /** Milliseconds between comments that keep the connection open; 0 for none. Default 15000. */
  keepAlive?: number;
  /** Milliseconds after which the client connects again when the stream ends. */
  retry?: number;
}

export interface ServerEvent {
  /** Sent as JSON unless it is a string. */
  data?: unknown;
  event?: string;
  id?: string;
  retry?: number;
}

const DEFAULT_KEEP_ALIVE_MS = 15_000;

const OPTIONS = ["keepAlive", "retry"];

/** Throws for an option that there is not, before anything is sent. */
export function checkOptions(options: EventStreamOptions): void {
  checkNames(options, OPTIONS, "an option of `res.sse()`");
}

export class EventStream {
  /** The id of the last event that the client has seen, if it connects again. */
  readonly lastEventId: string | undefined;
  /** Resolves when the client has left or the stream is closed. */
  readonly closed: Promise<void>;
  /** The request, which keeps its exchange alive. */
  #req: Req;
  #isOpen = true;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** The options have been checked. */
  constructor(req: Req, status: number, options: EventStreamOptions) {
    const { exchange } = req;
    this.#req = req;
    this.lastEventId = req.get("last-event-id");
    op_racejs_stream_start(exchange, status, TEXT);
    // With its client the stream ends too: nothing else would tell the connection that there is no more.
    this.closed = unheld(op_racejs_ended(exchange)).then(() => this.close());
    const { keepAlive = DEFAULT_KEEP_ALIVE_MS, retry } = options;
    if (keepAlive > 0) {
      this.#timer = setInterval(() => this.comment(), keepAlive);
      // As what waits for a client: it keeps no program alive. Where timers are numbers it cannot be said.
      (this.#timer as unknown as { unref?(): void }).unref?.();
    }
    // The first bytes tell proxies and browsers that the stream has begun.
    this.#write(retry === undefined ? ":\n\n" : `retry: ${retry}\n\n`);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sends an event. Resolves with `false` when the client has left, and waits while it is behind. */
  send(event: string | ServerEvent): Promise<boolean> {
    return this.#write(format(typeof event === "string" ? { data: event } : event));
  }

  /** Sends what clients ignore. */
  comment(text = ""): Promise<boolean> {
    return this.#write(`${text.split(/\r\n|\r|\n/).map((line) => `:${line}`).join("\n")}\n\n`);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#stop();
    op_racejs_stream_end(this.#req.exchange, []);
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #write(text: string): Promise<boolean> {
    return this.#isOpen && await unheld(op_racejs_stream_write(this.#req.exchange, core.encode(text)));
  }

  #stop(): void {
    this.#isOpen = false;
    clearInterval(this.#timer);
  }
}

function format({ data, event, id, retry }: ServerEvent): string {
  let text = "";
  if (event !== undefined) text += `event: ${oneLine("event", event)}\n`;
  if (id !== undefined) text += `id: ${oneLine("id", id)}\n`;
  if (retry !== undefined) text += `retry: ${Math.trunc(retry)}\n`;
  if (data !== undefined) {
    const body = typeof data === "string" ? data : JSON.stringify(data);
    for (const line of String(body).split(/\r\n|\r|\n/)) text += `data: ${line}\n`;
  }
  return `${text}\n`;
}

function oneLine(field: string, value: string): string {
  if (!/[\r\n\0]/.test(value)) return value;
  throw coded(TypeError, "RACE_HTTP_EVENT", `The \`${field}\` of an event is one line`);
}
