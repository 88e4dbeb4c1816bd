/**
 * @module Who asks: the peer, or whom a trusted proxy names.
 */

import type { Head } from "ext:racejs_http/_head.ts";
import { type NativeApp, ops } from "ext:racejs_http/_ops.ts";

export interface Client {
  ip: string;
  /** From the client to the last trusted proxy; empty if no proxy is trusted. */
  ips: readonly string[];
  protocol: string;
  host: string;
  hostname: string;
}

export function readClient(app: NativeApp, peer: string, head: Head): Client {
  const [ip, protocol, host, hostname, ...ips] = ops.op_racejs_client(app, peer, head) as [string, string, string, string, ...string[]];
  return { ip, ips, protocol, host, hostname };
}
