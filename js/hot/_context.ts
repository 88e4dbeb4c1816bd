/**
 * @module `import.meta.hot` of one version of a module, with Vite's meaning. Knows nothing of how a version comes about.
 */

import { listen, type Listener } from "ext:racejs_hot/_events.ts";
import { core } from "ext:racejs_hot/_host.ts";

type Namespace = object | undefined;
type Accepted = (module: never) => void;
type Dispose = (data: Record<string, unknown>) => unknown;

/** What passes from each version of a file to the next. */
const datas = new Map<string, Record<string, unknown>>();

const OWN_FRAMES = /\n +at [^\n]*\b(?:ext|racejs):[^\n]*/g;

/** How long a change waits for what `dispose()` has begun, in milliseconds. */
const DISPOSE_MAX = 1000;

/** A version whose end never comes would keep all others from coming. */
function late(): Promise<never> {
  return new Promise((_, reject) => {
    const timer: unknown = setTimeout(() => reject(new Error(`it has not ended within ${DISPOSE_MAX} ms`)), DISPOSE_MAX);
    (timer as { unref?(): void }).unref?.();
  });
}

export class HotContext {
  /** By the name that V8 has for the module. */
  readonly #module: string;
  readonly #file: string;
  readonly #ofItself: Accepted[] = [];
  readonly #ofOthers: { files: readonly string[]; isList: boolean; callback: Accepted }[] = [];
  readonly #disposers: Dispose[] = [];
  readonly #listeners: (() => void)[] = [];

  constructor(module: string, file: string) {
    this.#module = module;
    this.#file = file;
  }

  get data(): Record<string, unknown> {
    let data = datas.get(this.#file);
    if (data === undefined) datas.set(this.#file, data = {});
    return data;
  }

  accept(dependency?: string | readonly string[] | Accepted, callback: Accepted = () => {}): void {
    if (dependency === undefined || typeof dependency === "function") {
      core.ops.op_racejs_hot_accept(this.#module, "");
      if (dependency !== undefined) this.#ofItself.push(dependency);
      return;
    }
    const isList = typeof dependency !== "string";
    const files = [dependency].flat().map((each) => core.ops.op_racejs_hot_accept(this.#module, each));
    this.#ofOthers.push({ files, isList, callback });
  }

  dispose(callback: Dispose): void {
    this.#disposers.push(callback);
  }

  invalidate(message = ""): void {
    core.ops.op_racejs_hot_invalidate(this.#module, String(message));
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push(listen(event, listener));
  }

  /** For the reload itself, and out of a program's reach. */
  static async end(context: HotContext): Promise<void> {
    for (const dispose of context.#disposers) {
      try {
        await Promise.race([dispose(context.data), late()]);
      } catch (error) {
        const told = String((error as Error)?.stack ?? error).replace(OWN_FRAMES, "");
        console.error(`warning: \`dispose()\` of \`${context.#file}\` failed, and the change goes on without it: ${told}`);
      }
    }
  }

  /** Another version has taken its place. */
  static silence(context: HotContext): void {
    for (const remove of context.#listeners) remove();
  }

  /** A new version of the module itself. */
  static take(context: HotContext, module: Namespace): void {
    for (const callback of context.#ofItself) callback(module as never);
  }

  /** A new version of something that it imports. */
  static takeDependency(context: HotContext, file: string, module: Namespace): void {
    for (const { files, isList, callback } of context.#ofOthers) {
      if (!files.includes(file)) continue;
      const given = isList ? files.map((each) => (each === file ? module : undefined)) : module;
      callback(given as never);
    }
  }
}
