//! Layers that go away again, and lists of them.

use crate::router::LayerInfo;
use crate::router::Router;
use crate::router::Settings;
use crate::router::tests::APP;
use crate::router::tests::add;
use crate::router::tests::plan;
use crate::router::tests::router;

const LAYERS: [&str; 8] = [
    "GET /a/:b",
    "GET /a/b",
    "GET /a/:c?/d",
    "GET /a/:d-:e",
    "GET /a/*rest",
    "USE /a",
    "POST /a/b",
    "USE *",
];

#[test]
fn a_layer_that_is_removed_leaves_nothing_behind() {
    for removed in 0..LAYERS.len() as u32 {
        let mut shrunk = router(APP, &LAYERS);
        shrunk.remove(removed);
        let mut expected = Router::new(Settings::default());
        for (id, layer) in (0..).zip(LAYERS).filter(|(id, _)| *id != removed) {
            add(&mut expected, APP, id, layer).unwrap();
        }
        for request in [
            "GET /a/b",
            "GET /a/b/d",
            "GET /a/1-2",
            "GET /a",
            "POST /a/b",
            "PUT /a/b",
            "GET /z",
        ] {
            assert_eq!(
                plan(&shrunk, request),
                plan(&expected, request),
                "{request} without {removed}"
            );
        }
        assert_eq!(shrunk.layers().count(), LAYERS.len() - 1);
        add(&mut shrunk, APP, removed, LAYERS[removed as usize]).unwrap();
        assert_eq!(plan(&shrunk, "GET /a/b"), plan(&router(APP, &LAYERS), "GET /a/b"));
    }
}

#[test]
fn an_empty_router_is_empty_inside() {
    let mut router = router(APP, &LAYERS);
    for id in 0..20 {
        router.remove(id);
    }
    assert!(router.routes.is_empty());
    assert!(router.middleware.is_empty());
    assert_eq!(router.free.len(), LAYERS.len());
    for layer in LAYERS {
        add(&mut router, APP, 3, layer).unwrap();
    }
    assert_eq!(router.layers.len(), LAYERS.len());
    router.remove(3);
    assert_eq!(router.layers().count(), 0);
    assert_eq!(plan(&router, "GET /a/b"), "404");
}

#[test]
fn a_router_can_be_cleared() {
    let mut router = router(APP, &LAYERS);
    router.clear();
    assert_eq!(router.layers().count(), 0);
    assert_eq!(plan(&router, "GET /a/b"), "404");
    add(&mut router, APP, 0, "GET /a/b").unwrap();
    assert_eq!(plan(&router, "GET /a/b"), "0");
}

#[test]
fn layers_are_listed_in_the_order_of_registration() {
    let mut router = Router::new(Settings::default());
    add(&mut router, APP, 7, "GET /api /users/:id").unwrap();
    add(&mut router, APP, 3, "USE /").unwrap();
    let layers: Vec<_> = router.layers().collect();
    let [first, second] = layers[..] else {
        panic!("{layers:?}")
    };
    assert_eq!(
        first,
        LayerInfo {
            id: 3,
            verb: None,
            pattern: "/",
            order: &[3]
        }
    );
    assert_eq!(
        (second.id, second.pattern, second.order),
        (7, "/api/users/:id", &[7][..])
    );
    assert_eq!(second.verb.unwrap().name(), "GET");
}
