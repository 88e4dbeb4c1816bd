/**
 * @module The channel to a parent process, which deno_node closes before what was sent last is on its way; Node does not.
 */
(function () {
  return function (process) {
    const { send, disconnect } = process;
    let waiting = 0;
    let isLeaving = false;

    process.send = function (...args) {
      const callback = typeof args.at(-1) === "function" ? args.pop() : undefined;
      waiting += 1;
      return Reflect.apply(send, this, [...args, (error) => {
        waiting -= 1;
        if (callback !== undefined) callback(error);
        else if (error) process.emit("error", error);
        if (isLeaving && waiting === 0) disconnect();
      }]);
    };

    process.disconnect = function () {
      if (waiting === 0 || !process.connected) return disconnect();
      isLeaving = true;
    };
  };
})();
