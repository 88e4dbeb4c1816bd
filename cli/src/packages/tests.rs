//! Which manager a folder is found to be kept with, and what is said to each.

use std::path::Path;

use super::manager::Manager;
use super::*;

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// The manager, or what is said instead; one that is not installed counts as found.
fn found(folder: &Path) -> String {
    match of_project(folder) {
        Ok(manager) => manager.program().to_owned(),
        Err(failure) => failure.to_string(),
    }
}

#[test]
fn the_field_comes_before_the_lock_file() {
    let folder = project(&[
        ("package.json", r#"{"packageManager":"pnpm@10.1.0+sha512.a"}"#),
        ("package-lock.json", "{}"),
    ]);
    assert!(found(folder.path()).contains("pnpm"));
    let folder = project(&[("package.json", r#"{"packageManager":"nix@1"}"#)]);
    assert!(found(folder.path()).starts_with("Unknown package manager `nix` in"));
}

#[test]
fn lock_files_tell_and_must_not_disagree() {
    let folder = project(&[("package.json", "{}"), ("bun.lock", ""), ("bun.lockb", "")]);
    assert!(found(folder.path()).contains("bun"));
    let folder = project(&[("package.json", "{}"), ("yarn.lock", ""), ("pnpm-lock.yaml", "")]);
    assert!(found(folder.path()).contains("has both `yarn.lock` and `pnpm-lock.yaml`"));
}

#[test]
fn a_workspace_speaks_for_its_members_alone() {
    let files = [
        ("package.json", r#"{"workspaces":["a"]}"#),
        ("pnpm-lock.yaml", ""),
        ("a/package.json", "{}"),
    ];
    assert!(found(&project(&files).path().join("a")).contains("pnpm"));
    let files = [("package.json", "{}"), ("pnpm-lock.yaml", ""), ("a/package.json", "{}")];
    assert_eq!(found(&project(&files).path().join("a")), "npm");
}

#[test]
fn a_broken_manifest_is_named() {
    let folder = project(&[("package.json", r#"{"name": "#)]);
    assert!(found(folder.path()).contains("package.json`: EOF while parsing"));
}

fn check(request: &Request, expected: [&str; 5]) {
    let managers = [
        Manager::Npm,
        Manager::Pnpm,
        Manager::Bun,
        Manager::YarnClassic,
        Manager::Yarn,
    ];
    for (manager, expected) in managers.into_iter().zip(expected) {
        assert_eq!(request.command(manager, &[]).join(" "), expected);
    }
}

#[test]
fn each_manager_is_spoken_to_in_its_words() {
    let packages = || vec!["zod@4".to_owned(), "pg".to_owned()];
    let add = Request::Add {
        packages: packages(),
        kind: Kind::Dev,
        exact: true,
    };
    check(
        &add,
        [
            "npm install --save-dev --save-exact zod@4 pg",
            "pnpm add --save-dev --save-exact zod@4 pg",
            "bun add --dev --exact zod@4 pg",
            "yarn add --dev --exact zod@4 pg",
            "yarn add --dev --exact zod@4 pg",
        ],
    );
    check(
        &Request::Remove { packages: packages() },
        [
            "npm uninstall zod@4 pg",
            "pnpm remove zod@4 pg",
            "bun remove zod@4 pg",
            "yarn remove zod@4 pg",
            "yarn remove zod@4 pg",
        ],
    );
}

#[test]
fn each_manager_installs_and_fetches_tools_in_its_words() {
    let install = |frozen, production| Request::Install {
        frozen,
        production,
        ignore_scripts: false,
    };
    check(
        &install(true, false),
        [
            "npm ci",
            "pnpm install --frozen-lockfile",
            "bun install --frozen-lockfile",
            "yarn install --frozen-lockfile",
            "yarn install --immutable",
        ],
    );
    check(
        &install(false, true),
        [
            "npm install --omit=dev",
            "pnpm install --prod",
            "bun install --production",
            "yarn install --production",
            "yarn workspaces focus --all --production",
        ],
    );
    let execute = Request::Execute {
        package: Some("cowsay@1".to_owned()),
        tool: "cowsay".to_owned(),
        args: vec!["--hi".to_owned()],
    };
    check(
        &execute,
        [
            "npx --package=cowsay@1 cowsay --hi",
            "pnpm --package=cowsay@1 dlx cowsay --hi",
            "bun x --package=cowsay@1 cowsay --hi",
            "npx --package=cowsay@1 cowsay --hi",
            "yarn dlx --package=cowsay@1 cowsay --hi",
        ],
    );
}
