/** @module `--watch`: which test files a change concerns. Must not know how they are run. */

import { node, real } from "ext:racejs_test/_host.ts";

// deno-lint-ignore-file no-explicit-any
/** Milliseconds in which changes belong together: an editor writes a file in several steps. */
const SETTLE = 100;
/** What a file of such a name means for others is not known: all run again. */
const CONFIGURATION = /(?:^|\/)(?:package\.json|tsconfig[^/]*\.json|\.env[^/]*)$/;

/** Folders that a run may look at: those in which test files are sought. */
function folders(root: string): string[] {
  const found = [root];
  for (const folder of found) {
    for (const entry of node("fs").readdirSync(folder, { withFileTypes: true })) {
      const isLeftOut = entry.name === "node_modules" || entry.name === "__snapshots__" || entry.name.startsWith(".");
      if (entry.isDirectory() && !isLeftOut) found.push(node("path").join(folder, entry.name));
    }
  }
  return found;
}

/** The paths that have changed, once something has. `ready` is called when the folders are watched. */
export async function nextChange(
  root: string,
  isWanted: (path: string) => boolean,
  ready: () => void,
): Promise<string[]> {
  const watcher = (globalThis as any).Deno.watchFs(folders(root), { recursive: false });
  const changed = new Set<string>();
  let timer: any;
  ready();
  for await (const { kind, paths } of watcher) {
    if (kind === "access") continue;
    for (const path of paths) if (isWanted(path)) changed.add(path);
    if (changed.size === 0 || timer !== undefined) continue;
    timer = real.setTimeout(() => watcher.close(), SETTLE);
  }
  return [...changed];
}

/** Test files among `all` that have to run again. */
export function concerned(changed: string[], all: string[], loaded: Map<string, string[]>): string[] {
  if (changed.some((path) => CONFIGURATION.test(path))) return all;
  return all.filter((file) => {
    const own = loaded.get(file);
    return own === undefined || changed.some((path) => path === file || own.includes(path));
  });
}
