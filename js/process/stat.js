/**
 * @module What deno_node asks of files: the two functions of Deno's namespace that look for it on the global object, where it is
 * not. Evaluated for the snapshot. Knows how the op lays a file's properties out, each in two or four words of 32 bits.
 */
(function () {
  const { core } = __bootstrap;
  const { op_fs_lstat_sync, op_fs_stat_sync } = core.ops;
  const { pathFromURL } = core.loadExtScript("ext:deno_web/00_infra.js");

  const words = new Uint32Array(56);
  const HIGH = 2 ** 32;

  const number = (at) => words[at] + words[at + 1] * HIGH;
  const flag = (at) => words[at] !== 0 || words[at + 1] !== 0;
  /** Those that a file system may not have say first whether they are there. */
  const optional = (at) => words[at] === 1 ? number(at + 2) : null;

  function date(at) {
    if (words[at] === 0) return null;
    const [low, high] = [words[at + 2], words[at + 3]];
    // Two's complement, where a number of 64 bits is not exact.
    return new Date(high < HIGH / 2 ? low + high * HIGH : -((~high >>> 0) * HIGH + (~low >>> 0) + 1));
  }

  const read = () => ({
    isFile: flag(0),
    isDirectory: flag(2),
    isSymlink: flag(4),
    size: number(6),
    mtime: date(8),
    atime: date(12),
    birthtime: date(16),
    ctime: date(20),
    dev: number(24),
    ino: optional(26),
    mode: number(30),
    nlink: optional(32),
    uid: number(36),
    gid: number(38),
    rdev: number(40),
    blksize: number(42),
    blocks: optional(44),
    isBlockDevice: flag(48),
    isCharDevice: flag(50),
    isFifo: flag(52),
    isSocket: flag(54),
  });

  function statSync(path) {
    op_fs_stat_sync(pathFromURL(path), words);
    return read();
  }

  function lstatSync(path) {
    op_fs_lstat_sync(pathFromURL(path), words);
    return read();
  }

  return { lstatSync, statSync };
})();
