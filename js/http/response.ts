/**
 * @module `res`: how a handler answers. One answer a request; a second one is an error.
 */

import { AnswerHead } from "ext:racejs_http/_answer_head.ts";
import { errorPage } from "ext:racejs_http/_error_page.ts";
import { contentDisposition, FileError, type FileOptions, sendFile } from "ext:racejs_http/_file.ts";
import { Headers as Fields, type HeaderValue, setHeaders } from "ext:racejs_http/_headers.ts";
import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import {
  type BlobLike,
  EMPTY,
  HTML,
  isBlob,
  isBytes,
  isResponse,
  isStream,
  JSON_TEXT,
  PROBLEM,
  pump,
  type ResponseLike,
  sendWhole,
  TEXT,
  toJson,
} from "ext:racejs_http/_send.ts";
import { coded, HttpError, toProblem } from "ext:racejs_http/errors.ts";
import type { Req } from "ext:racejs_http/request.ts";
import { checkOptions, EventStream, type EventStreamOptions } from "ext:racejs_http/sse.ts";

const { op_racejs_answer_text } = ops;

/** Of another connection, where a `Response` comes from `fetch`. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"]);

const NO_TRAILERS: string[] = [];

export class Res extends AnswerHead {
  #onError: (error: unknown, res: Res) => void;
  #trailers: string[] = NO_TRAILERS;

  /** `onError` hears of what goes wrong after a method has returned. */
  constructor(req: Req, onError: (error: unknown, res: Res) => void) {
    super(req);
    this.#onError = onError;
  }

  json(value: unknown): this {
    this.assertOpen();
    const text = toJson(value);
    this.commit();
    op_racejs_answer_text(this.req.exchange, this.code, JSON_TEXT, text);
    return this;
  }

  text(text: string): this {
    return this.#sendText(TEXT, text);
  }

  html(text: string): this {
    return this.#sendText(HTML, text);
  }

  send(value?: unknown): this {
    this.assertOpen();
    if (typeof value === "object" && value !== null) {
      // Few have a tag, so that most need one look only.
      if ((value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] !== undefined) {
        if (isResponse(value)) return this.#sendResponse(value);
        if (isBlob(value)) return this.#sendBlob(value);
      }
      if (isStream(value)) return this.stream(value);
    }
    if (typeof value === "string") this.fields?.nameCharset();
    if (value === undefined || typeof value === "string" || isBytes(value)) {
      this.commit();
      sendWhole(this.req.exchange, this.code, value);
      return this;
    }
    return this.json(value);
  }

  end(value?: unknown): this {
    return this.send(value);
  }

  sendStatus(code: number): this {
    return this.status(code).text(ops.op_racejs_reason(code));
  }

  redirect(statusOrUrl: number | string, url?: string): this {
    const [status, target] = typeof statusOrUrl === "number" ? [statusOrUrl, url] : [302, statusOrUrl];
    if (typeof target !== "string" || (url !== undefined && typeof statusOrUrl !== "number")) {
      throw coded(TypeError, "RACE_HTTP_REDIRECT", "`redirect()` needs a URL\nhint: a status goes before it: `res.redirect(301, \"/new\")`");
    }
    this.status(status).location(target);
    return this.req.method === "HEAD" ? this.end() : this.text(`${ops.op_racejs_reason(status)}. Redirecting to ${this.get("location")}`);
  }

  /** Chunks as they come: a `ReadableStream`, a Node stream, an async generator or a function that is one. */
  stream(source: AsyncIterable<unknown> | (() => AsyncIterable<unknown>)): this {
    this.assertOpen();
    const chunks = typeof source === "function" ? source() : source;
    this.commit();
    pump(this.req.exchange, this.code, chunks, (error) => this.#onError(error, this), () => this.#trailers).catch((error) => {
      // Nothing has been sent yet, so the client can still get an honest answer.
      this.isAnswered = false;
      this.#onError(error, this);
    });
    return this;
  }

  /** Fields that follow a streamed body. */
  trailers(fields: Record<string, string>): this {
    const checked = new Fields();
    checked.set(fields);
    this.#trailers = checked.pairs();
    return this;
  }

  /** A stream of events (Server-Sent Events). Its head is sent at once. */
  sse(options: EventStreamOptions = {}): EventStream {
    this.assertOpen();
    checkOptions(options);
    this.set({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform" });
    this.commit();
    return new EventStream(this.req, this.code, options);
  }

  /** Sends 103 with links before the answer. `false` if the client's protocol has no such thing. */
  earlyHints(links: string | readonly string[] | Record<string, string>): boolean {
    this.assertOpen();
    const isMap = typeof links === "object" && !Array.isArray(links);
    const fields = new Fields();
    fields.set(isMap ? links as Record<string, string> : { link: links as HeaderValue });
    return ops.op_racejs_early_hints(this.req.exchange, fields.pairs());
  }

  /** Resolves when the file is on its way. */
  async sendFile(path: string | URL, options: FileOptions = {}): Promise<void> {
    this.assertOpen();
    this.commit();
    try {
      await sendFile(this.req.exchange, path, options);
    } catch (error) {
      this.isAnswered = false;
      throw error instanceof FileError ? new HttpError(error.status, undefined, { cause: error, code: error.code }) : error;
    }
  }

  download(path: string | URL, filename?: string, options: FileOptions = {}): Promise<void> {
    const name = filename ?? String(path).split(/[\\/]/).at(-1)!;
    return this.set("content-disposition", contentDisposition("attachment", name)).sendFile(path, options);
  }

  /** Calls what fits best of what the client accepts; 406 if nothing does. */
  format(choices: Record<string, () => unknown>): unknown {
    const { default: otherwise, ...byType } = choices;
    const types = Object.keys(byType);
    const best = types.length > 0 && this.req.accepts(types);
    this.vary("Accept");
    if (typeof best === "string") return this.type(best) && byType[best]!();
    if (otherwise !== undefined) return otherwise();
    throw new HttpError(406, undefined, { code: "RACE_HTTP_NOT_ACCEPTABLE" });
  }

  /** Gives the exchange to something native that answers it, with the headers that are set so far. */
  upgrade(accept: (exchange: Exchange) => number): number {
    this.commit();
    try {
      return accept(this.req.exchange);
    } catch (error) {
      this.isAnswered = false;
      throw error;
    }
  }

  /** Lets something native see the request, with the headers that are set so far. `false` if it has answered. */
  async lend(use: (exchange: Exchange) => Promise<boolean>): Promise<boolean> {
    if (!this.isAnswered) {
      setHeaders(this.req.exchange, this.fields?.pairs() ?? []);
      this.isLent = true;
    }
    const goesOn = await use(this.req.exchange);
    if (!goesOn) this.isAnswered = true;
    return goesOn;
  }

  /** Answers with an error instead of whatever the handler has prepared. */
  static fail(res: Res, error: unknown, req: Req): void {
    const problem = toProblem(error);
    // What was prepared described another body.
    res.fields = undefined;
    // For whoever looks behind `next()`, a log above all.
    res.code = problem.status;
    if (problem.headers) res.set(problem.headers);
    const page = errorPage(error, problem, req);
    res.commit();
    if (page === undefined) op_racejs_answer_text(res.req.exchange, problem.status, PROBLEM, problem.body);
    else op_racejs_answer_text(res.req.exchange, problem.status, HTML, page);
  }

  #sendText(kind: number, text: string): this {
    this.assertOpen();
    this.fields?.nameCharset();
    this.commit();
    op_racejs_answer_text(this.req.exchange, this.code, kind, String(text));
    return this;
  }

  #sendResponse(response: ResponseLike): this {
    this.status(response.status);
    for (const [name, value] of response.headers) {
      if (HOP_BY_HOP.has(name)) continue;
      if (name === "set-cookie") this.draft.append(name, value);
      else this.draft.set(name, value);
    }
    if (response.body !== null) return this.stream(response.body);
    this.commit();
    op_racejs_answer_text(this.req.exchange, this.code, EMPTY, "");
    return this;
  }

  #sendBlob(blob: BlobLike): this {
    if (blob.type !== "" && this.get("content-type") === undefined) this.set("content-type", blob.type);
    return this.stream(blob.stream());
  }
}
