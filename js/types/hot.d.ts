/**
 * Development: what a module can do about its own new versions, and values that outlive them.
 *
 * @module
 */

/**
 * A value that is made once, and outlives the versions of the module which makes it: a pool of connections, a cache.
 *
 * With `racejs dev`, a module is evaluated again when it or something that it imports changes; `keep()` gives each version
 * the value of the first one. Timers and listeners that `factory` makes outlive the version as well. When the program starts
 * again, and with `racejs run`, it is made anew. A promise that is rejected is not kept.
 *
 * @param key A name for the value, which the whole program shares.
 * @param factory Makes the value, where there is none.
 * @throws With code `RACE_KEEP` where the name is empty, or there is neither a value nor a function that makes it.
 *
 * @example
 * ```ts
 * import { keep } from "racejs";
 *
 * const visits = keep("visits", () => new Map<string, number>());
 * visits.set("/", 1);
 * console.log(keep("visits", () => new Map<string, number>()).get("/")); // 1
 * ```
 */
export declare function keep<T>(key: string, factory: () => T): T;

/** What happens to a module while the program is developed. */
export interface HotEvents {
  /** Modules are about to be replaced: the URLs of their files. */
  "racejs:beforeUpdate": { files: string[] };
  /** They have been. */
  "racejs:afterUpdate": { files: string[] };
  /** They could not be, and go on as they are. */
  "racejs:error": object;
}

/**
 * `import.meta.hot`: it is there with `racejs dev` and `racejs run --watch`, and means what it means in Vite.
 *
 * ```ts
 * let hits: number = import.meta.hot?.data["hits"] ?? 0;
 * import.meta.hot?.dispose((data) => (data["hits"] = hits));
 * import.meta.hot?.accept();
 * ```
 */
export interface HotContext {
  /** An object that each version of the module gets from the one before. */
  readonly data: Record<string, any>;
  /**
   * The module takes its own new versions: those that import it keep the old one and are not evaluated again.
   *
   * @param callback Is given the new version.
   */
  accept(callback?: (module: any) => void): void;
  /**
   * The module takes new versions of one that it imports, and is not evaluated again when that changes.
   *
   * @param dependency As it is imported.
   * @param callback Is given the new version.
   */
  accept(dependency: string, callback?: (module: any) => void): void;
  /** The same for several; the callback is given a list with the new version in its place. */
  accept(dependencies: readonly string[], callback?: (modules: (any | undefined)[]) => void): void;
  /**
   * Something to do when this version is about to be replaced: the next one has been loaded and is evaluated next. Timers,
   * listeners on `process` and servers end by themselves.
   */
  dispose(callback: (data: Record<string, any>) => unknown): void;
  /** This version cannot go on with a change that it has taken: its importers are evaluated again. */
  invalidate(message?: string): void;
  /**
   * Hears of changes.
   *
   * @param event Vite's names of these events, as `vite:beforeUpdate`, are taken as well.
   */
  on<Name extends keyof HotEvents>(event: Name, callback: (payload: HotEvents[Name]) => void): void;
  /** The same for any other name. */
  on(event: string, callback: (payload: any) => void): void;
}

declare global {
  interface ImportMeta {
    /** Hot reload, where the program is developed. */
    readonly hot?: HotContext;
  }
}
