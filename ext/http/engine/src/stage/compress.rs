//! Answers compressed without JavaScript.

use http::Response;
use serde::Deserialize;

use crate::body::AnswerBody;
use crate::compress;
use crate::compress::Coding;
use crate::compress::CompressOptions;
use crate::exchange::Exchange;
use crate::stage::Stage;
use crate::stage::bytes::ByteSize;
use crate::stage::settings;

/// Media types that a program may list.
const MAX_TYPES: usize = 256;

/// The settings as a program writes them.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Settings {
    /// A number of bytes, or a text such as `1kb`.
    threshold: Option<ByteSize>,
    encodings: Option<Vec<String>>,
    types: Option<Vec<String>>,
    levels: Levels,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Levels {
    br: Option<u32>,
    gzip: Option<u32>,
    zstd: Option<u32>,
}

/// Compresses what comes from the layers behind it.
pub(crate) struct Compress(CompressOptions);

impl Compress {
    /// From settings in JSON; the error says what is wrong with them.
    pub(crate) fn new(settings: &str) -> Result<Self, String> {
        let settings: Settings = settings::parse(settings)?;
        let standard = CompressOptions::default();
        let encodings = settings
            .encodings
            .map(|names| names.iter().map(|name| coding(name)).collect());
        let types = settings.types.unwrap_or(standard.types);
        if types.len() > MAX_TYPES {
            return Err(format!("`types` has more than {MAX_TYPES} types"));
        }
        let levels = settings.levels;
        Ok(Self(CompressOptions {
            threshold: settings.threshold.map_or(standard.threshold, |ByteSize(bytes)| bytes),
            encodings: encodings.unwrap_or(Ok(standard.encodings))?,
            types,
            brotli_level: level("br", levels.br, standard.brotli_level, 0, 11)?,
            gzip_level: level("gzip", levels.gzip, standard.gzip_level, 0, 9)?,
            zstd_level: level("zstd", levels.zstd, standard.zstd_level, 1, 19)?,
        }))
    }
}

impl Stage for Compress {
    fn name(&self) -> &'static str {
        "compress"
    }

    fn after(&self, exchange: &Exchange, answer: &mut Response<AnswerBody>) {
        let head = exchange.head();
        let accepted = head.fields.get("accept-encoding");
        compress::apply(accepted.as_deref(), &head.method, &self.0, answer);
    }
}

fn coding(name: &str) -> Result<Coding, String> {
    match Coding::parse(name) {
        None | Some(Coding::Identity) => Err(format!(
            "`{name}` is not a coding (`br`, `zstd`, `gzip` and `deflate` are)"
        )),
        Some(coding) => Ok(coding),
    }
}

fn level(name: &str, level: Option<u32>, standard: u32, least: u32, most: u32) -> Result<u32, String> {
    let level = level.unwrap_or(standard);
    match (least..=most).contains(&level) {
        true => Ok(level),
        false => Err(format!("the level of `{name}` is a number from {least} to {most}")),
    }
}
