//! Files as answers: from a path and a request to a response with everything that HTTP knows about files. Opens only
//! what lies beneath its root, and only regular files. Knows neither routes nor V8.

mod answer;
mod body;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod locate;
mod media_type;
mod open;
mod options;
mod path;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::Arc;

use http::HeaderValue;
use http::Method;
use http::Response;
use http::StatusCode;
use http::header;

pub use media_type::of_name as media_type;
pub use options::Dotfiles;
pub use options::FileOptions;

use crate::body::AnswerBody;
use crate::exchange::RequestHead;
use crate::files::locate::Located;
use crate::files::locate::Search;
use crate::files::path::Refusal;

/// What became of a request for a file.
#[derive(Debug)]
pub enum Outcome {
    /// It is answered: with a file or a part of it, or 301, 304, 412 or 416.
    Answer(Response<AnswerBody>),
    /// There is no such file, or it is not shown (404).
    NotFound,
    /// The path leads out of the root, or to what may not be read (403).
    Forbidden,
    /// The path is no path (400).
    BadPath,
    /// The system could not read it (500).
    Failed(io::Error),
}

/// Answers GET or HEAD with the file that the path names beneath the root. `path` is percent-encoded, relative to where
/// the root is mounted, and without a query. Needs a tokio runtime, whose blocking threads open and read the files.
pub async fn serve(options: &Arc<FileOptions>, head: &RequestHead, path: &str) -> Outcome {
    let parsed = match path::parse(path, options.dotfiles) {
        Ok(parsed) => parsed,
        Err(refusal) => return refuse(refusal),
    };
    let accepts_page = options.fallback.is_some() && parsed.may_be_page() && accepts_html(head);
    let search = Search {
        accepts_page,
        ..Search::new(head, parsed)
    };
    let located = within(options, move |options| locate::find(options, &search)).await;
    answer(located, options, head).await
}

/// Answers with a file that the program names: beneath the options' root if they have one, otherwise by an absolute
/// path, which is trusted. `path` is not percent-encoded. There are no indexes, redirects or fallbacks.
pub async fn send(path: &Path, options: &Arc<FileOptions>, head: &RequestHead) -> Outcome {
    let Some(text) = path.to_str() else {
        return Outcome::BadPath;
    };
    let checked = match options.root {
        Some(_) => path::check(text, options.dotfiles),
        None => path::check_absolute(path, text, options.dotfiles),
    };
    let search = match checked {
        Ok(checked) => Search::new(head, checked),
        Err(refusal) => return refuse(refusal),
    };
    let located = within(options, move |options| match options.root {
        Some(_) => locate::find_file(options, &search),
        None => locate::find_absolute(&search),
    });
    let located = located.await;
    answer(located, options, head).await
}

/// Runs what may wait for a disk.
async fn within(
    options: &Arc<FileOptions>,
    work: impl FnOnce(&FileOptions) -> io::Result<Located> + Send + 'static,
) -> io::Result<Located> {
    let options = options.clone();
    tokio::task::spawn_blocking(move || work(&options))
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error)))
}

async fn answer(located: io::Result<Located>, options: &FileOptions, head: &RequestHead) -> Outcome {
    let answered = match located {
        Ok(Located::File(found)) => answer::file(found, options, head).await,
        Ok(Located::Directory) => Ok(redirect(head)),
        Ok(Located::NotFound) => return Outcome::NotFound,
        Ok(Located::Forbidden) => return Outcome::Forbidden,
        Err(error) => Err(error),
    };
    answered.map_or_else(Outcome::Failed, Outcome::Answer)
}

fn refuse(refusal: Refusal) -> Outcome {
    match refusal {
        Refusal::Malformed => Outcome::BadPath,
        Refusal::Outside => Outcome::Forbidden,
        Refusal::Hidden => Outcome::NotFound,
        Refusal::Denied => Outcome::Forbidden,
    }
}

/// To the same path with a slash behind it, from which relative links of the index lead where they should.
fn redirect(head: &RequestHead) -> Response<AnswerBody> {
    let mut response = Response::new(AnswerBody::empty());
    let location = path::with_slash(head.path(), head.query());
    match HeaderValue::try_from(location) {
        Ok(location) => {
            *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
            response.headers_mut().insert(header::LOCATION, location);
        }
        Err(_) => *response.status_mut() = StatusCode::NOT_FOUND,
    }
    response
}

/// A browser that goes to a page says so; a script that fetches data, or an image, does not.
fn accepts_html(head: &RequestHead) -> bool {
    let reads = head.method == Method::GET || head.method == Method::HEAD;
    reads
        && head.fields.all("accept").flat_map(|line| line.split(',')).any(|range| {
            range
                .trim_start()
                .get(..9)
                .is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"))
        })
}
