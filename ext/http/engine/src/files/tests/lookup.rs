//! Which file a path leads to, and that none leads out.

use std::io::ErrorKind;

use proptest::prelude::*;

use super::*;
use crate::files::locate;
use crate::files::open::Root;
use crate::files::path;

#[tokio::test]
async fn paths_lead_to_files() {
    let site = Site::new();
    for (path, expected) in [
        ("/", "200 home"),
        ("/hello.txt", "200 hello world"),
        ("//hello.txt", "200 hello world"),
        ("/a%20b.txt", "200 spaced"),
        ("/%C3%BC.txt", "200 umlaut"),
        ("/docs/", "200 docs"),
        ("/docs//index.html", "200 docs"),
        ("/docs", "301 "),
        ("", "301 "),
        ("/docs/empty/", "NotFound"),
        ("/hello.txt/", "NotFound"),
        ("/hello.txt/more", "NotFound"),
        ("/nothing", "NotFound"),
        ("/about", "NotFound"),
        // Decoded once.
        ("/a%2520b.txt", "NotFound"),
    ] {
        assert_eq!(site.show(path).await, expected, "{path}");
    }
}

#[tokio::test]
async fn no_path_leads_out() {
    let site = Site::new();
    for path in [
        "/../secret.txt",
        "/..",
        "/docs/../../secret.txt",
        "/docs/../hello.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2e/secret.txt",
        "/.%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/docs%2findex.html",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/docs%5cindex.html",
        "/./hello.txt",
        "/%2e/hello.txt",
    ] {
        assert_eq!(site.show(path).await, "Forbidden", "{path}");
    }
    for path in ["/hello.txt%00", "/%00", "/hello.txt%00.html", "/%ff.txt", "/%c3%28"] {
        assert_eq!(site.show(path).await, "BadPath", "{path}");
    }
    let absolute = format!("/{}", site.directory.path().join("secret.txt").display());
    assert_eq!(site.show(&absolute).await, "NotFound");
    assert_eq!(site.show("/%252e%252e/secret.txt").await, "NotFound");
    let long = "a".repeat(5000);
    assert_eq!(site.show(&format!("/{long}")).await, "NotFound");
    assert_eq!(site.show(&"/a".repeat(3000)).await, "NotFound");
}

