//! What can go wrong between an import and a compiled module, as the JavaScript errors a program sees. Each carries a
//! stable `code`; `hint` and the place (`fileName`, `lineNumber`, `columnNumber`) are there for the terminal's report.

use std::borrow::Cow;
use std::error::Error;
use std::path::PathBuf;

use deno_error::{AdditionalProperties, JsErrorClass, PropertyValue};

/// Line and column count from 1, columns in UTF-16 units, as V8 counts them.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Where in the importing file an import stands that did not resolve, with what went wrong.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(crate) struct ImportError {
    pub(crate) error: Box<LoadError>,
    pub(crate) place: Option<Place>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum LoadError {
    #[error("Cannot find {what} `{specifier}`{}", imported_from(referrer))]
    NotFound {
        what: &'static str,
        specifier: String,
        referrer: Option<PathBuf>,
        hint: Option<String>,
    },
    #[error("`{}` is a directory, not a module", path.display())]
    Directory { path: PathBuf, hint: Option<String> },
    #[error("Cannot read `{}`: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("`{}` is a binary file, not a module", path.display())]
    Binary { path: PathBuf },
    #[error("`{}` is not valid UTF-8", place.path.display())]
    InvalidUtf8 { place: Place },
    #[error("Unknown file extension `.{extension}` of `{}`", path.display())]
    UnknownExtension { path: PathBuf, extension: String },
    #[error("Cannot import `{specifier}`: modules are loaded from files and packages only")]
    Scheme { specifier: String },
    #[error("{message}")]
    Syntax { message: String, place: Place },
    #[error("Cannot run TypeScript inside node_modules: `{}`", path.display())]
    TypesInPackage { path: PathBuf },
    #[error("Cannot read the configuration `{}`: {message}", path.display())]
    Config {
        path: PathBuf,
        message: String,
        place: Option<Place>,
    },
    /// Node's resolver has its own words and codes; they are kept.
    #[error("{message}")]
    Package {
        code: Cow<'static, str>,
        message: String,
        hint: Option<String>,
    },
}

fn imported_from(referrer: &Option<PathBuf>) -> String {
    referrer
        .as_ref()
        .map(|path| format!(" imported from `{}`", path.display()))
        .unwrap_or_default()
}

impl LoadError {
    fn code(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::NotFound { .. } => "ERR_MODULE_NOT_FOUND",
            Self::Directory { .. } => "ERR_UNSUPPORTED_DIR_IMPORT",
            Self::Unreadable { .. } => "RACE_LOAD_UNREADABLE",
            Self::Binary { .. } => "RACE_LOAD_BINARY",
            Self::InvalidUtf8 { .. } => "RACE_LOAD_ENCODING",
            Self::UnknownExtension { .. } => "ERR_UNKNOWN_FILE_EXTENSION",
            Self::Scheme { .. } => "ERR_UNSUPPORTED_ESM_URL_SCHEME",
            Self::Syntax { .. } => "RACE_LOAD_SYNTAX",
            Self::TypesInPackage { .. } => "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING",
            Self::Config { .. } => "RACE_LOAD_CONFIG",
            Self::Package { code, .. } => return code.clone(),
        })
    }

    fn hint(&self) -> Option<Cow<'static, str>> {
        let fixed = |text: &'static str| Some(Cow::Borrowed(text));
        match self {
            Self::NotFound { hint, .. } | Self::Directory { hint, .. } | Self::Package { hint, .. } => {
                hint.clone().map(Cow::Owned)
            }
            Self::Binary { .. } => fixed("read it with `node:fs`, or import it `with { type: \"bytes\" }`"),
            Self::InvalidUtf8 { .. } => fixed("save the file as UTF-8"),
            Self::UnknownExtension { .. } => {
                fixed("import it `with { type: \"text\" }` or `with { type: \"bytes\" }` to get its content")
            }
            Self::Scheme { .. } => fixed("install the code as an npm package"),
            Self::TypesInPackage { .. } => {
                fixed("the package should ship JavaScript; build it, or link it as a workspace package")
            }
            _ => None,
        }
    }

    fn place(&self) -> Option<&Place> {
        match self {
            Self::Syntax { place, .. } | Self::InvalidUtf8 { place } => Some(place),
            Self::Config { place, .. } => place.as_ref(),
            _ => None,
        }
    }
}

impl JsErrorClass for LoadError {
    fn get_class(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Syntax { .. } => "SyntaxError",
            Self::Directory { .. } | Self::Unreadable { .. } | Self::NotFound { .. } => "Error",
            _ => "TypeError",
        })
    }

    fn get_message(&self) -> Cow<'static, str> {
        Cow::Owned(self.to_string())
    }

    fn get_additional_properties(&self) -> AdditionalProperties {
        properties(self, self.place())
    }

    fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        self
    }
}

impl JsErrorClass for ImportError {
    fn get_class(&self) -> Cow<'static, str> {
        self.error.get_class()
    }

    fn get_message(&self) -> Cow<'static, str> {
        self.error.get_message()
    }

    fn get_additional_properties(&self) -> AdditionalProperties {
        properties(&self.error, self.place.as_ref().or(self.error.place()))
    }

    fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        self
    }
}

fn properties(error: &LoadError, place: Option<&Place>) -> AdditionalProperties {
    let mut properties: Vec<(Cow<'static, str>, PropertyValue)> =
        vec![("code".into(), PropertyValue::String(error.code()))];
    if let Some(hint) = error.hint() {
        properties.push(("hint".into(), PropertyValue::String(hint)));
    }
    if let Some(place) = place {
        let path = place.path.to_string_lossy().into_owned();
        properties.push(("fileName".into(), PropertyValue::String(path.into())));
        properties.push(("lineNumber".into(), PropertyValue::Number(place.line as f64)));
        properties.push(("columnNumber".into(), PropertyValue::Number(place.column as f64)));
    }
    Box::new(properties.into_iter())
}
