/**
 * @module A view: the file of a template, found in the folders of the setting `views`, and the engine that renders it.
 */

import { nextTick, node, workingFolder } from "ext:racejs_express/_node.ts";

export type RenderCallback = (error: unknown, text?: string) => void;
export type Engine = (path: string, options: object, done: RenderCallback) => void;

interface ViewOptions {
  defaultEngine?: string;
  engines: Record<string, Engine>;
  root: string | readonly string[];
}

export class View {
  readonly name: string;
  readonly root: string | readonly string[];
  readonly defaultEngine: string | undefined;
  readonly ext: string;
  readonly engine: Engine;
  readonly path: string | undefined;

  constructor(name: string, { defaultEngine, engines, root }: ViewOptions) {
    const { extname } = node.path;
    const own = extname(name);
    if (own === "" && !defaultEngine) throw new Error("No default engine was specified and no extension was provided.");
    const ending = own || (defaultEngine!.startsWith(".") ? defaultEngine! : `.${defaultEngine}`);
    this.name = name;
    this.root = root;
    this.defaultEngine = defaultEngine;
    this.ext = ending;
    this.engine = engines[ending] ??= loadEngine(ending.slice(1), root);
    this.path = this.lookup(own === "" ? name + ending : name);
  }

  lookup(name: string): string | undefined {
    for (const root of [this.root].flat()) {
      const path = node.path.resolve(root, name);
      const found = this.resolve(node.path.dirname(path), node.path.basename(path));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The file itself, or the index of a folder of that name. */
  resolve(folder: string, file: string): string | undefined {
    const { basename, join } = node.path;
    const candidates = [join(folder, file), join(folder, basename(file, this.ext), `index${this.ext}`)];
    return candidates.find(isFile);
  }

  render(options: object, done: RenderCallback): void {
    let isSync = true;
    this.engine(this.path!, options, (error, text) => {
      if (isSync) nextTick(() => done(error, text));
      else done(error, text);
    });
    isSync = false;
  }
}

/** An engine is a package of the program: looked for from the views, and from where it was started. */
function loadEngine(name: string, root: string | readonly string[]): Engine {
  const folders = [...[root].flat(), workingFolder()];
  let failure: unknown;
  for (const folder of folders) {
    try {
      const loaded = node.module.createRequire(node.path.join(folder, "views.js"))(name) as Record<string, unknown>;
      const engine = loaded["__express"] ?? (loaded["default"] as Record<string, unknown> | undefined)?.["__express"];
      if (typeof engine !== "function") throw new Error(`Module "${name}" does not provide a view engine.`);
      return engine as Engine;
    } catch (error) {
      failure = error;
      if ((error as { code?: string }).code !== "MODULE_NOT_FOUND") break;
    }
  }
  throw failure;
}

function isFile(path: string): boolean {
  try {
    return node.fs.statSync(path).isFile();
  } catch {
    return false;
  }
}
