//! Which file's value a program sees.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use tempfile::TempDir;

use super::{Sources, collect};
use crate::args::{EnvChoice, EnvFile};

/// A folder of files, and the real environment beside it.
struct Case {
    folder: TempDir,
    real: Vec<(&'static str, &'static str)>,
}

impl Case {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        Self {
            folder,
            real: Vec::new(),
        }
    }

    fn with_real(mut self, name: &'static str, value: &'static str) -> Self {
        self.real.push((name, value));
        self
    }

    fn try_read(&self, choice: EnvChoice) -> Result<String, String> {
        let real = |name: &OsStr| {
            self.real
                .iter()
                .find(|(key, _)| OsStr::new(key) == name)
                .map(|(_, value)| OsString::from(value))
        };
        let sources = Sources::from(choice, real(OsStr::new("NODE_ENV")).as_deref());
        let added = collect(&sources, self.folder.path(), &real).map_err(|failure| failure.to_string())?;
        Ok(added
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join(" "))
    }

    fn check(&self, expected: &str) {
        assert_eq!(self.try_read(EnvChoice::Usual).unwrap(), expected);
    }
}

fn named(files: &[(&str, bool)]) -> EnvChoice {
    let files = files.iter().map(|(path, required)| EnvFile {
        path: PathBuf::from(path),
        required: *required,
    });
    EnvChoice::Named(files.collect())
}

const FAMILY: [(&str, &str); 5] = [
    (".env", "A=base\nB=base\nC=base\n"),
    (".env.development", "B=development\n"),
    (".env.production", "B=production\n"),
    (".env.test", "B=test\n"),
    (".env.local", "C=local\n"),
];

#[test]
fn files_are_read_by_growing_precedence() {
    Case::new(&FAMILY).check("A=base B=development C=local");
    Case::new(&FAMILY)
        .with_real("NODE_ENV", "")
        .check("A=base B=development C=local");
    Case::new(&FAMILY)
        .with_real("NODE_ENV", "production")
        .check("A=base B=production C=local");
    Case::new(&FAMILY)
        .with_real("NODE_ENV", "test")
        .check("A=base B=test C=base");
    Case::new(&FAMILY)
        .with_real("NODE_ENV", "staging")
        .check("A=base B=base C=local");
}

#[test]
fn a_variable_that_is_set_already_stays() {
    Case::new(&FAMILY)
        .with_real("A", "real")
        .with_real("C", "")
        .check("B=development");
}

#[test]
fn named_files_replace_the_usual_ones_and_the_last_wins() {
    let case = Case::new(&[(".env", "A=usual"), ("one", "A=1\nB=1"), ("two", "B=2")]);
    assert_eq!(
        case.try_read(named(&[("one", true), ("two", true)])).unwrap(),
        "A=1 B=2"
    );
    assert_eq!(
        case.try_read(named(&[("two", true), ("one", true)])).unwrap(),
        "A=1 B=1"
    );
    assert_eq!(case.try_read(named(&[("absent", false)])).unwrap(), "");
    assert_eq!(case.try_read(EnvChoice::Nothing).unwrap(), "");
}

#[test]
fn a_named_file_has_to_exist() {
    let message = Case::new(&[]).try_read(named(&[("prod.env", true)])).unwrap_err();
    assert_eq!(
        message,
        "Environment file `prod.env` does not exist\nhint: `--env-file-if-exists` is for a file that may be missing"
    );
}

#[test]
fn values_may_be_quoted_span_lines_and_refer_to_others() {
    Case::new(&[(
        ".env",
        "\u{feff}export A='one # two'\nB=\"x\\ny\" # comment\nC=`p\nq`\n",
    )])
    .check("A=one # two B=x\ny C=p\nq");
    Case::new(&[(".env", "HOST=a\nURL=http://$HOST/${NAME}\n")])
        .with_real("NAME", "real")
        .check("HOST=a URL=http://a/real");
}

#[test]
fn a_reference_sees_the_value_that_wins() {
    Case::new(&[(".env", "HOST=a"), (".env.local", "HOST=b\nURL=$HOST")]).check("HOST=b URL=b");
    Case::new(&[(".env", "HOST=a"), (".env.local", "URL=$HOST")]).check("HOST=a URL=a");
}

#[test]
fn a_broken_file_is_named() {
    let case = Case::new(&[]);
    std::fs::write(case.folder.path().join(".env"), b"A=1\nB=\xff\n").unwrap();
    let message = case.try_read(EnvChoice::Usual).unwrap_err();
    assert!(
        message.starts_with("Environment file `.env` is not UTF-8: line 2"),
        "{message}"
    );

    std::fs::write(case.folder.path().join(".env"), "A=\0\n").unwrap();
    let message = case.try_read(EnvChoice::Usual).unwrap_err();
    assert_eq!(message, "Environment file `.env` has a NUL byte in the variable `A`");
}

#[test]
fn a_folder_is_no_file() {
    let case = Case::new(&[]);
    std::fs::create_dir(case.folder.path().join(".env")).unwrap();
    case.check("");
    let message = case.try_read(named(&[(".env", true)])).unwrap_err();
    assert_eq!(message, "Environment file `.env` cannot be read: it is a directory");
}
