//! The folder of the sockets, and who may have it.

use std::os::unix::fs::PermissionsExt as _;

use super::place;

#[test]
fn a_folder_of_others_is_refused() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("racejs");
    place::prepare(&folder).unwrap();
    place::prepare(&folder).unwrap();
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    let link = outer.path().join("link");
    std::os::unix::fs::symlink(&folder, &link).unwrap();
    assert!(
        place::prepare(&link)
            .unwrap_err()
            .to_string()
            .contains("of this user alone")
    );
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    assert!(place::prepare(&folder).is_err());
    assert!(place::names(&folder).is_empty());
    assert!(place::prepare(&outer.path().join("no/such")).is_err());
}

#[test]
fn a_name_is_taken_until_it_is_given_back_or_its_holder_dies() {
    let outer = tempfile::tempdir().unwrap();
    let path = &outer.path().join("racejs");
    place::prepare(path).unwrap();
    let held = place::lock(path, "a").unwrap();
    assert!(held.is_some());
    assert!(place::lock(path, "a").unwrap().is_none());
    assert!(place::lock(path, "b").unwrap().is_some());
    drop(held);
    assert!(place::lock(path, "a").unwrap().is_some());
    std::fs::write(place::socket(path, "a"), "").unwrap();
    assert_eq!(place::names(path), ["a"]);
    place::clear(path, "a");
    assert!(place::names(path).is_empty());
}
