//! Graphs written as lines: `a b c` is a file that imports two others.

use super::*;

fn graph(lines: &[&str]) -> Graph {
    let mut graph = Graph::new("main".into());
    graph.set_preloads(vec!["before".into()]);
    for line in lines {
        let mut names = line.split(' ').map(Path::new);
        let file = names.next().unwrap();
        graph.load(file, Some(1));
        names.for_each(|import| graph.import(file, 0, import));
    }
    graph
}

fn set(names: &str) -> BTreeSet<PathBuf> {
    names.split_whitespace().map(PathBuf::from).collect()
}

/// `files > root, root:taker`.
fn plan(graph: &Graph, changed: &str, refused: &str) -> String {
    let swap = match graph.plan(&set(changed), &set(refused)) {
        Ok(swap) => swap,
        Err(Unreachable(file)) => return format!("! {}", file.display()),
    };
    let files: Vec<String> = swap.files.iter().map(|file| file.display().to_string()).collect();
    let root = |root: &Root| match &root.taken_by {
        Some(taker) => format!("{}:{}", root.file.display(), taker.display()),
        None => root.file.display().to_string(),
    };
    let roots: Vec<String> = swap.roots.iter().map(root).collect();
    format!("{} > {}", files.join(" "), roots.join(" "))
}

#[test]
fn a_change_reaches_its_importers_and_no_other_module() {
    let graph = graph(&["main a b", "a shared", "b db", "shared", "db"]);
    assert_eq!(plan(&graph, "shared", ""), "a main shared > main");
    assert_eq!(plan(&graph, "db b", ""), "b db main > main");
    assert_eq!(plan(&graph, "main", ""), "main > main");
}

#[test]
fn a_module_that_takes_a_change_ends_its_way() {
    let mut graph = graph(&["main a b", "a shared", "b shared", "shared"]);
    graph.accept(Path::new("a"), 0, Some(Path::new("shared")));
    assert_eq!(plan(&graph, "shared", ""), "b main shared > main shared:a");
    graph.accept(Path::new("b"), 0, None);
    assert_eq!(plan(&graph, "shared", ""), "b shared > b:b shared:a");
    assert_eq!(plan(&graph, "shared", "b"), "b main shared > main shared:a");
}

#[test]
fn modules_that_import_each_other_go_together() {
    let graph = graph(&["main a", "a main", "before"]);
    assert_eq!(plan(&graph, "main", ""), "a main > main");
    assert_eq!(plan(&graph, "before", ""), "! before");
}

#[test]
fn what_has_failed_leaves_all_as_it_was() {
    let mut graph = graph(&["main a", "a"]);
    let version = graph.begin(set("main a"));
    assert_eq!(graph.version(Path::new("a")), version);
    graph.load(Path::new("a"), Some(2));
    graph.rollback();
    assert_eq!(graph.version(Path::new("a")), 0);
    assert_eq!(graph.changed(|_| Some(1)), set(""));
    assert_eq!(graph.changed(|_| Some(2)), set("main a"));
}

#[test]
fn a_new_version_has_its_own_imports() {
    let mut graph = graph(&["main a b", "a", "b"]);
    let version = graph.begin(set("main"));
    graph.load(Path::new("main"), Some(2));
    graph.import(Path::new("main"), version, Path::new("a"));
    // Of a module that goes on in the old version.
    graph.import(Path::new("main"), 0, Path::new("c"));
    graph.commit();
    assert_eq!(graph.version(Path::new("main")), version);
    let alive: Vec<&Path> = graph.alive().into_iter().collect();
    assert_eq!(alive, [Path::new("a"), Path::new("main")]);
    // Nothing imports it any more: its changes concern nobody, until somebody does.
    assert_eq!(
        graph.changed(|file| Some(if file == Path::new("b") {
            7
        } else {
            1 + u64::from(file == Path::new("main"))
        })),
        set("")
    );
    graph.forget_dead(|_| Some(7));
    assert!(graph.version(Path::new("b")) > version);
}
