/**
 * @module Takes new versions of modules into a running program. The host (`runtime/src/dev/`) says which, in which order, and
 * what has come of it; here they are evaluated, and what the old ones have made ends.
 */

import { HotContext } from "ext:racejs_hot/_context.ts";
import { emit } from "ext:racejs_hot/_events.ts";
import { core, requireCache } from "ext:racejs_hot/_host.ts";
import { endHeld, giveBack, hold, isEnded, obstacleOf, own, owner, type Resource, runFor, servingContext, unowned } from "ext:racejs_hot/_owned.ts";
import { watchProcess } from "ext:racejs_hot/_process.ts";
import { beginTaking, cancelTaking, endTaking, watchServers } from "ext:racejs_hot/_servers.ts";
import { watchTimers } from "ext:racejs_hot/_timers.ts";

/** What the host finds here, and modules of RaceJS that have something to do with it. */
const KEY = Symbol.for("racejs.hot");

/** A module that is imported anew. */
interface Root {
  /** With its new version. */
  url: string;
  /** Without. */
  file: string;
  /** Who takes it: the module itself, or one that imports it. The main module has nobody. */
  takenBy: string | null;
}

interface Plan {
  roots: Root[];
  /** Files that get a new version. */
  files: string[];
  /** Their modules, by the names that V8 has for them: as they are, and as they will be. */
  before: string[];
  after: string[];
  /** Those among them that are the same in both. */
  lasting: string[];
  /** Paths that `require` has to load again. */
  required: string[];
}

interface Meta {
  module: string;
  file: string;
  filename: string;
  dirname: string;
  main: boolean;
}

/** By file: the version that is in place. */
const contexts = new Map<string, HotContext>();
/** Of the versions that are being evaluated. */
let fresh: Map<string, HotContext> | undefined;
let plan: Plan | undefined;
let modules: (object | undefined)[] = [];
/** Outside of all requests. */
let outside: unknown;

/** What a module finds as `import.meta`. */
export function metaOf({ module, file, ...rest }: Meta, resolve: unknown): object {
  const hot = new HotContext(module, file);
  (fresh !== undefined && plan!.files.includes(file) ? fresh : contexts).set(file, hot);
  return Object.assign(Object.create(null), { url: file, ...rest, resolve, hot });
}

/** Evaluates new versions. The old ones are in place until `commit`. */
async function evaluate(next: Plan): Promise<void> {
  // An `import()` within a request leaves that request's context behind.
  core.setAsyncContext(outside);
  plan = next;
  fresh = new Map();
  modules = [];
  beginTaking();
  hold(next.before, next.lasting);
  emit("racejs:beforeUpdate", { files: next.files });
  for (const file of next.files) {
    const context = contexts.get(file);
    if (context !== undefined) await HotContext.end(context);
  }
  if (next.required.length > 0) {
    const cache = requireCache();
    for (const path of next.required) delete cache[path];
  }
  for (const { url } of next.roots) modules.push(await import(url));
}

/** The new versions are in place. Throws what those who take them throw. */
function commit(): void {
  const { roots, files, before } = plan!;
  endTaking();
  endHeld(before);
  const takers = roots.map(({ takenBy }) => (takenBy === null ? undefined : contexts.get(takenBy)));
  for (const file of files) {
    const replaced = contexts.get(file);
    if (replaced !== undefined) HotContext.silence(replaced);
    contexts.delete(file);
  }
  for (const [file, context] of fresh!) contexts.set(file, context);
  const taken = modules;
  plan = fresh = undefined;
  modules = [];
  const errors: unknown[] = [];
  for (const [index, { file, takenBy }] of roots.entries()) {
    const taker = takers[index];
    if (taker === undefined) continue;
    try {
      if (takenBy === file) HotContext.take(taker, taken[index]);
      else HotContext.takeDependency(taker, file, taken[index]);
    } catch (error) {
      errors.push(error);
    }
  }
  emit("racejs:afterUpdate", { files });
  if (errors.length > 0) throw errors[0];
}

/** They have failed, or something has come in between. */
function rollback(): void {
  cancelTaking();
  giveBack(plan?.after ?? []);
  plan = fresh = undefined;
  modules = [];
  emit("racejs:error", {});
}

/** Why these modules cannot be replaced in the running program, if they cannot. */
function obstacle(modules: readonly string[]): string | null {
  return obstacleOf(modules) ?? null;
}

/** What the program's own CommonJS modules have required: each path with those below it. */
function required(): [string, string[]][] {
  const loaded = Object.values(requireCache()).flatMap((module) => (module?.filename ? [module] : []));
  const own = loaded.filter(({ filename }) => !filename!.includes("/node_modules/"));
  return own.map(({ filename, children }) => [filename!, children.flatMap((child) => child.filename ?? [])]);
}

/** A server or the like that belongs to whoever has called RaceJS. */
function ownHere(resource: Resource): void {
  const module = owner();
  if (module !== undefined) own(module, resource);
}

export function start(): void {
  outside = core.getAsyncContext();
  const value = { commit, emit, evaluate, isEnded, obstacle, own: ownHere, required, rollback, runFor, servingContext, unowned };
  Object.defineProperty(globalThis, KEY, { value });
  watchTimers();
  watchProcess();
  watchServers();
}
