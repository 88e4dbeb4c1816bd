/**
 * @module `node:tls` as RaceJS's programs get it: the same module, with the pair of streams that deno_node only names, and a `servername` that is
 * false where a client has sent none. Evaluated when a program first imports or requires it, or `node:https`.
 */
(function () {
  const { core } = __bootstrap;
  const node = core.createLazyLoader("node:tls")();
  const { EventEmitter } = core.createLazyLoader("node:events")();
  const { duplexPair } = core.createLazyLoader("node:stream")();
  const { deprecate } = core.createLazyLoader("node:util")();
  const { ERR_TLS_INVALID_CONTEXT } = core.loadExtScript("ext:deno_node/internal/errors.ts");
  const { TLSSocket, createSecureContext } = node;

  const { _finishInit: finishInit } = TLSSocket.prototype;
  TLSSocket.prototype._finishInit = function () {
    const handle = this._handle;
    if (handle && this.servername === null && !this._tlsOptions?.servername && !handle.getServername?.()) this.servername = false;
    return Reflect.apply(finishInit, this, []);
  };

  function contextOf(given) {
    if (given?.context) return given;
    if (given !== undefined && given !== null) throw new ERR_TLS_INVALID_CONTEXT("context");
    return createSecureContext();
  }

  /** Two streams with TLS between them: what is written to `cleartext` can be read from `encrypted`, and the other way round. */
  class SecurePair extends EventEmitter {
    constructor(context, isServer = false, requestCert = !isServer, rejectUnauthorized = false, options = {}) {
      super();
      const secureContext = contextOf(context);
      const [encrypted, inner] = duplexPair();
      const settings = { secureContext, isServer, requestCert, rejectUnauthorized, ...options };
      this.server = options.server;
      this.credentials = secureContext;
      this.encrypted = encrypted;
      this.cleartext = new TLSSocket(inner, settings);
      this.cleartext.once("secure", () => this.emit("secure"));
      // Whoever has made it gets to listen first.
      globalThis.process.nextTick(() => {
        if (!this.cleartext.destroyed) this.cleartext._start();
      });
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
  Object.assign(node.default, { SecurePair, createSecurePair });
  return { ...node, SecurePair, createSecurePair };
})();
