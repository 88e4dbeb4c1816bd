//! Regular expressions that programs write into patterns: JavaScript's notation as far as it can be matched in linear
//! time. Knows nothing of paths.

use std::rc::Rc;

use regex::bytes::Regex;
use regex::bytes::RegexBuilder;

/// What one compiled expression may take in memory, in bytes.
const SIZE_LIMIT: usize = 512 * 1024;
const NESTING: u32 = 64;

/// The expression of one parameter.
#[derive(Clone, Debug)]
pub(super) struct Constraint {
    /// As it was written.
    pub(super) source: Rc<str>,
    /// In the notation of the `regex` crate; equal for some expressions that are written differently.
    pub(super) translated: Rc<str>,
    whole: Regex,
}

impl Constraint {
    /// # Errors
    /// Why it cannot be used: its syntax is wrong or not supported, or it is too large.
    pub(super) fn new(source: &str, is_case_sensitive: bool) -> Result<Self, String> {
        let translated = translate(source);
        // By itself first, so that what is wrong with it is not hidden by what stands around it.
        compile(&translated, is_case_sensitive)?;
        let whole = compile(&format!("\\A(?:{translated})\\z"), is_case_sensitive)?;
        Ok(Self {
            source: source.into(),
            translated: translated.into(),
            whole,
        })
    }

    /// Whether it matches all of `text`.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.whole.is_match(text.as_bytes())
    }
}

/// Compiles an expression within bounds.
///
/// # Errors
/// One line that says what is wrong.
pub(super) fn compile(expression: &str, is_case_sensitive: bool) -> Result<Regex, String> {
    RegexBuilder::new(expression)
        .case_insensitive(!is_case_sensitive)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(SIZE_LIMIT)
        .nest_limit(NESTING)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "it is too large".to_string(),
            other => summary(&other.to_string()),
        })
}

/// The crate's message draws the expression over several lines; the last one is what it says.
fn summary(message: &str) -> String {
    let last = message.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_string()
}

/// JavaScript's classes are ASCII, and inside its brackets `[`, `&` and `~` mean themselves.
fn translate(source: &str) -> String {
    let mut translated = String::with_capacity(source.len());
    let mut in_class = false;
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(escaped) => push_escape(&mut translated, escaped, in_class),
                None => translated.push('\\'),
            },
            '[' | '&' | '~' if in_class => {
                translated.push('\\');
                translated.push(c);
            }
            _ => {
                in_class = (in_class || c == '[') && c != ']';
                translated.push(c);
            }
        }
    }
    translated
}

fn push_escape(translated: &mut String, escaped: char, in_class: bool) {
    let text = match (escaped, in_class) {
        ('d', true) => "0-9",
        ('w', true) => "0-9A-Za-z_",
        ('b', true) => "\\x08",
        ('d', false) => "[0-9]",
        ('w', false) => "[0-9A-Za-z_]",
        ('b', false) => "(?-u:\\b)",
        ('B', false) => "(?-u:\\B)",
        ('D', _) => "[^0-9]",
        ('W', _) => "[^0-9A-Za-z_]",
        _ => {
            translated.push('\\');
            translated.push(escaped);
            return;
        }
    };
    translated.push_str(text);
}
