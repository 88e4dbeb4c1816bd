//! Comments of declarations: text, and what stands behind tags. It must not know what they describe.

/// A comment, taken apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Comment {
    /// Markdown; empty if there is no comment.
    pub(super) text: String,
    /// Names and what is said of them.
    pub(super) params: Vec<(String, String)>,
    pub(super) throws: Vec<String>,
    /// Programs.
    pub(super) examples: Vec<String>,
}

impl Comment {
    /// From `/**` to `*/`.
    pub(super) fn parse(source: &str) -> Self {
        let inner = source.trim().trim_start_matches("/**").trim_end_matches("*/");
        let lines: Vec<&str> = inner.lines().map(unquote).collect();
        let mut comment = Self::default();
        let mut tag = "";
        let mut body: Vec<&str> = Vec::new();
        let mut is_code = false;
        for line in lines {
            is_code ^= line.starts_with("```");
            match line.strip_prefix('@').filter(|_| !is_code) {
                Some(rest) => {
                    comment.add(tag, &body);
                    let (name, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                    tag = name;
                    body = vec![rest];
                }
                None => body.push(line),
            }
        }
        comment.add(tag, &body);
        comment
    }

    fn add(&mut self, tag: &str, lines: &[&str]) {
        let text = lines.join("\n").trim().to_owned();
        match tag {
            "" => self.text = text,
            "param" | "typeParam" => {
                let (name, rest) = text.split_once(' ').unwrap_or((&text, ""));
                self.params.push((name.to_owned(), one_line(rest)));
            }
            "throws" => self.throws.push(one_line(&text)),
            "example" => self.examples.push(without_fence(&text)),
            _ => {}
        }
    }
}

/// A line without its star.
fn unquote(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix('*').unwrap_or(line);
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

fn without_fence(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("```"));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Lines that are broken only because lines are short.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
