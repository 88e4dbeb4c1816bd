/**
 * @module Multipart forms: parts as they come, or a `FormData` with all of them.
 */

import { failing } from "ext:racejs_http/_body.ts";
import { type Exchange, type NativeMultipart, ops } from "ext:racejs_http/_ops.ts";

export interface FormOptions {
  /** Files in one form. Default 100. */
  maxFiles?: number;
  /** Bytes of one file. Default: the limit of the body. */
  maxFileSize?: number;
  /** Fields in one form. Default 1000. */
  maxFields?: number;
  /** Bytes of one field. Default 1 MiB. */
  maxFieldSize?: number;
}

/** A part of a form. It must be read, or passed over, before the next one is asked for. */
export interface Part {
  name: string;
  /** Without any path; only files have one. */
  filename: string | undefined;
  type: string;
  stream(): AsyncGenerator<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
}

export async function* partsOf(exchange: Exchange, options: FormOptions): AsyncGenerator<Part> {
  const form = ops.op_racejs_multipart(exchange, JSON.stringify(options));
  let reading: Promise<unknown> | undefined;
  try {
    for (;;) {
      const head = await failing(ops.op_racejs_multipart_next(form));
      if (head === null) return;
      yield toPart(form, head, (begun) => reading = begun);
    }
  } finally {
    // Whoever leaves with `return part.text()` wants the part, and hears by itself if it does not come.
    await reading?.catch(() => {});
    ops.op_racejs_multipart_drop(form);
  }
}

export async function formDataOf(exchange: Exchange, options: FormOptions): Promise<FormData> {
  const data = new FormData();
  for await (const part of partsOf(exchange, options)) {
    if (part.filename === undefined) {
      data.append(part.name, await part.text());
    } else {
      const bytes = await part.bytes() as Uint8Array<ArrayBuffer>;
      data.append(part.name, new File([bytes], part.filename, { type: part.type }));
    }
  }
  return data;
}

/** `onRead` gets each reading of the part as a whole, when it begins. */
function toPart(
  form: NativeMultipart,
  [name, filename, type]: [string, string | null, string | null],
  onRead: (reading: Promise<unknown>) => void,
): Part {
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await failing(ops.op_racejs_multipart_chunk(form));
      if (chunk === null) return;
      yield chunk;
    }
  }
  async function read(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of stream()) {
      chunks.push(chunk);
      length += chunk.byteLength;
    }
    const whole = new Uint8Array(length);
    let offset = 0;
    for (const chunk of chunks) {
      whole.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return whole;
  }
  function bytes(): Promise<Uint8Array> {
    const reading = read();
    onRead(reading);
    return reading;
  }
  return {
    name,
    filename: filename ?? undefined,
    type: type ?? (filename === null ? "text/plain" : "application/octet-stream"),
    stream,
    bytes,
    text: async () => new TextDecoder().decode(await bytes()),
  };
}
