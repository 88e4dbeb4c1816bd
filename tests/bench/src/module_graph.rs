//! A generated TypeScript project: many modules that import each other, in the style of an application. It must not know who runs it.
//! Only syntax that can be erased is used, since one of the peers does no more than erase.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub(crate) struct Graph {
    pub(crate) entry: PathBuf,
    /// What the entry prints once every module has run.
    pub(crate) stdout: String,
}

/// Modules in one folder of the project.
const FOLDER_SIZE: usize = 20;

/// Writes a graph of `count` modules, the entry included. Module n imports modules of smaller numbers, so the graph has no cycle.
pub(crate) fn write(folder: &Path, count: usize) -> Result<Graph> {
    let mut totals: Vec<u64> = Vec::new();
    for number in 0..count.saturating_sub(1) {
        let imports = imports(number);
        totals.push(number as u64 + imports.iter().map(|other| totals[*other] % 1000).sum::<u64>());
        save(&folder.join(path(number)), &module(number, &imports))?;
    }
    let entry = folder.join("main.ts");
    save(&entry, &main_module(totals.len()))?;
    let sum: u64 = totals.iter().map(|total| total % 1000).sum();
    Ok(Graph {
        entry,
        stdout: format!("{} modules, {sum}\n", totals.len() + 1),
    })
}

/// The one before, one about half way down, and one of the few that everybody uses.
fn imports(number: usize) -> Vec<usize> {
    let mut imports: Vec<usize> = [number.checked_sub(1), Some(number / 2), Some(number % 7)]
        .into_iter()
        .flatten()
        .filter(|other| *other < number)
        .collect();
    imports.sort_unstable();
    imports.dedup();
    imports
}

fn path(number: usize) -> String {
    format!("part{}/module{number}.ts", number / FOLDER_SIZE)
}

fn save(file: &Path, text: &str) -> Result<()> {
    let write = || {
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(file, text)
    };
    write().with_context(|| format!("Could not write `{}`", file.display()))
}

fn module(number: usize, imports: &[usize]) -> String {
    let mut text = String::new();
    for other in imports {
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "import {{ total as total{other}, type Item{other} }} from \"../{}\";",
            path(*other)
        );
    }
    let kinds = imports
        .iter()
        .map(|other| format!("Item{other}[\"kind\"]"))
        .collect::<Vec<_>>()
        .join(" | ");
    let sum = imports
        .iter()
        .map(|other| format!(" + (total{other} % 1000)"))
        .collect::<String>();
    let kinds = if kinds.is_empty() { "never".to_owned() } else { kinds };
    text + &BODY
        .replace("@kinds", &kinds)
        .replace("@sum", &sum)
        .replace('@', &number.to_string())
}

/// `@` is the module's number, `@kinds` a union of types of its imports, `@sum` terms from its imports.
const BODY: &str = r#"
export interface Item@ {
  readonly id: number;
  kind: "kind@";
  label?: string;
  from?: @kinds;
  tags: ReadonlyArray<string>;
}

type Result@<T> = { ok: true; value: T } | { ok: false; reason: string };

const limits: Record<string, number> = { items: 100 + @, depth: 8, retries: 3 };

export class Store@<T extends { id: number }> {
  readonly #items = new Map<number, T>();
  private listeners: Array<(item: T) => void> = [];

  add(item: T): Result@<T> {
    if (this.#items.size >= limits.items) return { ok: false, reason: `store @ holds ${limits.items} items` };
    this.#items.set(item.id, item);
    for (const listener of this.listeners) listener(item);
    return { ok: true, value: item };
  }

  find(id: number): T | undefined {
    return this.#items.get(id);
  }

  on(listener: (item: T) => void): () => void {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  *matching(test: (item: T) => boolean): Generator<T, void, unknown> {
    for (const item of this.#items.values()) if (test(item)) yield item;
  }
}

export function describe@(item: Item@, { long = false }: { long?: boolean } = {}): string {
  const tags = item.tags.map((tag) => `#${tag}`).join(" ");
  return long ? `${item.kind} ${item.id} (${item.label ?? "no label"}) ${tags}`.trim() : `${item.kind}:${item.id}`;
}

export async function load@(ids: readonly number[], fetchOne: (id: number) => Promise<Item@ | null>): Promise<Item@[]> {
  const found = await Promise.all(ids.map((id) => fetchOne(id)));
  return found.filter((item): item is Item@ => item !== null);
}

const store = new Store@<Item@>();
store.add({ id: @, kind: "kind@", tags: ["a", "b"] } satisfies Item@);

export const total: number = store.find(@)!.id@sum;
"#;

fn main_module(modules: usize) -> String {
    let mut text = String::new();
    for number in 0..modules {
        let _ = writeln!(text, "import {{ total as total{number} }} from \"./{}\";", path(number));
    }
    let names = (0..modules)
        .map(|number| format!("total{number}"))
        .collect::<Vec<_>>()
        .join(", ");
    let _ = writeln!(text, "\nconst totals: number[] = [{names}];");
    let _ = writeln!(
        text,
        "console.log(`${{totals.length + 1}} modules, ${{totals.reduce((sum, total) => sum + (total % 1000), 0)}}`);"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn the_graph_has_no_cycle_and_no_module_apart() {
        for number in 1..300 {
            let imports = imports(number);
            assert!(imports.contains(&(number - 1)));
            assert!(imports.iter().all(|other| *other < number));
        }
    }
}
