//! `racejs add`, `install`, `remove` and `x`: passed on to the package manager of the project, which takes this process's place.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::take_over::{Line, take_over, working_directory};
use crate::args::{AddArgs, ExecuteArgs, InstallArgs, RemoveArgs};
use crate::packages::{Manager, Request, find_program, of_project};
use crate::ui::{Failure, Usage};

pub(super) fn add(args: AddArgs) -> Result<i32, Failure> {
    refuse_global(args.kind.global, "install", &args.packages)?;
    let request = Request::Add {
        packages: args.packages,
        kind: args.kind.kind(),
        exact: args.kind.exact,
    };
    forward(&request, &args.extra.words)
}

pub(super) fn install(args: InstallArgs) -> Result<i32, Failure> {
    refuse_global(args.kind.global, "install", &args.packages)?;
    let request = if args.packages.is_empty() {
        Request::Install {
            frozen: args.frozen,
            production: args.production,
            ignore_scripts: args.ignore_scripts,
        }
    } else {
        Request::Add {
            packages: args.packages,
            kind: args.kind.kind(),
            exact: args.kind.exact,
        }
    };
    forward(&request, &args.extra.words)
}

pub(super) fn remove(args: RemoveArgs) -> Result<i32, Failure> {
    refuse_global(args.global, "uninstall", &args.packages)?;
    let request = Request::Remove {
        packages: args.packages,
    };
    forward(&request, &args.extra.words)
}

/// A tool of the project is run as it is installed; for another one the manager is asked.
pub(super) fn execute(args: ExecuteArgs) -> Result<i32, Failure> {
    let mut words = args.words.into_iter();
    let Some(tool) = words.next() else {
        return Err(Failure::usage("No tool to run").hint("name one, as in `racejs x prettier --check .`"));
    };
    let words: Vec<String> = words.collect();
    let cwd = working_directory()?;
    match installed_tool(&cwd, &tool).filter(|_| args.package.is_none()) {
        Some(path) if is_for_node(&path) => run_tool(&path, words),
        Some(path) => take_over(Line {
            program: path,
            args: words,
            is_shown: false,
        }),
        None => {
            let request = Request::Execute {
                package: args.package,
                tool,
                args: words,
            };
            forward(&request, &[])
        }
    }
}

/// As `racejs run` would, with what `NODE_OPTIONS` says.
fn run_tool(path: &Path, words: Vec<String>) -> Result<i32, Failure> {
    let line = ["racejs", "run", "--"].map(OsString::from).into_iter();
    let line = line.chain([path.into()]).chain(words.into_iter().map(OsString::from));
    match super::parse(line) {
        Ok((cli, node)) => super::choose(cli, node),
        Err(Usage::Wrong(failure)) => Err(failure),
        // Whatever asks for a page stands behind the tool, and is its own.
        Err(Usage::Page(_)) => Ok(0),
    }
}

fn refuse_global(is_global: bool, verb: &str, packages: &[String]) -> Result<(), Failure> {
    if !is_global {
        return Ok(());
    }
    let packages = packages.join(" ");
    Err(
        Failure::usage("RaceJS installs packages for a project, not for the whole machine")
            .hint(format!("`npm {verb} --global {packages}` does that"))
            .hint("`racejs x` runs a tool without installing it"),
    )
}

fn forward(request: &Request, extra: &[String]) -> Result<i32, Failure> {
    let manager = of_project(&working_directory()?)?;
    let mut words = request.command(manager, extra).into_iter();
    let name = words.next().unwrap_or_default();
    let Some(program) = find_program(&name) else {
        // Yarn 1 has nothing of the kind, and npm need not be there.
        return Err(
            Failure::usage(format!("`{name}` is not installed, and yarn 1 cannot run what is not")).hint(format!(
                "add the tool to the project: `{} add --dev …`",
                Manager::YarnClassic.program()
            )),
        );
    };
    take_over(Line {
        program,
        args: words.collect(),
        is_shown: true,
    })
}

/// Where npm, pnpm, yarn and bun put the tools of packages.
fn installed_tool(start: &Path, tool: &str) -> Option<PathBuf> {
    if tool.contains('/') {
        return None;
    }
    start
        .ancestors()
        .map(|folder| folder.join("node_modules/.bin").join(tool))
        .find(|path| path.is_file())
}

/// Whether the tool's first line says that Node runs it. RaceJS does so then, without a `node` on the machine.
fn is_for_node(tool: &Path) -> bool {
    use std::io::Read as _;
    let mut head = Vec::new();
    let Ok(file) = std::fs::File::open(tool) else {
        return false;
    };
    if file.take(128).read_to_end(&mut head).is_err() {
        return false;
    }
    let head = String::from_utf8_lossy(&head);
    let Some(line) = head.strip_prefix("#!").and_then(|head| head.lines().next()) else {
        return false;
    };
    line.split([' ', '/', '\t']).any(|word| word == "node")
}
