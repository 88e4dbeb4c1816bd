/**
 * @module What hot reload has to know of apps and servers (`js/hot`), where a program is developed; elsewhere nothing.
 */

import { type NativeServer, ops } from "ext:racejs_http/_ops.ts";

interface Hot {
  isEnded(): boolean;
  own(resource: { dispose(): void; offer(): void }): void;
  servingContext(context: unknown): unknown;
  unowned<T>(work: () => T): T;
}

const KEY = Symbol.for("racejs.hot");

function hot(): Hot | undefined {
  return (globalThis as { [KEY]?: Hot })[KEY];
}

/** Whether another version has taken the place of the module that has just called: it has nothing to serve any more. */
export function isEnded(): boolean {
  return hot()?.isEnded() ?? false;
}

/** A server of the module that has just called; the next version of that module may take it over. */
export function noteServer(server: NativeServer): void {
  hot()?.own({
    dispose: () => void ops.op_racejs_server_close(server),
    offer: () => ops.op_racejs_server_offer(server),
  });
}

/** The context for handlers of requests: what they begin is theirs, and no module's. */
export function servingContext(context: unknown): unknown {
  return hot()?.servingContext(context) ?? context;
}

/** Does something that outlives the version of the module which asks for it. */
export function unowned<T>(work: () => T): T {
  const host = hot();
  return host === undefined ? work() : host.unowned(work);
}
