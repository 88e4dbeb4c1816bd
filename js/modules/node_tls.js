/**
 * @module `node:tls` as RaceJS's programs get it: the same module, with `createSecurePair()`, with the name that a client asked for in
 * `socket.servername` from the moment it is known, and with sessions that differ from one another. Evaluated when a program first imports
 * or requires it, or `node:https`.
 */
(function () {
  const { core } = __bootstrap;
  const node = core.createLazyLoader("node:tls")();
  const EventEmitter = core.createLazyLoader("node:events")().default;
  const { duplexPair } = core.createLazyLoader("node:stream")();
  const { deprecate } = core.createLazyLoader("node:util")();
  const { ERR_TLS_INVALID_CONTEXT } = core.loadExtScript("ext:deno_node/internal/errors.ts");
  const { SecureContext } = core.loadExtScript("ext:deno_node/_tls_common.ts");
  const { createSecureContext, TLSSocket } = node;
  const { Buffer } = core.createLazyLoader("node:buffer")();
  const { randomBytes } = core.createLazyLoader("node:crypto")();
  const { process } = globalThis;

  /** Both ends of a TLS connection whose transport is up to the program: what goes in at one side comes out encrypted at the other. */
  class SecurePair extends EventEmitter {
    constructor(context, isServer = false, requestCert = !isServer, rejectUnauthorized = false, options = {}) {
      super();
      const secureContext = context ?? createSecureContext();
      if (!(secureContext instanceof SecureContext)) throw new ERR_TLS_INVALID_CONTEXT("context");
      const [transport, encrypted] = duplexPair();
      this.server = options.server;
      this.credentials = secureContext;
      this.encrypted = encrypted;
      this.cleartext = new TLSSocket(transport, { ...options, secureContext, isServer, requestCert, rejectUnauthorized });
      this.cleartext.once("secure", () => this.emit("secure"));
      // A server begins by itself. A client waits for whoever listens to the encrypted side.
      if (!isServer) process.nextTick(() => this.cleartext.destroyed || this.cleartext._start());
    }

    destroy() {
      this.cleartext.destroy();
      this.encrypted.destroy();
    }
  }

  const createSecurePair = deprecate(
    (...args) => new SecurePair(...args),
    "tls.createSecurePair() is deprecated. Please use tls.TLSSocket instead.",
    "DEP0064",
  );

  const { _finishInit: finishInit, _init: init, setSession } = TLSSocket.prototype;

  TLSSocket.prototype._init = function (...args) {
    Reflect.apply(init, this, args);
    const { onclienthello } = this._handle;
    if (!onclienthello) return;
    // What `SNICallback` refuses has a name all the same.
    this._handle.onclienthello = function () {
      if (this._owner) this._owner.servername = this.getServername() || false;
      return Reflect.apply(onclienthello, this, []);
    };
  };

  TLSSocket.prototype._finishInit = function () {
    // `false`, not `null`, once it is known that no name was sent.
    if (this._handle) this.servername ??= this._handle.getServername() || this._tlsOptions.servername || false;
    Reflect.apply(finishInit, this, []);
    // Tickets that wait for the connection's end. They have no public name.
    const key = Object.getOwnPropertySymbols(this).find((symbol) => symbol.description === "pendingSession");
    if (Array.isArray(this[key])) this[key] = this[key].map(distinct);
  };

  // To deno_node a session is the server's name and port; the keys stay in the TLS library. Something of its own behind that tells it
  // from others with the same server, and is taken off again where the session is resumed.
  const MARK = /^(deno-tls[^#]*)#[0-9a-f]{32}$/s;
  const distinct = (session) => Buffer.from(`${session.toString("latin1")}#${randomBytes(16).toString("hex")}`, "latin1");
  const sessions = new WeakMap();
  let isGiven = false;

  Object.defineProperty(TLSSocket.prototype, "_session", {
    configurable: true,
    get() {
      return sessions.get(this) ?? null;
    },
    set(session) {
      sessions.set(this, session && !isGiven ? distinct(session) : session);
    },
  });

  TLSSocket.prototype.setSession = function (session) {
    const given = session && Buffer.from(session, "latin1");
    isGiven = true;
    try {
      Reflect.apply(setSession, this, [given && (MARK.exec(given.toString("latin1"))?.[1] ?? given)]);
    } finally {
      isGiven = false;
    }
    if (given) sessions.set(this, given);
  };

  Object.assign(node.default, { createSecurePair, SecurePair });
  return { ...node, createSecurePair, SecurePair };
})();