#[tokio::test]
async fn hidden_files_are_hidden() {
    let mut site = Site::new();
    assert_eq!(site.show("/.env").await, "NotFound");
    assert_eq!(site.show("/%2eenv").await, "NotFound");
    assert_eq!(site.show("/.well-known/x.txt").await, "NotFound");
    site.options.dotfiles = Dotfiles::Deny;
    assert_eq!(site.show("/.env").await, "Forbidden");
    site.options.dotfiles = Dotfiles::Allow;
    assert_eq!(site.show("/.env").await, "200 hidden");
    assert_eq!(site.show("/.well-known/x.txt").await, "200 known");
    assert_eq!(site.show("/docs/..double").await, "200 dots");
    assert_eq!(site.show("/../secret.txt").await, "Forbidden");
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_followed_beneath_the_root_only() {
    use std::os::unix::fs::symlink;
    let mut site = Site::new();
    let root = site.root().to_path_buf();
    symlink("../secret.txt", root.join("out.txt")).unwrap();
    symlink(site.directory.path(), root.join("up")).unwrap();
    symlink("hello.txt", root.join("in.txt")).unwrap();
    symlink("../hello.txt", root.join("docs/in.txt")).unwrap();
    symlink("loop.txt", root.join("loop.txt")).unwrap();
    symlink("/proc/self/root", root.join("magic")).unwrap();
    assert_eq!(site.show("/in.txt").await, "200 hello world");
    assert_eq!(site.show("/docs/in.txt").await, "200 hello world");
    assert_eq!(site.show("/out.txt").await, "Forbidden");
    assert_eq!(site.show("/up/secret.txt").await, "Forbidden");
    assert_eq!(site.show("/magic/etc/hostname").await, "Forbidden");
    assert_eq!(site.show("/loop.txt").await, "NotFound");
    site.options.follow_symlinks = true;
    assert_eq!(site.show("/out.txt").await, "200 secret");
    assert_eq!(site.show("/up/secret.txt").await, "200 secret");
}

#[cfg(unix)]
#[test]
fn systems_without_the_call_refuse_the_same() {
    let site = Site::new();
    std::os::unix::fs::symlink("../secret.txt", site.root().join("out.txt")).unwrap();
    std::os::unix::fs::symlink("hello.txt", site.root().join("in.txt")).unwrap();
    let root = Root::open(site.root(), false).unwrap();
    for path in ["hello.txt", "in.txt", "docs/index.html", ""] {
        assert!(root.open_checked(path).is_ok(), "{path}");
    }
    let refused = |path| root.open_checked(path).unwrap_err().kind();
    assert_eq!(refused("out.txt"), ErrorKind::CrossesDevices);
    assert_eq!(refused("none.txt"), ErrorKind::NotFound);
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_no_file_is_not_there_and_nobody_waits_for_it() {
    let site = Site::new();
    rustix::fs::mkfifoat(rustix::fs::CWD, site.root().join("pipe"), rustix::fs::Mode::RWXU).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(site.root().join("socket")).unwrap();
    assert_eq!(site.show("/pipe").await, "NotFound");
    assert_eq!(site.show("/socket").await, "NotFound");
}

#[tokio::test]
async fn a_directory_is_redirected_to_a_slash_on_this_host() {
    let site = Site::new();
    let ask = async |target: &str| {
        let head = head(Method::GET, target, &[]);
        match serve(&Arc::new(site.options.clone()), &head, "/docs").await {
            Outcome::Answer(response) => field(&response, "location").to_string(),
            other => format!("{other:?}"),
        }
    };
    assert_eq!(ask("/files/docs?a=b&c").await, "/files/docs/?a=b&c");
    assert_eq!(ask("//evil.example/docs").await, "/evil.example/docs/");
    assert_eq!(ask("/\\evil.example/docs").await, "/evil.example/docs/");
    assert_eq!(ask("/a\\b/docs?<").await, "/a%5Cb/docs/?%3C");
    assert_eq!(ask("/ü/docs").await, "/%C3%BC/docs/");
    let mut still = Site::new();
    still.options.redirect = false;
    assert_eq!(still.show("/docs").await, "NotFound");
    assert_eq!(still.show("/docs/").await, "200 docs");
}

#[tokio::test]
async fn indexes_endings_and_the_page_for_the_rest() {
    let mut site = Site::new();
    site.options.index = vec!["none.htm".to_string(), "hello.txt".to_string()];
    assert_eq!(site.show("/").await, "200 hello world");
    site.options.index = Vec::new();
    assert_eq!(site.show("/").await, "NotFound");
    site.options.extensions = vec!["htm".to_string(), "html".to_string()];
    assert_eq!(site.show("/about").await, "200 about");
    assert_eq!(site.show("/about/").await, "NotFound");
    assert_eq!(site.show("/hello.tx").await, "NotFound");
    site.options.fallback = Some("index.html".to_string());
    let page = [("accept", "application/xml, Text/HTML;q=0.9")];
    assert_eq!(
        show(site.ask(Method::GET, "/app/users/7", &page).await).await,
        "200 home"
    );
    assert_eq!(
        show(site.ask(Method::GET, "/app/logo.png", &page).await).await,
        "NotFound"
    );
    let data = [("accept", "application/json")];
    assert_eq!(
        show(site.ask(Method::GET, "/app/users/7", &data).await).await,
        "NotFound"
    );
    assert_eq!(show(site.ask(Method::GET, "/../x", &page).await).await, "Forbidden");
}

#[tokio::test]
async fn a_root_may_be_missing_or_replaced() {
    let mut site = Site::new();
    let root = site.root().to_path_buf();
    site.options.root = Some(site.directory.path().join("later"));
    assert_eq!(site.show("/hello.txt").await, "NotFound");
    fs::rename(root, site.root()).unwrap();
    assert_eq!(site.show("/hello.txt").await, "200 hello world");
    site.options.root = None;
    assert_eq!(site.show("/hello.txt").await, "NotFound");
}

#[tokio::test]
async fn programs_name_files_themselves() {
    let site = Site::new();
    let get = head(Method::GET, "/download", &[]);
    let beneath = Arc::new(site.options.clone());
    let ask = async |path: &str| show(send(Path::new(path), &beneath, &get).await).await;
    assert_eq!(ask("hello.txt").await, "200 hello world");
    assert_eq!(ask("/hello.txt").await, "200 hello world");
    assert_eq!(ask("a b.txt").await, "200 spaced");
    assert_eq!(ask("a%20b.txt").await, "NotFound");
    assert_eq!(ask("../secret.txt").await, "Forbidden");
    assert_eq!(ask("docs").await, "NotFound");
    assert_eq!(ask("docs/").await, "NotFound");
    assert_eq!(ask(".env").await, "NotFound");

    let absolute = Arc::new(FileOptions::default());
    let ask = async |path: &Path| show(send(path, &absolute, &get).await).await;
    assert_eq!(ask(&site.directory.path().join("secret.txt")).await, "200 secret");
    assert_eq!(ask(&site.root().join(".well-known/x.txt")).await, "200 known");
    assert_eq!(ask(&site.root().join(".env")).await, "NotFound");
    assert_eq!(ask(site.root()).await, "NotFound");
    assert_eq!(ask(Path::new("hello.txt")).await, "BadPath");
    assert_eq!(ask(Path::new("/tmp/a\0b")).await, "BadPath");
}

proptest! {
    #[test]
    fn whatever_is_accepted_stays_beneath(path in "[a./%2efEF\\\\0-9\u{0}]{0,24}") {
        if let Ok(parsed) = path::parse(&path, Dotfiles::Allow) {
            let path = Path::new(&parsed.path);
            prop_assert!(path.components().all(|part| matches!(part, std::path::Component::Normal(_))));
            prop_assert!(!parsed.path.contains(['\0', '\\']));
        }
    }

    #[test]
    fn names_come_back_decoded(names in prop::collection::vec("[a-zäß €]{1,6}", 1..4)) {
        let encode = |name: &String| {
            percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        let encoded: Vec<_> = names.iter().map(encode).collect();
        let parsed = path::parse(&format!("/{}", encoded.join("/")), Dotfiles::Ignore).unwrap();
        prop_assert_eq!(parsed.path, names.join("/"));
    }
}

#[test]
fn nothing_is_found_without_a_root() {
    let request = head(Method::GET, "/", &[]);
    let search = locate::Search::new(&request, path::parse("/x", Dotfiles::Ignore).unwrap());
    assert!(matches!(
        locate::find(&FileOptions::default(), &search),
        Ok(locate::Located::NotFound)
    ));
}
