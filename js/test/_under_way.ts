/**
 * @module Which test of a file's process is under way, as its events tell, and who says so when nothing is heard of it. Must
 * not know reporters.
 */

import { node, real } from "ext:racejs_test/_host.ts";
import type { Event } from "ext:racejs_test/_types.ts";

/** Milliseconds of silence after which a person wonders. */
const SILENCE = 30_000;

interface Open {
  name: string;
  isTold: boolean;
}

export class UnderWay {
  /** What has begun, from the outermost suite down. */
  #open: Open[] = [];
  // deno-lint-ignore no-explicit-any
  #timer: any;

  constructor(readonly file: string) {}

  /** To be called with each event of the process, in their order. */
  follow({ type, data }: Event): void {
    if (type === "test:start") {
      this.#open.length = Math.min(this.#open.length, data.nesting);
      this.#open.push({ name: data.name, isTold: false });
    } else if (type === "test:pass" || type === "test:fail") {
      this.#open.length = Math.min(this.#open.length, data.nesting);
    }
    this.end();
    if (this.#open.length > 0) this.#timer = real.setTimeout(() => this.#tell(), SILENCE);
  }

  /** Nothing more is said. */
  end(): void {
    real.clearTimeout(this.#timer);
  }

  /** `file > suite > test`; nothing when no test has begun. */
  get path(): string | undefined {
    if (this.#open.length === 0) return undefined;
    return [this.file, ...this.#open.map(({ name }) => name)].join(" > ");
  }

  /** Once for each test. */
  #tell(): void {
    const last = this.#open.at(-1);
    if (last === undefined || last.isTold) return;
    last.isTold = true;
    const text = `note: \`${this.path}\` is still running; its file has shown nothing for ${SILENCE / 1000} s\n`;
    node("process").stderr.write(text);
  }
}
