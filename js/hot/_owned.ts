/**
 * @module What versions of modules have made that goes on by itself: timers, listeners, servers. It ends with its version.
 * What a request's handler makes belongs to the request, which is finished by the code it began with.
 */

import { type AsyncVariable, core } from "ext:racejs_hot/_host.ts";

export interface Resource {
  /** Ends it. */
  dispose(): void;
  /** For a server: the next version may take it over. It is not ended then until it is known that none does. */
  offer?(): void;
  /** Why no other version can take its place, if none can. */
  obstacle?(): string | undefined;
  /** Whether it has ended by itself. */
  isOver?(): boolean;
}

/** At this size of a module's set, what is over is looked for. */
const PRUNE_AT = 512;

/** By the name that V8 has for the module. */
const owned = new Map<string, Set<Resource>>();

/** Of the versions that are about to be replaced. */
let outgoing = new Map<string, Set<Resource>>();

/** Names among them that the new versions have as well: what is made from now on is theirs. */
let lasting: readonly string[] = [];

/** Versions that have been replaced. What of their code still runs has nothing to begin any more. */
const ended = new Set<string>();

/** Whose callback runs, if it is that of a timer. */
let current: string | undefined;

let serving: AsyncVariable | undefined;

/** Whose code asks; `undefined` for handlers of requests, and for what is nobody's. */
export function owner(): string | undefined {
  if (serving?.get() === true) return undefined;
  return current ?? (core.ops.op_racejs_hot_owner() || undefined);
}

/** The context in which handlers of requests run, made from another one. */
export function servingContext(context: unknown): unknown {
  serving ??= new core.AsyncVariable();
  const before = core.getAsyncContext();
  core.setAsyncContext(context);
  serving.enter(true);
  const made = core.getAsyncContext();
  core.setAsyncContext(before);
  return made;
}

/** Does something that outlives versions. */
export function unowned<T>(work: () => T): T {
  const before = core.getAsyncContext();
  core.setAsyncContext(servingContext(before));
  try {
    return work();
  } finally {
    core.setAsyncContext(before);
  }
}

/** Whether the module that asks has been replaced. */
export function isEnded(): boolean {
  const module = owner();
  return module !== undefined && ended.has(module);
}

/** What it gives back says that the resource is over. */
export function own(module: string, resource: Resource): () => void {
  if (ended.has(module)) {
    end(resource);
    return () => {};
  }
  let set = (lasting.includes(module) ? undefined : outgoing.get(module)) ?? owned.get(module);
  if (set === undefined) owned.set(module, set = new Set());
  if (set.size > 0 && set.size % PRUNE_AT === 0) {
    for (const each of set) if (each.isOver?.()) set.delete(each);
  }
  set.add(resource);
  return () => set.delete(resource);
}

/** Runs a callback of the module's; what it makes is the module's as well. */
export function runFor<T>(module: string, callback: () => T): T {
  const before = current;
  current = module;
  try {
    return callback();
  } finally {
    current = before;
  }
}

/** Why versions of these modules cannot end. */
export function obstacleOf(modules: readonly string[]): string | undefined {
  for (const module of modules) {
    for (const each of owned.get(module) ?? []) {
      const obstacle = each.obstacle?.();
      if (obstacle !== undefined) return obstacle;
    }
  }
  return undefined;
}

/** What these versions have made is about to end; until it is known, they keep it. Some have names that last. */
export function hold(modules: readonly string[], names: readonly string[]): void {
  lasting = names;
  outgoing = new Map();
  for (const module of modules) {
    const set = owned.get(module);
    if (set === undefined) continue;
    owned.delete(module);
    outgoing.set(module, set);
    for (const { offer } of set) offer?.();
  }
}

/** The new versions are in place of these. */
export function endHeld(modules: readonly string[]): void {
  for (const module of modules) if (!lasting.includes(module)) ended.add(module);
  for (const set of outgoing.values()) {
    for (const each of set) if (each.offer === undefined) end(each);
  }
  lasting = [];
  outgoing = new Map();
}

/** The new versions have failed: what they have made ends, and the old ones have what they had. */
export function giveBack(failed: readonly string[]): void {
  for (const module of failed) {
    for (const each of owned.get(module) ?? []) end(each);
    owned.delete(module);
    if (!lasting.includes(module)) ended.add(module);
  }
  for (const [module, set] of outgoing) owned.set(module, set);
  lasting = [];
  outgoing = new Map();
}

function end(resource: Resource): void {
  try {
    resource.dispose();
  } catch (error) {
    console.error(error);
  }
}
