/**
 * @module The channels between a process and those that it starts: what deno_node does differently from Node when a message
 * cannot be written, and when a child leaves before what it sent last is on its way. Knows nothing of what messages mean.
 */
(function () {
  const { core } = __bootstrap;
  const { parse, stringify } = JSON;

  /** What the other side still reads is nested so deep, with a level left for the envelope of a handle. */
  const MAX_DEPTH = 126;
  const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] =
    Array.from('"\\[]{}', (letter) => letter.charCodeAt(0));

  /** Whether the JSON text is nested deeper than that. */
  function isTooDeep(text) {
    if (text.length <= 2 * MAX_DEPTH) return false;
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charCodeAt(at);
      if (letter === QUOTE) {
        for (at += 1; text.charCodeAt(at) !== QUOTE; at += 1) if (text.charCodeAt(at) === BACKSLASH) at += 1;
      } else if (letter === OPEN_ARRAY || letter === OPEN_OBJECT) {
        depth += 1;
        if (depth > MAX_DEPTH) return true;
      } else if (letter === CLOSE_ARRAY || letter === CLOSE_OBJECT) {
        depth -= 1;
      }
    }
    return false;
  }

  /** The message as JSON has it. The op that writes it goes through any object, and takes the process down in one without end. */
  function plain(message) {
    if (message === null || (typeof message !== "object" && typeof message !== "bigint")) return message;
    const text = stringify(message);
    if (text === undefined) return null;
    if (isTooDeep(text)) throw new RangeError(`Cannot send a message that is nested more than ${MAX_DEPTH} levels deep`);
    return parse(text);
  }

  /** Children that are sent JSON get nothing else. */
  function guardChildren({ prototype }) {
    const { spawn } = prototype;
    prototype.spawn = function (options, ...rest) {
      const result = Reflect.apply(spawn, this, [options, ...rest]);
      if (this.channel && options.serialization !== "advanced") {
        const { send } = this;
        this.send = function (message, ...rest) {
          return Reflect.apply(send, this, [this.connected ? plain(message) : message, ...rest]);
        };
      }
      return result;
    };
    Object.defineProperty(prototype, "spawn", { __proto__: null, enumerable: false });
  }

  /** What the first channel that is read, the one to the parent, shows nobody: how it is read, and that its other end is gone. */
  function watchReads() {
    const { ops } = core;
    const reads = { channel: undefined, isJson: false, isEnded: false };
    for (const name of ["op_node_ipc_read_json", "op_node_ipc_read_advanced"]) {
      const read = ops[name];
      ops[name] = (channel) => {
        const answer = read(channel);
        if (reads.channel === undefined) Object.assign(reads, { channel, isJson: name === "op_node_ipc_read_json" });
        if (reads.channel === channel) {
          answer.then(([message]) => {
            if (message?.cmd === "NODE_CLOSE") reads.isEnded = true;
          }, () => {});
        }
        return answer;
      };
    }
    return reads;
  }

  /** The channel to the parent stays until all that was sent is on its way. */
  function keep(process, reads) {
    const { send, disconnect } = process;
    let waiting = 0;
    let isLeaving = false;

    function leave() {
      isLeaving = false;
      process.connected = true;
      disconnect();
    }

    process.send = function (...args) {
      const callback = args.length > 1 && typeof args.at(-1) === "function" ? args.pop() : undefined;
      if (reads.isJson && process.connected) args[0] = plain(args[0]);
      const done = (error) => {
        waiting -= 1;
        try {
          if (callback !== undefined) callback(error);
          else if (error) process.emit("error", error);
        } finally {
          if (isLeaving && waiting === 0) leave();
        }
      };
      waiting += 1;
      try {
        return Reflect.apply(send, this, [...args, done]);
      } catch (error) {
        waiting -= 1;
        throw error;
      }
    };

    process.disconnect = function () {
      if (process.connected && waiting === 0) return disconnect();
      if (process.connected) {
        isLeaving = true;
        process.connected = false;
      } else if (!isLeaving || !reads.isEnded) {
        const { ERR_IPC_DISCONNECTED } = core.loadExtScript("ext:deno_node/internal/errors.ts");
        process.emit("error", new ERR_IPC_DISCONNECTED());
      }
    };
  }

  return { guardChildren, keep, watchReads };
})();
