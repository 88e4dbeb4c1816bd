/**
 * @module The body of a request, in whatever form a handler asks for it, also in several. The native side keeps it
 * until the request is answered; a stream takes it.
 */

import { formDataOf, type FormOptions, type Part, partsOf } from "ext:racejs_http/_multipart.ts";
import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import { fromPairs } from "ext:racejs_http/_query.ts";
import { coded, HttpError } from "ext:racejs_http/errors.ts";

const {
  op_racejs_body_bytes,
  op_racejs_body_exists,
  op_racejs_body_json,
  op_racejs_body_kind,
  op_racejs_body_read,
  op_racejs_body_text,
  op_racejs_chunk,
  op_racejs_stream,
} = ops;

/** As the native side numbers them. */
const NO_BODY = 0;
const JSON_BODY = 1;
const TEXT_BODY = 2;
const FORM_BODY = 4;
const MULTIPART_BODY = 5;

/** Why a body did not arrive, by the status it is answered with. */
const FAILURES: Record<number, [code: string, message: string]> = {
  400: ["RACE_HTTP_BODY_BROKEN", "The body could not be read"],
  408: ["RACE_HTTP_BODY_TIMEOUT", "The body did not arrive in time"],
  413: ["RACE_HTTP_BODY_TOO_LARGE", "The body is larger than this server takes"],
  415: ["RACE_HTTP_CONTENT_ENCODING", "The content coding of the body is not one that this server takes"],
};

export class Body {
  /** The request, which keeps its exchange alive. */
  #request: { readonly exchange: Exchange };
  /** What it is as a value, or what is wrong with it; the same each time. */
  #value: (() => unknown) | undefined;

  constructor(request: { readonly exchange: Exchange }) {
    this.#request = request;
  }

  get exists(): boolean {
    return op_racejs_body_exists(this.#request.exchange);
  }

  /** By its content type. */
  get value(): unknown {
    return (this.#value ??= keep(() => parse(this.#request.exchange)))();
  }

  set value(value: unknown) {
    this.#value = () => value;
  }

  async json(): Promise<unknown> {
    await this.#read();
    return parseJson(this.#request.exchange);
  }

  async text(): Promise<string> {
    await this.#read();
    return readText(this.#request.exchange);
  }

  async bytes(): Promise<Uint8Array> {
    await this.#read();
    return op_racejs_body_bytes(this.#request.exchange);
  }

  /** Fields and files of a form. Small files are held in memory; `parts` streams them. */
  async formData(options: FormOptions = {}): Promise<FormData> {
    if (op_racejs_body_kind(this.#request.exchange) === MULTIPART_BODY) {
      return await formDataOf(this.#request.exchange, options);
    }
    await this.#read();
    if (op_racejs_body_kind(this.#request.exchange) !== FORM_BODY) throw notAForm();
    const form = new FormData();
    const pairs = ops.op_racejs_form(readText(this.#request.exchange));
    for (let i = 0; i < pairs.length; i += 2) form.append(pairs[i]!, pairs[i + 1]!);
    return form;
  }

  /** The parts of a multipart form as they come, one after the other. */
  parts(options: FormOptions = {}): AsyncGenerator<Part> {
    if (op_racejs_body_kind(this.#request.exchange) !== MULTIPART_BODY) throw notAForm();
    return partsOf(this.#request.exchange, options);
  }

  /** The bytes as they come, no faster than they are read. */
  stream(): ReadableStream<Uint8Array> {
    const source = op_racejs_stream(this.#request.exchange);
    return new ReadableStream<Uint8Array>({
      type: "bytes",
      async pull(controller) {
        const chunk = await failing(op_racejs_chunk(source));
        if (chunk !== null) {
          controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
          return;
        }
        controller.close();
        // A pending read into a buffer of the reader's own ends only so.
        (controller as ReadableByteStreamController).byobRequest?.respond(0);
      },
      cancel: () => ops.op_racejs_stream_drop(source),
    });
  }

  async #read(): Promise<void> {
    const status = await op_racejs_body_read(this.#request.exchange);
    if (status !== 0) throw bodyError(status);
  }
}

/** Turns a native failure of a body, which has a status, into the error that is answered with it. */
export async function failing<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    const { code, message, status } = cause as HttpError;
    if (typeof status !== "number") throw cause;
    throw new HttpError(status, message, code === undefined ? { cause } : { code, cause });
  }
}

function bodyError(status: number): HttpError {
  const [code, message] = FAILURES[status] ?? FAILURES[400]!;
  return new HttpError(status, message, { code });
}

function notAForm(): HttpError {
  return new HttpError(415, "The body is not a form", {
    code: "RACE_HTTP_NOT_A_FORM",
    headers: { accept: "multipart/form-data, application/x-www-form-urlencoded" },
  });
}

/** What is wrong with the bytes stays wrong; a body that is not there may still come. */
function keep(read: () => unknown): () => unknown {
  try {
    const value = read();
    return () => value;
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return () => {
      throw error;
    };
  }
}

function parse(exchange: Exchange): unknown {
  const kind = op_racejs_body_kind(exchange);
  switch (kind) {
    case NO_BODY:
      return undefined;
    case JSON_BODY:
      return parseJson(exchange);
    case TEXT_BODY:
      return readText(exchange);
    case FORM_BODY:
      return fromPairs(ops.op_racejs_form(readText(exchange)));
    case MULTIPART_BODY:
      throw coded(
        Error,
        "RACE_HTTP_BODY_UNREAD",
        "A multipart form is not read before the handler begins\nhint: await `req.formData()`, or iterate over `req.parts()`",
      );
    default:
      return op_racejs_body_bytes(exchange);
  }
}

function parseJson(exchange: Exchange): unknown {
  const text = asClientFault(() => op_racejs_body_json(exchange));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpError(
      400,
      `The body is not valid JSON: ${(cause as Error).message}`,
      { code: "RACE_HTTP_BAD_JSON", cause },
    );
  }
}

function readText(exchange: Exchange): string {
  return asClientFault(() => op_racejs_body_text(exchange));
}

/** What is wrong with the bytes is the client's fault. */
function asClientFault<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code, message } = cause as HttpError;
    if (code !== "RACE_HTTP_BODY_NOT_UTF8" && code !== "RACE_HTTP_JSON_DEPTH") throw cause;
    throw new HttpError(400, message, { code, cause });
  }
}
