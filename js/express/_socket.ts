/**
 * @module `req.socket`: what programs read of a connection, and how they close it. The connection itself belongs to the
 * engine. Made when it is first read.
 */

import { type Emitter, type Listener, node } from "ext:racejs_express/_node.ts";
import { breakOff, watch } from "ext:racejs_express/_lifecycle.ts";
import type { Outgoing } from "ext:racejs_express/_outgoing.ts";
import type { Ends } from "ext:racejs_express/_wire.ts";

export interface Socket extends Ends, Emitter {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly destroyed: boolean;
  readonly remoteFamily: string;
  destroy(error?: Error): Socket;
  end(): Socket;
  address(): { address: string | undefined; port: number | undefined; family: string };
}

/** `owner` is the request's answer. */
export function createSocket(ends: Ends, owner: Outgoing): Socket {
  const socket = Object.create(node.events.EventEmitter.prototype) as Socket;
  const family = ends.remoteAddress.includes(":") ? "IPv6" : "IPv4";
  const same = () => socket;
  Object.assign(socket, ends, {
    remoteFamily: family,
    // Only those of an encrypted connection have it in Node.
    encrypted: ends.encrypted || undefined,
    authorized: false,
    on(this: Emitter, event: string | symbol, listener: Listener) {
      if (event === "close" || event === "error" || event === "end") watch(owner);
      return node.events.EventEmitter.prototype.on.call(this, event, listener);
    },
    destroy() {
      breakOff(owner);
      return socket;
    },
    end: same,
    setTimeout: same,
    setKeepAlive: same,
    setNoDelay: same,
    ref: same,
    unref: same,
    pause: same,
    resume: same,
    cork: () => {},
    uncork: () => {},
    address: () => ({ address: ends.localAddress, port: ends.localPort, family }),
  });
  Object.defineProperties(socket, {
    destroyed: { get: () => owner.destroyed },
    readable: { get: () => !owner.destroyed },
    writable: { get: () => !owner.destroyed },
  });
  return socket;
}
