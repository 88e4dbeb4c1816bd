/**
 * @module From a path that a client or a program names to a file on disk that may be sent. Sends nothing.
 */

import { httpError } from "ext:racejs_express/_errors.ts";
import { type FileStats, node } from "ext:racejs_express/_node.ts";

export interface LocateOptions {
  dotfiles?: "allow" | "deny" | "ignore" | undefined;
  extensions?: string[] | string | false | undefined;
  index?: string[] | string | boolean | undefined;
  root?: string | undefined;
}

export type Located = { path: string; stats: FileStats } | { directory: string };

const UP = /(?:^|[\\/])\.\.(?:[\\/]|$)/;

/** Throws an error with a status if there is no such file, or nobody may see it. */
export async function locate(encoded: string, options: LocateOptions): Promise<Located> {
  const path = absolute(decode(encoded), options);
  const endsWithSlash = encoded.endsWith("/");
  if (endsWithSlash) {
    const indexes = options.index === false ? [] : list(options.index === true ? undefined : options.index, ["index.html"]);
    if (indexes.length > 0) return await first(indexes.map((name) => node.path.join(path, name)));
  }
  const stats = await statOf(path);
  if (stats === undefined) {
    if (endsWithSlash || node.path.extname(path) !== "") throw httpError(404, missing(path));
    return await first(list(options.extensions || [], []).map((ending) => `${path}.${ending}`), path);
  }
  if (stats.isDirectory()) return { directory: path };
  if (endsWithSlash) throw httpError(404);
  return { path, stats };
}

function decode(encoded: string): string {
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    throw httpError(400);
  }
  if (path.includes("\0")) throw httpError(400);
  return path;
}

function absolute(path: string, { root, dotfiles = "ignore" }: LocateOptions): string {
  const { join, normalize, resolve, sep } = node.path;
  const own = root === undefined || path === "" ? path : normalize(`.${sep}${path}`);
  if (UP.test(own)) throw httpError(403);
  const parts = normalize(own).split(sep);
  if (parts.some((part) => part.length > 1 && part.startsWith("."))) {
    if (dotfiles === "deny") throw httpError(403);
    if (dotfiles !== "allow") throw httpError(404);
  }
  return root === undefined ? resolve(own) : normalize(join(resolve(root), own));
}

async function first(candidates: string[], otherwise?: string): Promise<Located> {
  for (const path of candidates) {
    const stats = await statOf(path);
    if (stats !== undefined && !stats.isDirectory()) return { path, stats };
  }
  throw httpError(404, missing(otherwise ?? candidates[0] ?? ""));
}

/** `undefined` if there is no such file. */
function statOf(path: string): Promise<FileStats | undefined> {
  return new Promise((resolve, reject) => {
    node.fs.stat(path, (error, stats) => {
      if (error === null || error === undefined) resolve(stats);
      else if (["ENAMETOOLONG", "ENOENT", "ENOTDIR"].includes(error.code ?? "")) resolve(undefined);
      else reject(httpError(500, error));
    });
  });
}

/** As the file system words it: handlers of errors look at `code`. */
function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: no such file or directory, stat '${path}'`), { code: "ENOENT", syscall: "stat", path });
}

function list(value: string | string[] | undefined, otherwise: string[]): string[] {
  return value === undefined ? otherwise : [value].flat();
}
