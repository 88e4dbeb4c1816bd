//! Which tests a sample holds.

use super::sample;
use crate::lists::Passing;
use crate::lists::WebCounts;
use crate::lists::WebList;
use crate::pool::Item;
use crate::suite::Test;
use crate::web::WebTest;

fn items() -> Vec<Item> {
    let node = (0..100).map(|number| {
        let name = format!("parallel/test-{number}.js");
        Item::Node(Test::parse(name, ""))
    });
    let web = ["wpt/a.any.js", "wpt/b.any.js"].map(|name| {
        Item::Web(WebTest {
            name: name.to_owned(),
            ..WebTest::default()
        })
    });
    node.chain(web).collect()
}

fn names(seed: u64, count: usize) -> Vec<String> {
    let passing: Passing = (0..50).map(|number| format!("parallel/test-{number}.js")).collect();
    let counts = WebCounts {
        racejs: 1,
        ..WebCounts::default()
    };
    let web = WebList::from([("wpt/a.any.js".to_owned(), counts)]);
    let sample = sample(items(), &passing, &web, count, seed);
    sample.iter().map(|item| item.name().to_owned()).collect()
}

#[test]
fn only_what_is_listed_and_as_many_as_asked_for() {
    let names = names(1, 20);
    assert_eq!(names.len(), 21);
    assert_eq!(names.last().map(String::as_str), Some("wpt/a.any.js"));
    let is_listed = |name: &String| {
        name["parallel/test-".len()..]
            .trim_end_matches(".js")
            .parse::<u32>()
            .unwrap()
            < 50
    };
    assert!(names[..20].iter().all(is_listed));
}

#[test]
fn a_seed_gives_the_same_and_another_seed_others() {
    assert_eq!(names(1, 20), names(1, 20));
    assert_ne!(names(1, 20), names(2, 20));
    assert_eq!(names(1, 1000).len(), 51);
}
