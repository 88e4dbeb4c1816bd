//! Documents that must be true: the types that programs see (`js/types/`), the API reference made of them (`docs/api/`), and
//! every program that these and `docs/` show, which is run. It must not check what needs no program: `tidy` does.

mod comment;
mod coverage;
mod declarations;
mod example;
mod pages;
mod reference;
mod selftest;
mod type_check;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Failed, Trial};

use crate::harness::Runner;
use declarations::Declarations;
use example::Example;

/// Where the types are.
const TYPES: &str = "js/types";
/// Types of modules whose documents are elsewhere.
const OTHERS: &[&str] = &["express", "test", "test-mocks"];
/// Files that programs find beside them: a certificate, a folder to serve.
const PROJECT: &str = "tests/docs/project";

/// The documents of the repository.
pub(crate) struct Documents {
    types: Vec<Declarations>,
    examples: Vec<Example>,
    /// Why they could not be read.
    fault: Option<String>,
}

impl Documents {
    pub(crate) fn read(root: &Path) -> Self {
        match read_types(root).and_then(|types| Ok((read_examples(root, &types)?, types))) {
            Ok((examples, types)) => Self {
                types,
                examples,
                fault: None,
            },
            Err(fault) => Self {
                types: Vec::new(),
                examples: Vec::new(),
                fault: Some(fault),
            },
        }
    }

    /// Names of the trials that run a program.
    pub(crate) fn runs(&self) -> impl Iterator<Item = String> {
        self.examples
            .iter()
            .map(trial_name)
            .chain([type_check::NAME.to_owned()])
    }

    /// The name of the trial that needs the packages.
    pub(crate) fn uses_packages(name: &str) -> bool {
        name == type_check::NAME
    }

    pub(crate) fn trials<Keep: Send + Sync + 'static>(self, runner: &Arc<Runner>, keep: &Arc<Keep>) -> Vec<Trial> {
        let mut trials = selftest::trials();
        let documents = Arc::new(self);
        let mut add = |name: String, check: fn(&Documents, &Runner, usize) -> Result<(), String>, index: usize| {
            let (documents, runner, keep) = (Arc::clone(&documents), Arc::clone(runner), Arc::clone(keep));
            trials.push(Trial::test(name, move || {
                let _keep = keep;
                check(&documents, &runner, index).map_err(Failed::from)
            }));
        };
        add(
            "docs/the types are in the form that is read".to_owned(),
            Documents::is_readable,
            0,
        );
        add(
            "docs/everything is documented and shown".to_owned(),
            Documents::is_covered,
            0,
        );
        add(
            "docs/reference is made from the types".to_owned(),
            Documents::reference_is_current,
            0,
        );
        add(
            type_check::NAME.to_owned(),
            |documents, runner, _| documents.check_types(runner),
            0,
        );
        for (index, example) in documents.examples.iter().enumerate() {
            add(trial_name(example), Documents::run, index);
        }
        trials
    }

    fn is_readable(&self, _runner: &Runner, _index: usize) -> Result<(), String> {
        self.fault.clone().map_or(Ok(()), Err)
    }

    fn is_covered(&self, _runner: &Runner, _index: usize) -> Result<(), String> {
        match coverage::faults(&self.types).as_slice() {
            [] => Ok(()),
            faults => Err(faults.join("\n")),
        }
    }

    /// With `UPDATE_EXPECT=1` the pages are written anew.
    fn reference_is_current(&self, runner: &Runner, _index: usize) -> Result<(), String> {
        let folder = runner.root.join(reference::FOLDER);
        let pages = reference::pages(&self.types)?;
        let mut stale: Vec<String> = Vec::new();
        for (name, text) in &pages {
            if fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text) {
                stale.push(name.clone());
                if runner.update {
                    fs::create_dir_all(&folder)
                        .and_then(|()| fs::write(folder.join(name), text))
                        .map_err(|error| format!("could not write `{name}`: {error}"))?;
                }
            }
        }
        for name in names_in(&folder)?.into_iter().filter(|name| !pages.contains_key(name)) {
            stale.push(format!("{name} (nothing makes it)"));
        }
        match stale.as_slice() {
            [] => Ok(()),
            stale => Err(format!(
                "{} differ from the types: {}\nhint: UPDATE_EXPECT=1 writes them anew; read the diff",
                reference::FOLDER,
                stale.join(", ")
            )),
        }
    }

    fn run(&self, runner: &Runner, index: usize) -> Result<(), String> {
        let example = &self.examples[index];
        let expected = example.expected();
        if expected.is_empty() {
            return Err("it does not say what it prints\nhint: `console.log(…); // what it prints`".to_owned());
        }
        let mut spec =
            String::from("A program of the documents.\n-- case.jsonc --\n{ \"args\": \"run example.ts\" }\n");
        spec.push_str(&format!("-- example.ts --\n{}\n", example.code));
        spec.push_str(&files_of(&runner.root.join(PROJECT))?);
        spec.push_str(&format!("-- stdout --\n{}\n", expected.join("\n")));
        runner
            .check_text(&spec)
            .map_err(|report| format!("{report}\nthe program:\n{}", example.code))
    }

    fn check_types(&self, runner: &Runner) -> Result<(), String> {
        type_check::check(runner, &self.examples)
    }
}

fn trial_name(example: &Example) -> String {
    format!("docs/example/{}", example.name)
}

fn read_types(root: &Path) -> Result<Vec<Declarations>, String> {
    let folder = root.join(TYPES);
    let names = names_in(&folder)?;
    let stems = names.iter().filter_map(|name| name.strip_suffix(".d.ts"));
    stems
        .filter(|stem| !OTHERS.contains(stem))
        .map(|stem| Declarations::parse(stem, &text_of(&folder.join(format!("{stem}.d.ts")))?))
        .collect()
}

/// Of the types, and of the documents that people write.
fn read_examples(root: &Path, types: &[Declarations]) -> Result<Vec<Example>, String> {
    let mut examples = example::of_types(types);
    let folder = root.join("docs");
    for name in names_in(&folder)?.iter().filter(|name| name.ends_with(".md")) {
        examples.extend(example::of_document(name, &text_of(&folder.join(name))?));
    }
    Ok(examples)
}

/// Names of the files in a folder, sorted; none if there is no folder.
fn names_in(folder: &Path) -> Result<Vec<String>, String> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| format!("could not read `{}`: {error}", folder.display()))?;
    let files = entries.filter_map(Result::ok).filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("could not read `{}`: {error}", path.display()))
}

/// The files below a folder as sections of a spec.
fn files_of(folder: &Path) -> Result<String, String> {
    let mut sections = String::new();
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let name = entry
            .path()
            .strip_prefix(folder)
            .unwrap_or(entry.path())
            .to_string_lossy();
        sections.push_str(&format!("-- {name} --\n{}", text_of(entry.path())?));
    }
    Ok(sections)
}
