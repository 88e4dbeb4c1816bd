//! The page is what the committed files say.

use super::behind;
use super::explained;
use super::make;
use super::tables;
use crate::counts::Count;
use crate::counts::Counts;
use crate::differences::Differences;
use crate::folder;
use crate::lists::WebCounts;
use crate::lists::WebList;

#[test]
fn the_committed_page_is_made_from_the_committed_files() {
    // Before the first full run there is neither: a page of noughts would say what nobody has seen.
    if !folder::page().exists() {
        assert!(
            !make().unwrap().contains("| fs |"),
            "there are results, and no page of them"
        );
        return;
    }
    let page = folder::read(&folder::page()).unwrap();
    assert!(
        page == make().unwrap(),
        "docs/node-tests.md is not what the files in tests/node say; run `cargo run --release -p racejs_node_tests -- page`"
    );
}

#[test]
fn small_modules_share_a_line() {
    let count = |tests| Count {
        tests,
        passed: [tests, 1, 0],
        skipped: [0, 0, 1],
    };
    let modules = [("fs", 100), ("a", 2), ("b", 3)].map(|(name, tests)| (name.to_owned(), count(tests)));
    let counts = Counts {
        suite: "18".to_owned(),
        versions: ["1", "2", "3"].map(str::to_owned),
        modules: modules.into(),
    };
    let web = |racejs| WebCounts {
        racejs,
        deno: 2,
        node: 3,
        total: 4,
    };
    let web = WebList::from([("wpt/url/a".to_owned(), web(1)), ("wpt/url/b".to_owned(), web(4))]);
    let text = tables(&counts, &web);
    for line in [
        "| module | tests | racejs 1 | deno 2 | node 3 |",
        "| fs | 100 | 100 | 1 | 0 |",
        "| others | 5 | 5 | 2 | 0 |",
        "| **all** | 105 | 105 | 3 | 0 |",
        "| skipped | 105 | 0 | 0 | 3 |",
        "| url | 8 | 5 | 4 | 6 |",
        "| **all** | 8 | 5 | 4 | 6 |",
    ] {
        assert!(text.lines().any(|other| other == line), "no `{line}` in\n{text}");
    }
}

#[test]
fn tests_with_one_reason_stand_together() {
    let differences: Differences = ["b", "a"].map(|name| (name.to_owned(), "why".to_owned())).into();
    assert!(explained(&differences).contains("\n- why: `a`, `b`\n"));
    let text = behind(&["a".to_owned(), "c".to_owned()], &differences);
    assert!(text.contains("- a: why\n") && text.contains("- c: no reason"));
}
