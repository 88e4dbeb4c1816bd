/**
 * A function for each of the methods that few programs use, most of them WebDAV's.
 *
 * @module
 */

import type { AddRoute } from "./handlers.d.ts";

/** Methods that few programs use. */
export interface RareVerbs {
  /** Answers ACL (WebDAV access control, RFC 3744).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().acl("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "ACL" })).text()); // ACL
   * ``` */
  acl: AddRoute<this>;
  /** Answers BIND (WebDAV bindings, RFC 5842).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().bind("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "BIND" })).text()); // BIND
   * ``` */
  bind: AddRoute<this>;
  /** Answers CHECKOUT (DeltaV, RFC 3253).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().checkout("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "CHECKOUT" })).text()); // CHECKOUT
   * ``` */
  checkout: AddRoute<this>;
  /** Answers COPY (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().copy("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "COPY" })).text()); // COPY
   * ``` */
  copy: AddRoute<this>;
  /** Answers LINK (RFC 2068).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().link("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "LINK" })).text()); // LINK
   * ``` */
  link: AddRoute<this>;
  /** Answers LOCK (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().lock("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "LOCK" })).text()); // LOCK
   * ``` */
  lock: AddRoute<this>;
  /** Answers M-SEARCH (UPnP discovery).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp()["m-search"]("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "M-SEARCH" })).text()); // M-SEARCH
   * ``` */
  "m-search": AddRoute<this>;
  /** Answers MERGE (DeltaV, RFC 3253).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().merge("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "MERGE" })).text()); // MERGE
   * ``` */
  merge: AddRoute<this>;
  /** Answers MKACTIVITY (DeltaV, RFC 3253).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().mkactivity("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "MKACTIVITY" })).text()); // MKACTIVITY
   * ``` */
  mkactivity: AddRoute<this>;
  /** Answers MKCALENDAR (CalDAV, RFC 4791).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().mkcalendar("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "MKCALENDAR" })).text()); // MKCALENDAR
   * ``` */
  mkcalendar: AddRoute<this>;
  /** Answers MKCOL (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().mkcol("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "MKCOL" })).text()); // MKCOL
   * ``` */
  mkcol: AddRoute<this>;
  /** Answers MOVE (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().move("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "MOVE" })).text()); // MOVE
   * ``` */
  move: AddRoute<this>;
  /** Answers NOTIFY (UPnP events).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().notify("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "NOTIFY" })).text()); // NOTIFY
   * ``` */
  notify: AddRoute<this>;
  /** Answers PROPFIND (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().propfind("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "PROPFIND" })).text()); // PROPFIND
   * ``` */
  propfind: AddRoute<this>;
  /** Answers PROPPATCH (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().proppatch("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "PROPPATCH" })).text()); // PROPPATCH
   * ``` */
  proppatch: AddRoute<this>;
  /** Answers PURGE (caches such as Varnish).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().purge("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "PURGE" })).text()); // PURGE
   * ``` */
  purge: AddRoute<this>;
  /** Answers REBIND (WebDAV bindings, RFC 5842).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().rebind("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "REBIND" })).text()); // REBIND
   * ``` */
  rebind: AddRoute<this>;
  /** Answers REPORT (DeltaV, RFC 3253).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().report("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "REPORT" })).text()); // REPORT
   * ``` */
  report: AddRoute<this>;
  /** Answers SEARCH (WebDAV, RFC 5323).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().search("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "SEARCH" })).text()); // SEARCH
   * ``` */
  search: AddRoute<this>;
  /** Answers SOURCE (Icecast).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().source("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "SOURCE" })).text()); // SOURCE
   * ``` */
  source: AddRoute<this>;
  /** Answers SUBSCRIBE (UPnP events).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().subscribe("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "SUBSCRIBE" })).text()); // SUBSCRIBE
   * ``` */
  subscribe: AddRoute<this>;
  /** Answers UNBIND (WebDAV bindings, RFC 5842).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().unbind("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "UNBIND" })).text()); // UNBIND
   * ``` */
  unbind: AddRoute<this>;
  /** Answers UNLINK (RFC 2068).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().unlink("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "UNLINK" })).text()); // UNLINK
   * ``` */
  unlink: AddRoute<this>;
  /** Answers UNLOCK (WebDAV, RFC 4918).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().unlock("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "UNLOCK" })).text()); // UNLOCK
   * ``` */
  unlock: AddRoute<this>;
  /** Answers UNSUBSCRIBE (UPnP events).
   * @example
   * ```ts
   * import { createApp } from "racejs";
   * const app = createApp().unsubscribe("/", (req) => req.method);
   * console.log(await (await app.request("/", { method: "UNSUBSCRIBE" })).text()); // UNSUBSCRIBE
   * ``` */
  unsubscribe: AddRoute<this>;
}
