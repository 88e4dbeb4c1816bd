//! The bytes of a file and what they are: text or binary, and for JavaScript and TypeScript the code to run, transpiled
//! where needed, through the disk cache. Knows no module graph and no V8.

use std::path::Path;
use std::sync::Arc;

use deno_ast::{MediaType, ModuleKind};
use url::Url;

use super::error::LoadError;
use super::locate;
use super::resolve::Resolver;
use super::tsconfig::transpile_options;
use crate::cache::{DiskCache, Kind, hash};
use crate::dev::meta;
use crate::hoist;
use crate::transpile::{self, FileName, Syntax};

/// Code that is ready to compile.
pub(crate) struct Script {
    pub(crate) code: String,
    /// JSON, version 3; empty where the code is the source itself.
    pub(crate) source_map: String,
    /// Whether it is CommonJS: then `code` has to be run by `require`.
    pub(crate) is_commonjs: bool,
}

pub(crate) struct Sources {
    pub(crate) resolver: Arc<Resolver>,
    pub(crate) cache: Arc<DiskCache>,
    /// Whether the program is developed: then modules get another `import.meta`.
    pub(crate) is_hot: bool,
}

impl Sources {
    /// The code of a JavaScript or TypeScript file, to be run as what its package and its own syntax make of it.
    pub(crate) fn script(&self, url: &Url, path: &Path, media_type: MediaType) -> Result<Script, LoadError> {
        let packages = &self.resolver.packages;
        let in_package = packages.node_resolver.in_npm_package(url);
        // Nobody here can mend the encoding of a package's comments; Node reads them as they are.
        let text = if in_package {
            read_lossy(path)?
        } else {
            read_text(path)?
        };
        if in_package && media_type.is_emittable() {
            return Err(LoadError::TypesInPackage {
                path: path.to_path_buf(),
            });
        }
        let maybe_commonjs = packages
            .cjs
            .is_maybe_cjs(url, media_type)
            .map_err(|error| LoadError::Package {
                code: "ERR_INVALID_PACKAGE_CONFIG".into(),
                message: error.to_string(),
                hint: None,
            })?;
        let is_edited = !in_package && (self.has_mocks(&text) || self.has_meta(&text));
        if in_package || (!media_type.is_emittable() && !maybe_commonjs && !is_edited) {
            // The analysis of a package's CommonJS has a cache of its own, and finds out by itself what is a module.
            return Ok(Script {
                code: text,
                source_map: String::new(),
                is_commonjs: maybe_commonjs,
            });
        }
        self.user_script(url, path, media_type, text, maybe_commonjs)
    }

    fn user_script(
        &self,
        url: &Url,
        path: &Path,
        media_type: MediaType,
        text: String,
        maybe_commonjs: bool,
    ) -> Result<Script, LoadError> {
        let config = self.resolver.tsconfigs.for_file(path)?;
        let options = transpile_options(config.as_deref(), &text);
        let (has_mocks, has_meta) = (self.has_mocks(&text), self.has_meta(&text));
        let content = hash(&[
            text.as_bytes(),
            format!("{options:?} {maybe_commonjs} {has_mocks} {has_meta}").as_bytes(),
        ]);
        if let Some(script) = self
            .cache
            .get(Kind::Transpiled, url.as_str(), content)
            .and_then(|e| decode(e, &text))
        {
            self.note_kind(url, script.is_commonjs, maybe_commonjs);
            return Ok(script);
        }
        let written: Arc<str> = text.into();
        let mut source = written.clone();
        let mut parsed = transpile::parse(url, media_type, source.clone())?;
        if let Some(hoisted) = has_mocks.then(|| hoist::imports_behind_mocks(&parsed)).flatten() {
            source = hoisted.into();
            parsed = transpile::parse(url, media_type, source.clone())?;
        }
        if let Some(replaced) = has_meta.then(|| meta::replaced(&parsed)).flatten() {
            source = replaced.into();
            parsed = transpile::parse(url, media_type, source.clone())?;
        }
        let is_commonjs = maybe_commonjs
            && match transpile::syntax_of(&parsed) {
                Syntax::Module => false,
                Syntax::CommonJs => true,
                // TypeScript is always strict in spirit: as a module it starts faster. JavaScript stays what Node says.
                Syntax::Either => !media_type.is_emittable() || media_type == MediaType::Cts,
            };
        let script = if !media_type.is_emittable() || is_commonjs {
            Script {
                code: source.to_string(),
                source_map: String::new(),
                is_commonjs,
            }
        } else {
            // `.mts` says that the file is an ES module and nothing else.
            let mixed = media_type != MediaType::Mts;
            let prelude = mixed
                .then(|| transpile::commonjs_prelude(&parsed, FileName::Own))
                .flatten();
            let emitted = transpile::emit(parsed, ModuleKind::Esm, &options)?;
            with_prelude(emitted, prelude)
        };
        self.cache
            .put(Kind::Transpiled, url.as_str(), content, &encode(&script, &written));
        self.note_kind(url, is_commonjs, maybe_commonjs);
        Ok(script)
    }

