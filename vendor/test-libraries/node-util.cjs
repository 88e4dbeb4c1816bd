// What the fake timers want of `node:util`: the symbol by which `promisify` knows how a timer is promised.
exports.promisify = { custom: Symbol.for("nodejs.util.promisify.custom") };
