/** @module What is loaded when a test first asks for it: the libraries are large, and a file of `node:test` needs none. */

import { load } from "ext:racejs_test/_host.ts";
import type { Entry } from "ext:racejs_test/_tree.ts";

// deno-lint-ignore-file no-explicit-any
const expectModule = (): any => load("ext:racejs_test/expect.ts");
const viModule = (): any => load("ext:racejs_test/vi.ts");

export const createExpect = (entry: Entry): any => expectModule().createExpect(entry);
export const getExpect = (): any => expectModule().expect;
export const getVi = (): any => viModule();
