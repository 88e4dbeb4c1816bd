/**
 * @module The native side as this folder sees it: the calls of `js/http`, and those that only Express needs.
 */

import { type Exchange, type NativeBody, ops as shared, type Ops } from "ext:racejs_http/_ops.ts";

declare const handle: unique symbol;
export interface NativeRouter {
  readonly [handle]: "router";
}

interface ExpressOps extends Ops {
  op_racejs_break_off(exchange: Exchange): boolean;
  op_racejs_delivered(exchange: Exchange): Promise<boolean>;
  op_racejs_entity_tag(body: Uint8Array): string;
  op_racejs_entity_tag_of_text(body: string): string;
  op_racejs_raw_stream(exchange: Exchange): NativeBody;
  op_racejs_router(): NativeRouter;
  op_racejs_router_add(router: NativeRouter, id: number, pattern: string, flags: number): void;
  op_racejs_router_match(router: NativeRouter, path: string): (string | number)[] | null;
}

export const ops: ExpressOps = shared as ExpressOps;
