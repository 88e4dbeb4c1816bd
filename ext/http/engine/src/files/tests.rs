//! Files in a temporary directory, asked for as clients do.

mod content;
mod lookup;
mod stage;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use http::Response;
use http::Version;
use http_body_util::BodyExt as _;
use tempfile::TempDir;

use super::Dotfiles;
use super::FileOptions;
use super::Outcome;
use super::send;
use super::serve;
use crate::Fields;
use crate::body::AnswerBody;
use crate::exchange::RequestHead;

fn head(method: Method, target: &str, lines: &[(&str, &str)]) -> RequestHead {
    let mut fields = Fields::default();
    for (name, value) in lines {
        fields.push(name, value.as_bytes());
    }
    RequestHead {
        method,
        target: target.into(),
        version: Version::HTTP_11,
        authority: "localhost".into(),
        fields,
    }
}

/// A directory `public` with a secret beside it.
struct Site {
    directory: TempDir,
    options: FileOptions,
}

impl Site {
    fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let root = directory.path().join("public");
        fs::create_dir_all(root.join("docs/empty")).unwrap();
        fs::create_dir_all(root.join(".well-known")).unwrap();
        for (name, content) in [
            ("secret.txt", "secret"),
            ("public/index.html", "home"),
            ("public/hello.txt", "hello world"),
            ("public/a b.txt", "spaced"),
            ("public/ü.txt", "umlaut"),
            ("public/empty.txt", ""),
            ("public/about.html", "about"),
            ("public/docs/index.html", "docs"),
            ("public/docs/..double", "dots"),
            ("public/.env", "hidden"),
            ("public/.well-known/x.txt", "known"),
        ] {
            fs::write(directory.path().join(name), content).unwrap();
        }
        let options = FileOptions {
            root: Some(root),
            ..FileOptions::default()
        };
        Self { directory, options }
    }

    fn root(&self) -> &Path {
        self.options.root.as_deref().unwrap()
    }

    async fn get(&self, path: &str) -> Outcome {
        self.ask(Method::GET, path, &[]).await
    }

    async fn ask(&self, method: Method, path: &str, lines: &[(&str, &str)]) -> Outcome {
        let path = path.split('?').next().unwrap();
        let target = format!("/files{path}");
        serve(&Arc::new(self.options.clone()), &head(method, &target, lines), path).await
    }

    /// The status and the body, or what came instead.
    async fn show(&self, path: &str) -> String {
        show(self.get(path).await).await
    }

    async fn answer(&self, path: &str, lines: &[(&str, &str)]) -> Response<AnswerBody> {
        match self.ask(Method::GET, path, lines).await {
            Outcome::Answer(response) => response,
            other => panic!("{other:?}"),
        }
    }
}

async fn show(outcome: Outcome) -> String {
    match outcome {
        Outcome::Answer(response) => {
            let status = response.status().as_u16();
            format!("{status} {}", String::from_utf8_lossy(&bytes(response).await))
        }
        other => format!("{other:?}"),
    }
}

async fn bytes(response: Response<AnswerBody>) -> Bytes {
    response.into_body().collect().await.unwrap().to_bytes()
}

fn field<'r>(response: &'r Response<AnswerBody>, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}
