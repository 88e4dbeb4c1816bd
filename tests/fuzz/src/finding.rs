//! An input that shows a fault: made small, kept in a file, and told with the command that shows it again.

use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

use crate::execute::execute;
use crate::random::hash;
use crate::targets::Target;

/// How long an input is made smaller.
const SHRINKING: Duration = Duration::from_secs(10);

/// Takes away from an input what the fault does not need.
pub(crate) fn shrink(target: &'static Target, input: &[u8]) -> Vec<u8> {
    let until = Instant::now() + SHRINKING;
    let mut input = input.to_vec();
    let mut size = input.len() / 2;
    while size > 0 {
        let mut at = 0;
        let before = input.len();
        while at < input.len() {
            if Instant::now() > until {
                return input;
            }
            let mut shorter = input.clone();
            shorter.drain(at..(at + size).min(input.len()));
            match execute(target, &shorter) {
                Ok(()) => at += size,
                Err(_) => input = shorter,
            }
        }
        if input.len() == before || size > input.len() {
            size /= 2;
        }
    }
    input
}

/// Writes an input down, and says what is wrong and how to see it again.
pub(crate) fn report(target: &str, input: &[u8], what: &str) {
    let name = format!("{target}-{:016x}.hex", hash(input));
    let folder = std::env::temp_dir().join("racejs_fuzz");
    let path = folder.join(name);
    let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, hex(input)));
    crate::say(&format!("{target}: FOUND {what}"));
    crate::say(&format!(
        "  input: {:?}",
        String::from_utf8_lossy(&input[..input.len().min(400)])
    ));
    match kept {
        Ok(()) => {
            let path = path.display();
            crate::say(&format!(
                "  again: cargo run --release -p racejs_fuzz -- --replay {path} {target}"
            ));
        }
        Err(error) => crate::say(&format!("  it could not be written to `{}`: {error}", path.display())),
    }
}

/// The input that `report` has written.
pub(crate) fn read(path: &PathBuf) -> Result<Vec<u8>, String> {
    let wrong = |what: String| format!("`{}`: {what}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    let bytes = digits.chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).unwrap_or_default();
        u8::from_str_radix(pair, 16).map_err(|error| wrong(error.to_string()))
    });
    bytes.collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
