/** @module A character for each test, then what failed. */

import { Spec } from "ext:racejs_test/_spec.ts";
import type { Event } from "ext:racejs_test/_types.ts";

const WIDTH = 80;

export class Dot {
  #column = 0;
  #spec: Spec;

  constructor(options: { color: boolean }) {
    this.#spec = new Spec(options);
  }

  event(event: Event): string {
    const { type, data } = event;
    const text = this.#spec.event(event);
    if (type === "test:summary" || type === "test:coverage") return `${this.#column > 0 ? "\n" : ""}${text}`;
    if ((type !== "test:pass" && type !== "test:fail") || data.details.type !== "test") return "";
    this.#column++;
    const mark = data.skip || data.todo ? "," : type === "test:pass" ? "." : "X";
    return this.#column % WIDTH === 0 ? `${mark}\n` : mark;
  }
}
