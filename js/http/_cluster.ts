/**
 * @module Servers in a worker process of `node:cluster`. The system deals the connections of a port out among all of its workers; the
 * primary hears of them as it does of Node's servers.
 */

import { ops } from "ext:racejs_http/_ops.ts";
import type { Server } from "ext:racejs_http/server.ts";

interface Channel {
  send?(message: object): boolean;
  once(event: "disconnect", listener: () => void): void;
}

/** What `cluster` says of a Unix socket, in place of a port. */
const NO_PORT = -1;

/** Those of this process. */
const open = new Set<Server>();
let isWatching = false;

/** To be called when the server listens. Elsewhere it does nothing. */
export function joinCluster(server: Server): void {
  if (!ops.op_racejs_in_cluster()) return;
  const { process } = globalThis as unknown as { process: Channel };
  const address = server.address();
  const place = typeof address === "string"
    ? { address, port: NO_PORT, addressType: NO_PORT }
    : { address: address.address, port: address.port, addressType: address.family === "IPv6" ? 6 : 4 };
  process.send?.({ cmd: "NODE_CLUSTER", act: "listening", ...place });
  open.add(server);
  if (!isWatching) process.once("disconnect", closeAll);
  isWatching = true;
}

export function leaveCluster(server: Server): void {
  open.delete(server);
}

/** A worker that is told to disconnect takes no more connections, and ends when it has answered. */
function closeAll(): void {
  for (const server of open) server.close();
}