    /// The code of a file for `require`: TypeScript is transpiled, everything else taken as it is.
    pub(crate) fn for_require(&self, path: &Path) -> Result<Script, LoadError> {
        let plain = |code| Script {
            code,
            source_map: String::new(),
            is_commonjs: true,
        };
        let media_type = MediaType::from_path(path);
        if !media_type.is_emittable() {
            let bytes = std::fs::read(path).map_err(|source| LoadError::Unreadable {
                path: path.into(),
                source,
            })?;
            return Ok(plain(String::from_utf8_lossy(&bytes).into_owned()));
        }
        let url = super::resolve::file_url(path)?;
        if self.resolver.packages.node_resolver.in_npm_package(&url) {
            return Err(LoadError::TypesInPackage {
                path: path.to_path_buf(),
            });
        }
        let text = read_text(path)?;
        let config = self.resolver.tsconfigs.for_file(path)?;
        let options = transpile_options(config.as_deref(), &text);
        let content = hash(&[text.as_bytes(), format!("{options:?} require").as_bytes()]);
        let key = format!("{url}#require");
        if let Some(script) = self
            .cache
            .get(Kind::Transpiled, &key, content)
            .and_then(|entry| decode(entry, &text))
        {
            return Ok(script);
        }
        let source: Arc<str> = text.into();
        let parsed = transpile::parse(&url, media_type, source.clone())?;
        let kind = if transpile::syntax_of(&parsed) == Syntax::Module {
            ModuleKind::Esm
        } else {
            ModuleKind::Cjs
        };
        let emitted = transpile::emit(parsed, kind, &options)?;
        let script = Script {
            code: emitted.code,
            source_map: emitted.source_map,
            is_commonjs: kind.is_cjs(),
        };
        self.cache
            .put(Kind::Transpiled, &key, content, &encode(&script, &source));
        Ok(script)
    }

    /// Node's name for what a file is.
    pub(crate) fn format(&self, url: &Url) -> Option<String> {
        let path = super::resolve::file_path(url)?;
        let media_type = MediaType::from_path(&path);
        let is_commonjs = match media_type {
            MediaType::Json => return Some("json".to_string()),
            MediaType::Wasm => return Some("wasm".to_string()),
            MediaType::Cjs | MediaType::Cts => true,
            MediaType::Mjs | MediaType::Mts => false,
            MediaType::JavaScript | MediaType::Jsx | MediaType::TypeScript | MediaType::Tsx => {
                let manifest = self.resolver.packages.package_jsons.get_closest_package_json(&path);
                match manifest.ok()?.map(|manifest| manifest.typ.clone()).as_deref() {
                    Some("commonjs") => true,
                    Some("module") => false,
                    // Without a `type` the file's own syntax says it.
                    _ => self.script(url, &path, media_type).ok()?.is_commonjs,
                }
            }
            _ => return None,
        };
        let name = if is_commonjs { "commonjs" } else { "module" };
        let language = if media_type.is_typed() { "-typescript" } else { "" };
        Some(format!("{name}{language}"))
    }

    fn has_mocks(&self, text: &str) -> bool {
        self.resolver.runs_tests && hoist::may_concern(text)
    }

    fn note_kind(&self, url: &Url, is_commonjs: bool, maybe_commonjs: bool) {
        if maybe_commonjs {
            self.resolver.packages.cjs.set_is_known_script(url, is_commonjs);
        }
    }
}

