/**
 * @module Servers of `node:net`, and with them those of `node:http`: no other version of their module can have their port while
 * they listen.
 */

import { core } from "ext:racejs_hot/_host.ts";
import { own, owner } from "ext:racejs_hot/_owned.ts";

interface NetServer {
  listening: boolean;
  close(): void;
}

export function watchServers(): void {
  const { Server } = core.createLazyLoader("node:net")().default as { Server: { prototype: NetServer } };
  const { listen } = Server.prototype as unknown as { listen(...args: unknown[]): unknown };
  Object.defineProperty(Server.prototype, "listen", {
    configurable: true,
    enumerable: true,
    writable: true,
    value(this: NetServer, ...args: unknown[]) {
      const module = owner();
      if (module !== undefined) {
        own(module, {
          dispose: () => this.close(),
          obstacle: () => (this.listening ? "a server of `node:net` or `node:http` listens" : undefined),
          isOver: () => !this.listening,
        });
      }
      return Reflect.apply(listen, this, args);
    },
  });
}
