/**
 * @module Who asks: the peer, or whom a trusted proxy names.
 */

import { type Exchange, ops } from "ext:racejs_http/_ops.ts";

export interface Client {
  ip: string;
  /** From the client to the last trusted proxy; empty if no proxy is trusted. */
  ips: readonly string[];
  protocol: string;
  host: string;
  hostname: string;
}

export function readClient(exchange: Exchange): Client {
  const [ip, protocol, host, hostname, ...ips] = ops.op_racejs_client(exchange) as [string, string, string, string, ...string[]];
  return { ip, ips, protocol, host, hostname };
}
