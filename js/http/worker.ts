/**
 * @module Which of the isolates that run a program this is: `racejs --workers`.
 */

import { ops } from "ext:racejs_http/_ops.ts";

const [id, count] = ops.op_racejs_worker();

/** `id` counts from 0; the first one is alone unless `--workers` says otherwise. */
export const worker = Object.freeze({ id, count, isFirst: id === 0 });
