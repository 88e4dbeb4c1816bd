//! The reading of types and documents, shown on small ones that are right, and that are wrong in one way.

use libtest_mimic::{Failed, Trial};

use super::comment::Comment;
use super::declarations::Declarations;
use super::example::{self, Example};
use super::{coverage, reference};

const SOURCE: &str = r#"/**
 * Apps.
 *
 * @module
 */

import type {
  Other,
} from "./other.d.ts";

/** Makes an {@link App}. */
export declare function createApp(): App;

/** An app. */
export interface App<Path extends string = `{${string}`> extends Verbs {
  /**
   * Listens.
   *
   * @param port The port.
   * @throws {RangeError} If it is none.
   * @example
   * ```ts
   * console.log(1); // 1
   * ```
   */
  listen(port: number): void;
  /** Somewhere. */
  listen(): void;

  /** Whether it listens. See {@link App.listen}. */
  readonly listening: "}" | false;
}

type Hidden = { a: 1 };
"#;

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("docs/self/comments", comments),
        Trial::test("docs/self/declarations", declarations),
        Trial::test("docs/self/expected output", expected),
        Trial::test("docs/self/programs of a document", documents),
        Trial::test("docs/self/reference", pages),
        Trial::test("docs/self/links that lead nowhere", wrong_links),
        Trial::test("docs/self/coverage", missing),
    ]
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, wanted: T) -> Result<(), Failed> {
    match found == wanted {
        true => Ok(()),
        false => Err(format!("expected {wanted:?}, found {found:?}").into()),
    }
}

fn parsed(source: &str) -> Result<Vec<Declarations>, String> {
    Ok(vec![Declarations::parse("app", source)?])
}

fn comments() -> Result<(), Failed> {
    let comment = Comment::parse(
        "/** One\n   * two.\n   *\n   * @throws If\n   *   so.\n   * @example\n   * ```ts\n   * @a();\n   * ``` */",
    );
    same(&*comment.text, "One\ntwo.")?;
    same(comment.throws, vec!["If so.".to_owned()])?;
    same(comment.examples, vec!["@a();".to_owned()])
}

fn declarations() -> Result<(), Failed> {
    let files = parsed(SOURCE)?;
    let names: Vec<&str> = files[0].items.iter().map(|item| &*item.name).collect();
    same(names, vec!["createApp", "App", "Hidden"])?;
    let members: Vec<&str> = files[0].items[1].members.iter().map(|item| &*item.name).collect();
    same(members, vec!["listen", "listening"])?;
    same(files[0].items[1].members[0].signatures.len(), 2)?;
    same(
        Declarations::parse("open", "/** @module */\ninterface A {\n").is_err(),
        true,
    )
}

fn expected() -> Result<(), Failed> {
    let code =
        "// Prose.\nconsole.log(1); // one\nconst a = 1; // more prose\nconsole.log(`http://${a}`);\n// two\n// three";
    let example = Example {
        name: String::new(),
        code: code.to_owned(),
    };
    same(example.expected(), ["one", "two", "three"].map(str::to_owned).to_vec())
}

fn documents() -> Result<(), Failed> {
    let text = "```ts\nimport { a } from \"a\";\nconsole.log(a); // 1\n```\n```ts\na();\n```\n```sh\nx\n```\n";
    let examples = example::of_document("a.md", text);
    same(examples.len(), 1)?;
    same(&*examples[0].name, "a.md:1")
}

fn pages() -> Result<(), Failed> {
    let pages = reference::pages(&parsed(SOURCE)?)?;
    let page = pages.get("app.md").map(String::as_str).unwrap_or_default();
    for wanted in [
        "## `createApp()`",
        "Makes an [`App`](#app).",
        "## `App`",
        "### `app.listen()`",
        "listen(port: number): void\n// Somewhere.\nlisten(): void\n",
        "- `port`: The port.\n- **Throws** `RangeError`: If it is none.",
        "| `listening` | `\"}\" \\| false` | Whether it listens. See [`app.listen()`](#applisten). |",
    ] {
        if !page.contains(wanted) {
            return Err(format!("no {wanted:?} in:\n{page}").into());
        }
    }
    same(page.contains("Hidden"), false)
}

fn wrong_links() -> Result<(), Failed> {
    let source = SOURCE.replace("{@link App}", "{@link Nothing}");
    same(
        reference::pages(&parsed(&source)?).is_err_and(|fault| fault.contains("Nothing")),
        true,
    )
}

fn missing() -> Result<(), Failed> {
    let faults = coverage::faults(&parsed(&SOURCE.replace("/** An app. */\n", ""))?);
    let wanted = [
        "createApp: no `@example`",
        "App: no comment says what it is",
        "App.listening: no `@example`",
    ];
    same(faults, wanted.map(str::to_owned).to_vec())
}