/// Puts a line before the code, or after its first line where that is `#!`, which must stay the first.
pub(super) fn with_prelude(emitted: transpile::Emitted, prelude: Option<String>) -> Script {
    let transpile::Emitted {
        mut code,
        mut source_map,
    } = emitted;
    if let Some(line) = prelude {
        let shebang = if code.starts_with("#!") {
            code.find('\n').map_or(0, |end| end + 1)
        } else {
            0
        };
        code.insert_str(shebang, &format!("{}\n", line.trim_end()));
        // One more generated line: one more `;` in the mappings, where the line stands.
        const MAPPINGS: &str = "\"mappings\":\"";
        if let Some(start) = source_map.find(MAPPINGS).map(|at| at + MAPPINGS.len()) {
            let first_line = source_map[start..].find(';').unwrap_or(0);
            source_map.insert(if shebang > 0 { start + first_line } else { start }, ';');
        }
    }
    Script {
        code,
        source_map,
        is_commonjs: false,
    }
}

/// An entry is one byte of kind, then (unless the code is the source itself) the code's length, the code and its map.
fn encode<'a>(script: &'a Script, source: &str) -> Vec<&'a [u8]> {
    const HEADS: [&[u8]; 4] = [&[0], &[1], &[2], &[3]];
    let verbatim = script.source_map.is_empty() && script.code == source;
    let head = HEADS[usize::from(script.is_commonjs) | usize::from(verbatim) << 1];
    if verbatim {
        vec![head]
    } else {
        vec![head, script.source_map.as_bytes(), b"\0", script.code.as_bytes()]
    }
}

fn decode(entry: Vec<u8>, source: &str) -> Option<Script> {
    let (head, rest) = entry.split_first()?;
    let is_commonjs = head & 1 != 0;
    if head & 2 != 0 {
        return Some(Script {
            code: source.to_string(),
            source_map: String::new(),
            is_commonjs,
        });
    }
    // JSON holds no raw NUL, so the first one ends the map.
    let end = rest.iter().position(|byte| *byte == 0)?;
    let source_map = String::from_utf8(rest[..end].to_vec()).ok()?;
    let code = String::from_utf8(rest[end + 1..].to_vec()).ok()?;
    Some(Script {
        code,
        source_map,
        is_commonjs,
    })
}

pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    std::fs::read(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::IsADirectory => LoadError::Directory {
            path: path.to_path_buf(),
            hint: None,
        },
        // Of imports, resolution has found the file; a worker's main module comes here as it was given.
        std::io::ErrorKind::NotFound => LoadError::NotFound {
            what: "module",
            specifier: path.display().to_string(),
            referrer: None,
            hint: None,
        },
        _ => LoadError::Unreadable {
            path: path.to_path_buf(),
            source,
        },
    })
}

fn read_lossy(path: &Path) -> Result<String, LoadError> {
    let text = String::from_utf8_lossy(&read_bytes(path)?).into_owned();
    Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))
}

pub(crate) fn read_text(path: &Path) -> Result<String, LoadError> {
    let mut bytes = read_bytes(path)?;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.iter().take(8000).any(|byte| *byte == 0) {
        return Err(LoadError::Binary {
            path: path.to_path_buf(),
        });
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        // What comes before is valid, so that its bytes and those of the lossy text are the same.
        let text = String::from_utf8_lossy(error.as_bytes());
        LoadError::InvalidUtf8 {
            place: locate::place_of(&text, at, path),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cache_entries_come_back_as_they_went() {
        let transpiled = Script {
            code: "let a = 1;".into(),
            source_map: "{\"v\":3}".into(),
            is_commonjs: false,
        };
        let verbatim = Script {
            code: "source".into(),
            source_map: String::new(),
            is_commonjs: true,
        };
        for script in [transpiled, verbatim] {
            let entry = encode(&script, "source").concat();
            let back = decode(entry, "source").unwrap();
            assert_eq!(
                (back.code, back.source_map, back.is_commonjs),
                (script.code, script.source_map, script.is_commonjs)
            );
        }
    }

    #[test]
    fn bad_encodings_say_where() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.ts");
        std::fs::write(&path, b"let a;\nlet \xff;").unwrap();
        let Err(LoadError::InvalidUtf8 { place }) = read_text(&path) else {
            panic!("expected an encoding error")
        };
        assert_eq!((place.line, place.column), (2, 5));
        std::fs::write(&path, b"\x7fELF\0\0\xff").unwrap();
        assert!(matches!(read_text(&path), Err(LoadError::Binary { .. })));
    }
}
