/**
 * @module From `write()` and `end()` to the wire: the chunks of a streamed answer, one after the other, and who is told
 * when there is room again. Knows nothing of headers.
 */

import type { Wire } from "ext:racejs_express/_wire.ts";

/** As in Node's streams: past it a writer is asked to wait. */
const HIGH_WATER = 16 * 1024;

export interface WriterEvents {
  /** There is room again. */
  drained(): void;
  /** All has been handed over, the end too. */
  finished(): void;
  /** Nobody reads any more. */
  left(): void;
}

type Done = (error?: Error | null) => void;

export class Writer {
  #wire: Wire;
  #events: WriterEvents;
  #chunks: Uint8Array[] = [];
  #callbacks: Done[] = [];
  /** Bytes that the wire has not taken. */
  #pending = 0;
  #isBusy = false;
  #isEnding = false;
  #needsDrain = false;
  #trailers: string[] = [];

  constructor(wire: Wire, events: WriterEvents) {
    this.#wire = wire;
    this.#events = events;
  }

  get pending(): number {
    return this.#pending;
  }

  get needsDrain(): boolean {
    return this.#needsDrain;
  }

  /** Whether there is room for more. */
  write(chunk: Uint8Array, done: Done | undefined): boolean {
    if (done !== undefined) this.#callbacks.push(done);
    if (chunk.byteLength > 0) this.#chunks.push(chunk);
    this.#pending += chunk.byteLength;
    this.#pump();
    this.#needsDrain ||= this.#pending >= HIGH_WATER;
    return !this.#needsDrain;
  }

  end(trailers: string[]): void {
    this.#trailers = trailers;
    this.#isEnding = true;
    this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#chunks.length > 0) {
      const chunk = joined(this.#chunks.splice(0));
      const callbacks = this.#callbacks.splice(0);
      const isOpen = await this.#wire.write(chunk);
      this.#pending -= chunk.byteLength;
      if (!isOpen) {
        this.#chunks = [];
        this.#events.left();
        return;
      }
      for (const done of callbacks) done();
    }
    this.#isBusy = false;
    for (const done of this.#callbacks.splice(0)) done();
    if (this.#isEnding) {
      this.#isEnding = false;
      this.#wire.finish(this.#trailers);
      this.#events.finished();
    } else if (this.#needsDrain) {
      this.#needsDrain = false;
      this.#events.drained();
    }
  }
}

function joined(chunks: Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
