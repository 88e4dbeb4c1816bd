/**
 * @module `node:http` as RaceJS's programs get it: the same module, with two of Node's habits that deno_node lacks. Evaluated when a
 * program first imports or requires it.
 */
(function () {
  const { core } = __bootstrap;
  const node = core.createLazyLoader("node:http")();
  const { ClientRequest, Server } = node;

  // A request is sent again when the kept connection that it went to turns out to be closed. If the program closed it, by a
  // time-out or a signal, that must end the request.
  const { destroy } = ClientRequest.prototype;
  ClientRequest.prototype.destroy = function (error) {
    this._retrying = true;
    return Reflect.apply(destroy, this, [error]);
  };

  // Clients open connections in advance, `fetch` among them, and keep them for minutes: a server that closes would wait for them.
  // One that has just been made may be about to send its request.
  const GRACE_MS = 200;

  /** The sockets on which not one byte has come. deno_node's own set of connections has no public name. */
  function unused(server) {
    const key = Object.getOwnPropertySymbols(server).find((symbol) => symbol.description === "http.server.connections");
    return [...(server[key]?._all ?? [])].filter((socket) => socket.bytesRead === 0);
  }

  const { closeIdleConnections } = Server.prototype;
  Server.prototype.closeIdleConnections = function () {
    Reflect.apply(closeIdleConnections, this, []);
    if (unused(this).length === 0) return;
    globalThis.setTimeout(() => {
      if (this.listening) return;
      for (const socket of unused(this)) socket.destroy();
    }, GRACE_MS).unref();
  };

  return { ...node };
})();
