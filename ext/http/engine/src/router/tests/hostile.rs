//! Requests and patterns that are made to cost much.

use std::time::Duration;
use std::time::Instant;

use crate::router::tests::APP;
use crate::router::tests::EXPRESS;
use crate::router::tests::plan;
use crate::router::tests::router;

/// What a head of 16 KiB has room for.
const BYTES: usize = 16 * 1024;

/// Generous: what is not bounded would take hours.
const LONG: Duration = Duration::from_secs(10);

#[test]
fn long_paths() {
    let groups = format!("GET {}", "{/:a}{/:b}{/:c}{/:d}{/:e}{/:f}");
    let mixed = format!(
        "GET /{}",
        (0..32).map(|index| format!(":p{index}-")).collect::<String>()
    );
    let wild = format!(
        "GET {}/end",
        (0..31).map(|index| format!("/*w{index}")).collect::<String>()
    );
    let expressions = format!(
        "GET /{}",
        (0..20).map(|index| format!(":e{index}(a*)x")).collect::<String>()
    );
    let nested = "GET /:x((?:(?:a+)+)+b)";
    let layers = [
        &groups[..],
        &mixed,
        &wild,
        &expressions,
        nested,
        "GET /:a+/b/:c+/d",
        "USE /*any/never/:n(\\d+)",
        "USE /:many+/x",
        "GET /*rest",
    ];
    let paths = [
        "/".repeat(BYTES),
        "/a".repeat(BYTES / 2),
        format!("/{}", "a".repeat(BYTES)),
        format!("/{}", "-".repeat(BYTES)),
        format!("/{}", "a-".repeat(BYTES / 2)),
        format!("/{}", "x".repeat(BYTES)),
        "/b/d".repeat(BYTES / 4),
        "/%2F".repeat(BYTES / 4),
        format!("/{}", "%61".repeat(BYTES / 3)),
    ];
    for manner in [APP, EXPRESS] {
        let router = router(manner, &layers);
        for path in &paths {
            let begin = Instant::now();
            let shown = plan(&router, &format!("GET {path}"));
            assert!(shown.contains("8 rest="), "{:.40}", path);
            assert!(begin.elapsed() < LONG, "{:.40}", path);
        }
    }
}

#[test]
fn many_layers_with_much_in_common() {
    let mut layers = Vec::new();
    for index in 0..64_usize {
        let pattern: String = (0..6)
            .map(|bit| {
                if index >> bit & 1 == 0 {
                    "/a".to_string()
                } else {
                    format!("/:p{bit}")
                }
            })
            .collect();
        layers.push(format!("GET {pattern}"));
    }
    let layers: Vec<&str> = layers.iter().map(String::as_str).collect();
    let router = router(APP, &layers);
    let shown = plan(&router, "GET /a/a/a/a/a/a");
    assert_eq!(shown.split(", ").count(), 64);
    assert!(
        shown.starts_with("0, 32 p5=a, 16 p4=a, 48 p4=a&p5=a, 8 p3=a"),
        "{shown}"
    );
    assert_eq!(plan(&router, "GET /a/a/a/a/a/a/a"), "404");
}

#[test]
fn names_that_mean_something_elsewhere() {
    let layers = ["GET /:__own/*__0/:__1(\\d+)"];
    assert_eq!(plan(&router(APP, &layers), "GET /a/b/1"), "0 __own=a&__0=b&__1=1");
}
