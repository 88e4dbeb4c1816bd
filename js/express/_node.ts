/**
 * @module Node's modules, as far as this folder uses them. `entry.js` binds them before it loads anything else; each
 * is loaded when it is first read.
 */

export type Listener = (...args: never[]) => unknown;

export interface Emitter {
  _events?: unknown;
  on(event: string | symbol, listener: Listener): this;
  once(event: string | symbol, listener: Listener): this;
  addListener(event: string | symbol, listener: Listener): this;
  prependListener(event: string | symbol, listener: Listener): this;
  off(event: string | symbol, listener: Listener): this;
  removeListener(event: string | symbol, listener: Listener): this;
  removeAllListeners(event?: string | symbol): this;
  emit(event: string | symbol, ...args: unknown[]): boolean;
  listenerCount(event: string | symbol): number;
}

export interface NodeReadable extends Emitter, AsyncIterable<Uint8Array> {
  readonly readable: boolean;
  readonly destroyed: boolean;
  readonly readableEnded: boolean;
  readonly readableFlowing: boolean | null;
  push(chunk: Uint8Array | null): boolean;
  read(size?: number): Uint8Array | null;
  pipe<T>(target: T): T;
  unpipe(target?: unknown): this;
  pause(): this;
  resume(): this;
  setEncoding(encoding: string): this;
  destroy(error?: Error): this;
}

export interface NodeBuffer extends Uint8Array<ArrayBuffer> {
  toString(encoding?: string): string;
}

export interface BufferConstructor {
  from(data: string, encoding?: string): NodeBuffer;
  from(data: ArrayBufferLike, offset?: number, length?: number): NodeBuffer;
  from(data: Uint8Array): NodeBuffer;
  byteLength(text: string, encoding?: string): number;
  concat(chunks: readonly Uint8Array[]): NodeBuffer;
  isBuffer(value: unknown): value is NodeBuffer;
}

export interface FileStats {
  size: number;
  mtime: Date;
  isFile(): boolean;
  isDirectory(): boolean;
}

type Constructor<T> = { new (...args: never[]): T; prototype: T };

export interface NodeModules {
  buffer: { Buffer: BufferConstructor };
  crypto: { createHash(name: string): { update(data: string | Uint8Array, encoding?: string): { digest(form: string): string } } };
  events: Constructor<Emitter> & { EventEmitter: Constructor<Emitter> };
  fs: {
    stat(path: string, done: (error: (Error & { code?: string }) | null, stats: FileStats) => void): void;
    statSync(path: string): FileStats;
    readFile(path: string, done: (error: Error | null, content: NodeBuffer) => void): void;
    createReadStream(path: string, options?: { start?: number; end?: number }): NodeReadable;
  };
  module: { createRequire(from: string): (name: string) => unknown };
  path: {
    sep: string;
    basename(path: string, ending?: string): string;
    dirname(path: string): string;
    extname(path: string): string;
    isAbsolute(path: string): boolean;
    join(...parts: string[]): string;
    normalize(path: string): string;
    resolve(...parts: string[]): string;
  };
  querystring: { parse(text: string): Record<string, string | string[]> };
  stream: { Readable: (new (options?: object) => NodeReadable) & { call(self: unknown, options?: object): void; prototype: NodeReadable }; Stream: Constructor<Emitter> };
  zlib: Record<"createBrotliDecompress" | "createGunzip" | "createInflate", () => NodeReadable & { write(chunk: Uint8Array): boolean; end(): void }>;
}

export let node: NodeModules;

/** Called once, by `entry.js`. */
export function bindNode(modules: NodeModules): void {
  node = modules;
}

declare const process: { nextTick(call: (...args: never[]) => unknown, ...args: unknown[]): void; cwd(): string; env: Record<string, string | undefined> };

/** As Node's: before promises, in the async context of the caller. */
export function nextTick(call: () => unknown): void {
  process.nextTick(call);
}

export function workingFolder(): string {
  return process.cwd();
}

export function environment(name: string): string | undefined {
  return process.env[name];
}

/** The same memory as a `Buffer`. */
export function toBuffer(bytes: Uint8Array): NodeBuffer {
  return node.buffer.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
