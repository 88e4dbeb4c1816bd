//! Files beneath a directory, served without JavaScript.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::HeaderName;
use http::HeaderValue;
use http::Method;
use http::StatusCode;
use serde::Deserialize;

use crate::exchange::Exchange;
use crate::files;
use crate::files::Dotfiles;
use crate::files::FileOptions;
use crate::files::Outcome;
use crate::problem::Problem;
use crate::router;
use crate::stage::Flow;
use crate::stage::Stage;
use crate::stage::duration::Milliseconds;
use crate::stage::settings::parse;

/// Names or endings that are tried for one request.
const MAX_NAMES: usize = 8;

/// A year, beyond which no cache keeps anything (and `serve-static` says no more either).
const MAX_AGE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What is told of a relative path that leads nowhere.
const RELATIVE: &str =
    "\nhint: the path begins at the working directory; `new URL(\"./public/\", import.meta.url)` begins at a file";

/// The settings as a program writes them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Settings {
    root: Option<PathBuf>,
    dotfiles: Option<Dotfiles>,
    index: Option<Names>,
    redirect: Option<bool>,
    extensions: Option<Names>,
    fallback: Option<String>,
    fallthrough: Option<bool>,
    follow_symlinks: Option<bool>,
    precompressed: Option<bool>,
    accept_ranges: Option<bool>,
    etag: Option<bool>,
    last_modified: Option<bool>,
    cache_control: Option<bool>,
    /// Milliseconds, or a text such as `1d`.
    max_age: Option<Milliseconds>,
    immutable: Option<bool>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
}

/// `false` for none, a name, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    Switch(bool),
    One(String),
    Several(Vec<String>),
}

/// Serves files; what it does not find, the next layer has.
pub(crate) struct StaticFiles {
    options: Arc<FileOptions>,
    /// Whether its folder has been looked for.
    is_checked: Cell<bool>,
}

impl StaticFiles {
    /// From settings in JSON; the error says what is wrong with them.
    pub(crate) fn new(settings: &str) -> Result<Self, String> {
        let options = options(settings)?;
        if options.root.is_none() {
            return Err("`root` is missing: the folder whose files are served".to_string());
        }
        Ok(Self {
            options: Arc::new(options),
            is_checked: Cell::new(false),
        })
    }
}

/// How files are served, from settings in JSON; the error says what is wrong with them.
pub(crate) fn options(settings: &str) -> Result<FileOptions, String> {
    let settings: Settings = parse(settings)?;
    let standard = FileOptions::default();
    Ok(FileOptions {
        root: settings.root,
        dotfiles: settings.dotfiles.unwrap_or(standard.dotfiles),
        index: names("index", settings.index, standard.index)?,
        redirect: settings.redirect.unwrap_or(standard.redirect),
        extensions: names("extensions", settings.extensions, standard.extensions)?,
        fallback: settings.fallback.map(relative).transpose()?,
        fallthrough: settings.fallthrough.unwrap_or(standard.fallthrough),
        follow_symlinks: settings.follow_symlinks.unwrap_or(standard.follow_symlinks),
        precompressed: settings.precompressed.unwrap_or(standard.precompressed),
        accept_ranges: settings.accept_ranges.unwrap_or(standard.accept_ranges),
        etag: settings.etag.unwrap_or(standard.etag),
        last_modified: settings.last_modified.unwrap_or(standard.last_modified),
        cache_control: settings.cache_control.unwrap_or(standard.cache_control),
        max_age: settings
            .max_age
            .map_or(standard.max_age, |Milliseconds(age)| age.min(MAX_AGE)),
        immutable: settings.immutable.unwrap_or(standard.immutable),
        headers: headers(&settings.headers)?,
    })
}

impl Stage for StaticFiles {
    fn name(&self) -> &'static str {
        "static"
    }

    /// The folder may be made later, so that it is no error if there is none. Told once, wherever the stage is added.
    fn warning(&self) -> Option<String> {
        let root = self.options.root.as_deref()?;
        if self.is_checked.replace(true) {
            return None;
        }
        let reason = match std::fs::metadata(root) {
            Ok(metadata) if metadata.is_dir() => return None,
            Ok(_) => "is not a folder".to_string(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => "does not exist".to_string(),
            Err(error) => format!("cannot be read: {error}"),
        };
        Some(no_folder(root, &reason))
    }

    fn before(self: Rc<Self>, exchange: &Rc<Exchange>) -> Flow {
        let method = &exchange.head().method;
        let has_path = exchange.plan().outcome != router::Outcome::BadPath;
        if !has_path || (*method != Method::GET && *method != Method::HEAD) {
            return Flow::Next;
        }
        let exchange = exchange.clone();
        // Of this layer, whatever happens to the exchange later.
        let base = exchange.base();
        Flow::Later(Box::pin(async move {
            let head = exchange.head();
            let path = head.path().get(base..).unwrap_or_default();
            let options = &self.options;
            flow(files::serve(options, head, path).await, options.fallthrough)
        }))
    }
}

fn no_folder(root: &Path, reason: &str) -> String {
    let path = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    let hint = if root.is_relative() { RELATIVE } else { "" };
    format!(
        "`serveStatic()` has nothing to serve: `{}` {reason} (RACE_HTTP_STATIC_FOLDER){hint}",
        path.display()
    )
}

fn flow(outcome: Outcome, falls_through: bool) -> Flow {
    match outcome {
        Outcome::Answer(response) => Flow::Answer(Box::new(response)),
        Outcome::Failed(error) => {
            tracing::warn!(target: "racejs::http", %error, "a file could not be served");
            Flow::Refuse(Problem::Refused(StatusCode::INTERNAL_SERVER_ERROR, ""))
        }
        _ if falls_through => Flow::Next,
        Outcome::NotFound => Flow::Refuse(Problem::NotFound),
        Outcome::Forbidden => Flow::Refuse(Problem::Refused(StatusCode::FORBIDDEN, "")),
        Outcome::BadPath => Flow::Refuse(Problem::BadPath),
    }
}

fn names(option: &str, names: Option<Names>, standard: Vec<String>) -> Result<Vec<String>, String> {
    let names = match names {
        None => return Ok(standard),
        Some(Names::Switch(false)) => return Ok(Vec::new()),
        Some(Names::Switch(true)) => return Err(format!("`{option}` is `false` or names")),
        Some(Names::One(name)) => vec![name],
        Some(Names::Several(names)) => names,
    };
    if names.len() > MAX_NAMES {
        return Err(format!("`{option}` has more than {MAX_NAMES} names"));
    }
    names.into_iter().map(relative).collect()
}

/// Beneath the root, also where the program means something else.
fn relative(name: String) -> Result<String, String> {
    let is_inside = !name.split('/').any(|part| matches!(part, "" | "." | ".."));
    match is_inside && !name.contains(['\\', '\0']) {
        true => Ok(name),
        false => Err(format!("`{name}` is not a path beneath `root`")),
    }
}

fn headers(settings: &BTreeMap<String, String>) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    for (name, value) in settings {
        let header = HeaderName::try_from(name).map_err(|_| format!("`{name}` is not the name of a header"))?;
        let value =
            HeaderValue::try_from(value).map_err(|_| format!("the value of the header `{name}` is not valid"))?;
        headers.insert(header, value);
    }
    Ok(headers)
}
