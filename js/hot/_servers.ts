/**
 * @module Servers of `node:net`, and with them those of `node:http`. The server that has opened a port keeps it for as long as the
 * process lives, with its connections; the servers of later versions of a module stand in for it: they hear what it hears, from
 * one event to the next. It must not know why there is a later version.
 */

import { core } from "ext:racejs_hot/_host.ts";
import { own, owner, unowned } from "ext:racejs_hot/_owned.ts";

interface NetServer {
  _handle: object | null;
  listening: boolean;
  close(done?: (error?: Error) => void): unknown;
  closeIdleConnections?(): void;
  emit(event: string | symbol, ...args: unknown[]): boolean;
  listenerCount(event: string | symbol, ...rest: unknown[]): number;
  once(event: string, listener: unknown): unknown;
}

type Listen = (this: NetServer, ...args: unknown[]) => unknown;

/** A port. */
interface Port {
  /** The server that has opened it. */
  readonly opener: NetServer;
  /** Who hears of what comes. */
  current: NetServer;
  /** What closes it. */
  readonly close: NetServer["close"];
}

/** How long a port that was offered goes on for the old version. A program may listen only after it has connected to a database. */
const GRACE_MS = 5000;

/** What a client brings about. The rest is between a server and its own sockets. */
const FORWARDED_BY_HTTP = ["request", "upgrade", "connect", "checkContinue", "checkExpectation", "clientError", "dropRequest", "timeout"];
const FORWARDED_BY_NET = ["connection", "drop"];

const ports = new WeakMap<NetServer, Port>();

/** A port that a next version may have. */
interface Offer {
  /** What `listen()` was given. */
  readonly place: string;
  readonly port: Port;
  /** Left from a version before: the one that is in place has not listened yet. */
  isLeft: boolean;
}

let offers: Offer[] = [];
/** What the next version has asked for, while it may still fail. */
let taken: { offer: Offer; server: NetServer }[] | undefined;
/** Counts versions, those that failed as well. */
let number = 0;

export function watchServers(): void {
  const { Server } = core.createLazyLoader("node:net")().default as { Server: { prototype: NetServer } };
  const prototype = Server.prototype as unknown as { listen: Listen };
  const { listen } = prototype;
  prototype.listen = function (...args) {
    const module = owner();
    const place = placeOf(args);
    if (module === undefined || place === undefined || forwardedBy(this, Server.prototype) === undefined) {
      if (module !== undefined) own(module, { dispose: () => this.close(), obstacle: () => obstacleOf(this), isOver: () => !this.listening });
      return Reflect.apply(listen, this, args);
    }
    const at = offers.findIndex((offer) => offer.place === place);
    const offer = at < 0 ? undefined : offers.splice(at, 1)[0]!;
    if (offer === undefined) open(this, forwardedBy(this, Server.prototype)!);
    own(module, {
      dispose: () => this.close(),
      offer: () => {
        const port = ports.get(this)!;
        if (port.current === this && this.listening) offers.push({ place, port, isLeft: false });
      },
      isOver: () => !this.listening,
    });
    if (offer === undefined) return Reflect.apply(listen, this, args);
    standIn(offer, this, args);
    return this;
  };
}

/** The next version is on its way. */
export function beginTaking(): void {
  number++;
  for (const offer of offers) offer.isLeft = true;
  taken = [];
}

/** It is in place. What it has not asked for it may still ask for, for a while. */
export function endTaking(): void {
  for (const { offer, server } of taken ?? []) handOver(offer.port, server);
  taken = undefined;
  closeLater();
}

/** It has failed. */
export function cancelTaking(): void {
  for (const { offer, server } of taken ?? []) {
    server._handle = null;
    offers.push(offer);
  }
  taken = undefined;
  offers = offers.filter((offer) => offer.isLeft);
  closeLater();
}

function closeLater(): void {
  if (offers.length === 0) return;
  const current = number;
  const close = () => {
    if (current !== number) return;
    for (const { port } of offers) port.current.close();
    offers = [];
  };
  // As a timer of the host's, which nobody watches.
  unowned(() => (globalThis.setTimeout(close, GRACE_MS) as unknown as { unref(): void }).unref());
}

/** Has a server pass on what it hears. */
function open(opener: NetServer, forwarded: readonly string[]): void {
  const { close, emit, listenerCount } = opener;
  const port: Port = { opener, current: opener, close };
  opener.close = function (done) {
    return port.current === opener ? Reflect.apply(close, this, [done]) : closed(this, done);
  };
  opener.emit = function (event, ...args) {
    if (!forwarded.includes(event as string)) return Reflect.apply(emit, this, [event, ...args]);
    const { current } = port;
    return unowned(() => (current === opener ? Reflect.apply(emit, this, [event, ...args]) : current.emit(event, ...args)));
  };
  opener.listenerCount = function (event, ...rest) {
    const { current } = port;
    if (current === opener || !forwarded.includes(event as string)) return Reflect.apply(listenerCount, this, [event, ...rest]);
    return current.listenerCount(event, ...rest);
  };
  ports.set(opener, port);
}

function standIn(offer: Offer, server: NetServer, args: unknown[]): void {
  const { port } = offer;
  const done = args.at(-1);
  if (typeof done === "function") server.once("listening", done);
  ports.set(server, port);
  // It says where it listens.
  server._handle = port.opener._handle;
  server.close = function (done) {
    if (port.current !== server) return closed(this, done);
    server._handle = null;
    port.opener.once("close", () => server.emit("close"));
    if (typeof done === "function") server.once("close", done);
    Reflect.apply(port.close, port.opener, []);
    return this;
  };
  if (taken === undefined) handOver(port, server);
  else taken.push({ offer, server });
  queueMicrotask(() => server.emit("listening"));
}

function handOver(port: Port, server: NetServer): void {
  // The opener needs its handle for the connections that it has.
  if (port.current !== port.opener) port.current._handle = null;
  port.current = server;
}

/** Whatever an old version still does with its server, it has none any more. */
function closed(server: NetServer, done: ((error: Error) => void) | undefined): NetServer {
  const error = Object.assign(new Error("Server is not running."), { code: "ERR_SERVER_NOT_RUNNING" });
  if (typeof done === "function") queueMicrotask(() => done(error));
  return server;
}

function obstacleOf(server: NetServer): string | undefined {
  return server.listening ? "a server listens that cannot be handed over" : undefined;
}

/** Which events one passes on; `undefined` for a kind of server that is not known. */
function forwardedBy(server: NetServer, net: NetServer): readonly string[] | undefined {
  if (typeof server.closeIdleConnections === "function") return FORWARDED_BY_HTTP;
  return Object.getPrototypeOf(server) === net ? FORWARDED_BY_NET : undefined;
}

/** Where `listen()` is asked to, in one form; `undefined` for a handle or a file descriptor. */
function placeOf(args: readonly unknown[]): string | undefined {
  const [first, second] = args;
  if (typeof first === "object" && first !== null) {
    const { port = 0, host, path, fd, _handle, handle } = first as Record<string, unknown>;
    if (fd !== undefined || _handle !== undefined || handle !== undefined) return undefined;
    return JSON.stringify(path === undefined ? [Number(port), host ?? null] : [path]);
  }
  if (typeof first === "string" && !/^\d+$/.test(first)) return JSON.stringify([first]);
  const isPlain = first === undefined || first === null || typeof first === "function";
  return JSON.stringify([isPlain ? 0 : Number(first), typeof second === "string" ? second : null]);
}
