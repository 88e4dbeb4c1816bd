/**
 * @module Reads the body of a request whole, within a limit, and undoes its coding. Where nobody has touched the request
 * as a stream, no stream is made.
 */

import { httpError } from "ext:racejs_express/_errors.ts";
import { type Incoming, isStreamed, REQUEST } from "ext:racejs_express/_incoming.ts";
import { node, type NodeBuffer, type NodeReadable, toBuffer } from "ext:racejs_express/_node.ts";
import type { Source } from "ext:racejs_express/_wire.ts";

export interface ReadOptions {
  inflate: boolean;
  /** Bytes, after decoding. */
  limit: number | undefined;
}

const DECODERS = { br: "createBrotliDecompress", deflate: "createInflate", gzip: "createGunzip" } as const;

export async function readBody(req: Incoming, { inflate, limit }: ReadOptions): Promise<NodeBuffer> {
  const coding = String(req.headers["content-encoding"] ?? "identity").toLowerCase();
  const declared = req.headers["content-length"] as string | undefined;
  const length = coding === "identity" && declared !== undefined ? Number(declared) : undefined;
  let source = sourceOf(req);
  try {
    if (coding !== "identity") source = decoded(source, coding, inflate);
    if (limit !== undefined && length !== undefined && length > limit) throw tooLarge(limit, { length, expected: length });
    return await collect(source, limit, length);
  } catch (error) {
    await drain(source);
    throw error;
  } finally {
    req[REQUEST].isComplete = true;
  }
}

async function collect(source: Source, limit: number | undefined, length: number | undefined): Promise<NodeBuffer> {
  const { Buffer } = node.buffer;
  const chunks: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const chunk = await source.next();
    if (chunk === null) break;
    received += chunk.byteLength;
    if (limit !== undefined && received > limit) throw tooLarge(limit, { received });
    chunks.push(chunk);
  }
  if (length !== undefined && received !== length) {
    throw httpError(400, "request size did not match content length", { expected: length, length, received, type: "request.size.invalid" });
  }
  return chunks.length === 1 ? toBuffer(chunks[0]!) : Buffer.concat(chunks);
}

/** The rest is read and thrown away, so that the client gets to read the answer. The engine bounds how long. */
function drain(source: Source): void {
  source.cancel();
}

function sourceOf(req: Incoming): Source {
  if (isStreamed(req)) {
    if ((req as unknown as { readableEncoding: string | null }).readableEncoding) {
      throw httpError(500, "stream encoding should not be set", { type: "stream.encoding.set" });
    }
    return fromStream(req as unknown as NodeReadable);
  }
  const source = req[REQUEST].takeBody();
  return { next: () => source.next().catch((error) => Promise.reject(aborted(error))), cancel: () => source.cancel() };
}

function aborted(cause: Error & { status?: number }): Error {
  // What the engine refuses has a status of its own; a client that has left has none.
  if (cause.status === 408 || cause.status === 413) return httpError(cause.status, cause);
  return httpError(400, "request aborted", { code: "ECONNABORTED", type: "request.aborted", cause });
}

/** A stream's chunks, asked for one at a time. Unlike iterating over it, giving up does not destroy it. */
function fromStream(stream: NodeReadable, fail: (error: Error) => Error = aborted): Source {
  const chunks: Uint8Array[] = [];
  let isEnded = stream.readableEnded;
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const onData = (chunk: Uint8Array) => {
    chunks.push(chunk);
    stream.pause();
    wake?.();
  };
  const onEnd = () => {
    isEnded = true;
    wake?.();
  };
  const onError = (error: Error) => {
    failure ??= fail(error);
    wake?.();
  };
  const onClose = () => isEnded || onError(new Error("aborted"));
  stream.on("data", onData).on("end", onEnd).on("error", onError).on("close", onClose);
  return {
    async next() {
      while (chunks.length === 0 && !isEnded && failure === undefined) {
        stream.resume();
        await new Promise<void>((resolve) => wake = resolve);
      }
      const chunk = chunks.shift();
      if (chunk === undefined && failure !== undefined) throw failure;
      return chunk ?? null;
    },
    cancel() {
      stream.off("data", onData).off("end", onEnd).off("close", onClose).unpipe().resume();
    },
  };
}

function decoded(source: Source, coding: string, inflate: boolean): Source {
  if (!inflate) throw httpError(415, "content encoding unsupported", { encoding: coding, type: "encoding.unsupported" });
  if (!Object.hasOwn(DECODERS, coding)) {
    throw httpError(415, `unsupported content encoding "${coding}"`, { encoding: coding, type: "encoding.unsupported" });
  }
  const decoder = node.zlib[DECODERS[coding as keyof typeof DECODERS]]();
  const output = fromStream(decoder, (error) => httpError(400, error));
  const feed = async () => {
    try {
      for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
        if (decoder.destroyed) return;
        if (!decoder.write(chunk)) await new Promise((resolve) => decoder.once("drain", resolve as () => void).once("close", resolve as () => void));
      }
      decoder.end();
    } catch (error) {
      decoder.destroy(error as Error);
    }
  };
  feed();
  return {
    next: () => output.next(),
    cancel() {
      decoder.destroy();
      source.cancel();
    },
  };
}

function tooLarge(limit: number, more: Record<string, unknown>): Error {
  return httpError(413, "request entity too large", { ...more, limit, type: "entity.too.large" });
}
