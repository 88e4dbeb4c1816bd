/**
 * @module How an answer begins, ends and is given up, and who is told. Events are made only for those who listen: an
 * answer that nobody watches costs none.
 */

import { Fields, nodeError } from "ext:racejs_express/_fields.ts";
import { concludeRequest, REQUEST } from "ext:racejs_express/_incoming.ts";
import { nextTick, node, toBuffer } from "ext:racejs_express/_node.ts";
import type { Outgoing } from "ext:racejs_express/_outgoing.ts";
import type { Wire } from "ext:racejs_express/_wire.ts";
import { Writer } from "ext:racejs_express/_writer.ts";

export const RESPONSE = Symbol("racejs.express.response");

export type Done = (error?: Error | null) => void;
export type Chunk = string | Uint8Array;

/** What an answer keeps for itself. */
export class ResponseState {
  readonly wire: Wire;
  readonly fields = new Fields();
  /** No header can be changed any more. */
  isHeadReady = false;
  isEnded = false;
  /** The engine has refused one: `end()` has been called, and there is no answer. */
  isRefused = false;
  /** All of it is with the wire. */
  isFinished = false;
  /** The system has all of it. */
  isDelivered = false;
  /** The client has left, or the answer was given up. */
  isGone = false;
  isWatched = false;
  writer: Writer | undefined;
  trailers: string[] = [];
  onEnd: Done | undefined;

  constructor(wire: Wire) {
    this.wire = wire;
  }
}

export function assertHeadOpen(res: Outgoing, what: string): void {
  if (!res[RESPONSE].isHeadReady) return;
  throw nodeError(Error, "ERR_HTTP_HEADERS_SENT", `Cannot ${what} headers after they are sent to the client`);
}

/** Whether what is written goes to the client. */
export function carriesBody(res: Outgoing): boolean {
  const { statusCode } = res;
  return res[RESPONSE].wire.method !== "HEAD" && statusCode !== 204 && statusCode !== 304;
}

/** Sends the head, unless that is done. */
export function startStream(res: Outgoing): Writer {
  const state = res[RESPONSE];
  if (state.writer === undefined) {
    handOver(state, () => state.wire.start(res.statusCode, res.statusMessage ?? "", state.fields.pairs()));
    state.writer = new Writer(state.wire, {
      drained: () => res.emit("drain"),
      finished: () => handedOver(res),
      left: () => leave(res),
    });
  }
  return state.writer;
}

/** What the engine refuses has not been sent: an error handler may still answer. */
function handOver(state: ResponseState, send: () => void): void {
  try {
    send();
  } catch (error) {
    state.isHeadReady = false;
    state.isEnded = false;
    state.isRefused = true;
    throw error;
  }
}

/** The whole answer, or the end of one that has begun. */
export function finish(res: Outgoing, content: Chunk): void {
  const state = res[RESPONSE];
  state.isEnded = true;
  if (state.isGone) return;
  if (state.writer === undefined && state.trailers.length === 0) {
    handOver(state, () => state.wire.answer(res.statusCode, res.statusMessage ?? "", state.fields.pairs(), content));
    handedOver(res);
    return;
  }
  const writer = startStream(res);
  if (carriesBody(res) && content.length > 0) writer.write(toBytes(content), undefined);
  writer.end(state.trailers);
}

/** The wire has all of it. */
function handedOver(res: Outgoing): void {
  const state = res[RESPONSE];
  if (state.isGone) return;
  state.isFinished = true;
  // An answer to HEAD is with its client before the program has written to its end.
  if (state.isDelivered) nextTick(() => conclude(res));
  else if (isHeard(res)) watch(res);
}

/** Somebody wants to know how it ends. */
export function watch(res: Outgoing): void {
  const state = res[RESPONSE];
  if (state.isWatched || state.isGone) return;
  state.isWatched = true;
  // What a listener throws is uncaught, and no rejected promise.
  state.wire.ended().then((hasLeft) => nextTick(() => {
    if (hasLeft) return leave(res);
    state.isDelivered = true;
    if (state.isFinished) conclude(res);
  }));
}

/** The program gives up an answer that is not complete. Those who listen hear of it when the caller is done. */
export function breakOff(res: Outgoing): void {
  const state = res[RESPONSE];
  if (state.isGone || state.isFinished) return;
  state.isGone = true;
  state.wire.abort();
  nextTick(() => tellClosed(res));
}

/** Nobody will read on. */
function leave(res: Outgoing): void {
  const state = res[RESPONSE];
  if (state.isGone) return;
  state.isGone = true;
  state.isFinished = false;
  tellClosed(res);
}

function tellClosed(res: Outgoing): void {
  concludeRequest(res.req, true);
  if (res._events !== undefined) res.emit("close");
  res.req[REQUEST].socket?.emit("close");
}

/** The system has it: a program may end now, and its client still gets it. */
function conclude(res: Outgoing): void {
  res[RESPONSE].onEnd?.();
  res.emit("prefinish");
  res.emit("finish");
  res.emit("close");
  concludeRequest(res.req, false);
}

function isHeard(res: Outgoing): boolean {
  const { req } = res;
  return res[RESPONSE].onEnd !== undefined || res._events !== undefined || req._events !== undefined;
}

/** UTF-8 goes to the engine as it is. */
export function isUtf8(chunk: Chunk, encoding: unknown): chunk is string {
  return typeof chunk === "string" && (typeof encoding !== "string" || /^utf-?8$/i.test(encoding));
}

export function toBytes(chunk: Chunk, encoding?: unknown): Uint8Array {
  if (typeof chunk === "string") return node.buffer.Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8");
  if (ArrayBuffer.isView(chunk)) return toBuffer(chunk);
  throw nodeError(
    TypeError,
    chunk === null ? "ERR_STREAM_NULL_VALUES" : "ERR_INVALID_ARG_TYPE",
    `The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received ${chunk === null ? "null" : `type ${typeof chunk}`}`,
  );
}

/** What `writeHead()` takes: a record, pairs, or name and value by turns. */
export function headerEntries(fields: unknown): [string, never][] {
  if (typeof fields !== "object" || fields === null) return [];
  if (!Array.isArray(fields)) return Object.entries(fields).filter(([, value]) => value !== undefined) as [string, never][];
  if (Array.isArray(fields[0])) return fields as [string, never][];
  const entries: [string, never][] = [];
  for (let i = 0; i < fields.length; i += 2) entries.push([fields[i] as string, fields[i + 1] as never]);
  return entries;
}
