//! Which file answers a request: the one that the path names, an index, another ending, a compressed sibling or the
//! page for everything else. Blocks; runs on a thread that may.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use bytes::Bytes;
use http::Method;

use crate::compress::Coding;
use crate::compress::negotiate_encoding;
use crate::exchange::RequestHead;
use crate::files::body;
use crate::files::body::WHOLE_BYTES;
use crate::files::open;
use crate::files::open::OpenFile;
use crate::files::open::Opened;
use crate::files::open::Root;
use crate::files::options::FileOptions;
use crate::files::path::Relative;

/// Siblings that may stand beside a file, the favourite first.
const SIBLINGS: [(Coding, &str); 3] = [(Coding::Brotli, "br"), (Coding::Zstd, "zst"), (Coding::Gzip, "gz")];

/// Headers that may make the content unnecessary.
const CONDITIONS: [&str; 6] = [
    "if-none-match",
    "if-modified-since",
    "if-match",
    "if-unmodified-since",
    "range",
    "if-range",
];

/// What to look for.
#[derive(Debug)]
pub(super) struct Search {
    /// Beneath the root, or absolute.
    pub(super) path: String,
    /// Only a directory will do.
    pub(super) is_directory: bool,
    /// The page for everything else will do.
    pub(super) accepts_page: bool,
    /// Of the request, if it has one.
    pub(super) accept_encoding: Option<String>,
    /// A small file is certain to be sent whole, so it can be read at once.
    pub(super) wants_content: bool,
}

impl Search {
    /// For that path, with what the request says about it.
    pub(super) fn new(head: &RequestHead, path: Relative) -> Self {
        let is_conditional = CONDITIONS.iter().any(|name| head.fields.contains(name));
        Self {
            accept_encoding: head.fields.get("accept-encoding").map(|line| line.into_owned()),
            wants_content: head.method == Method::GET && !is_conditional,
            path: path.path,
            is_directory: path.is_directory,
            accepts_page: false,
        }
    }
}

/// What there is.
#[derive(Debug)]
pub(super) enum Located {
    /// A file.
    File(Found),
    /// A directory, whose path wants a slash behind it.
    Directory,
    /// Nothing.
    NotFound,
    /// Something that is not for everybody.
    Forbidden,
}

/// The file that answers.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) file: File,
    pub(super) size: u64,
    pub(super) modified: Option<SystemTime>,
    /// What its type is told by: the name without the ending of a coding.
    pub(super) name: String,
    pub(super) coding: Coding,
    /// All of it, where it was read at once.
    pub(super) content: Option<Bytes>,
}

/// Looks beneath the root, with everything that the options allow.
pub(super) fn find(options: &FileOptions, search: &Search) -> io::Result<Located> {
    let Some(root) = open_root(options)? else {
        return Ok(Located::NotFound);
    };
    let located = find_path(&root, options, search)?;
    match (&located, &options.fallback) {
        (Located::NotFound, Some(page)) if search.accepts_page => found(&root, options, search, page),
        _ => Ok(located),
    }
}

/// Looks beneath the root for this very file.
pub(super) fn find_file(options: &FileOptions, search: &Search) -> io::Result<Located> {
    match open_root(options)? {
        Some(root) if !search.is_directory => found(&root, options, search, &search.path),
        _ => Ok(Located::NotFound),
    }
}

/// Opens a path that the program names.
pub(super) fn find_absolute(search: &Search) -> io::Result<Located> {
    match open::open_trusted(Path::new(&search.path))? {
        Opened::File(file) => complete(file, &search.path, Coding::Identity, search),
        Opened::Directory | Opened::Missing => Ok(Located::NotFound),
        Opened::Refused => Ok(Located::Forbidden),
    }
}

fn open_root(options: &FileOptions) -> io::Result<Option<Root>> {
    let Some(path) = &options.root else { return Ok(None) };
    match Root::open(path, options.follow_symlinks) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    }
}

fn find_path(root: &Root, options: &FileOptions, search: &Search) -> io::Result<Located> {
    let path = &search.path;
    match root.open_beneath(path)? {
        Opened::File(_) if search.is_directory => Ok(Located::NotFound),
        Opened::File(file) => with_sibling(root, options, search, path, file),
        Opened::Directory if search.is_directory => first_found(&options.index, |name| {
            let index = if path.is_empty() {
                name.to_string()
            } else {
                format!("{path}/{name}")
            };
            found(root, options, search, &index)
        }),
        Opened::Directory if options.redirect => Ok(Located::Directory),
        Opened::Missing if !search.is_directory && !has_ending(path) => first_found(&options.extensions, |ending| {
            found(root, options, search, &format!("{path}.{ending}"))
        }),
        Opened::Directory | Opened::Missing => Ok(Located::NotFound),
        Opened::Refused => Ok(Located::Forbidden),
    }
}

fn first_found(names: &[String], find: impl Fn(&str) -> io::Result<Located>) -> io::Result<Located> {
    for name in names {
        match find(name)? {
            Located::NotFound => {}
            located => return Ok(located),
        }
    }
    Ok(Located::NotFound)
}

/// The regular file of that very path.
fn found(root: &Root, options: &FileOptions, search: &Search, path: &str) -> io::Result<Located> {
    match root.open_beneath(path)? {
        Opened::File(file) => with_sibling(root, options, search, path, file),
        Opened::Directory | Opened::Missing => Ok(Located::NotFound),
        Opened::Refused => Ok(Located::Forbidden),
    }
}

/// A compressed sibling, if the client takes one that exists, or the file itself.
fn with_sibling(
    root: &Root,
    options: &FileOptions,
    search: &Search,
    path: &str,
    file: OpenFile,
) -> io::Result<Located> {
    let sibling = match options.precompressed {
        true => open_sibling(root, search, path)?,
        false => None,
    };
    let (file, coding) = sibling.unwrap_or((file, Coding::Identity));
    complete(file, path, coding, search)
}

/// Asks for the client's favourite first, so that the others are opened only without it.
fn open_sibling(root: &Root, search: &Search, path: &str) -> io::Result<Option<(OpenFile, Coding)>> {
    let mut offered: Vec<Coding> = SIBLINGS.iter().map(|(coding, _)| *coding).collect();
    loop {
        let coding = negotiate_encoding(search.accept_encoding.as_deref(), &offered);
        let Some((_, ending)) = SIBLINGS.iter().find(|(own, _)| *own == coding) else {
            return Ok(None);
        };
        if let Opened::File(sibling) = root.open_beneath(&format!("{path}.{ending}"))? {
            return Ok(Some((sibling, coding)));
        }
        offered.retain(|other| *other != coding);
    }
}

fn complete(opened: OpenFile, path: &str, coding: Coding, search: &Search) -> io::Result<Located> {
    let OpenFile { file, size, modified } = opened;
    let is_small = search.wants_content && size <= WHOLE_BYTES;
    let content = is_small.then(|| body::read(&file, 0, size as usize)).transpose()?;
    Ok(Located::File(Found {
        file,
        size,
        modified,
        name: path
            .rsplit(['/', std::path::MAIN_SEPARATOR])
            .next()
            .unwrap_or(path)
            .to_string(),
        coding,
        content,
    }))
}

fn has_ending(path: &str) -> bool {
    Path::new(path).extension().is_some()
}
