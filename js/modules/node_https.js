/**
 * @module `node:https` as RaceJS's programs get it: the same module, on a `node:http` and a `node:tls` that have Node's habits. Evaluated when a
 * program first imports or requires it.
 */
(function () {
  const { core } = __bootstrap;
  core.createLazyLoader("racejs:node_http")();
  core.createLazyLoader("racejs:node_tls")();
  return { ...core.createLazyLoader("node:https")() };
})();
