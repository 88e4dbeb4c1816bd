//! An `http` section and its `expect` against a running server. It must not start or end the server.

use std::sync::LazyLock;

use regex::Regex;

use super::compare::{block, difference, matches};
use super::http::{Client, Response, split};
use super::normalise::Normaliser;
use super::spec::{HttpPair, Spec};

/// How a server says where it listens: a URL with a port, or words such as `Listening on 4000` and `port: 4000`.
static PORT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)(?:https?://(?:\[[^\]\s]*\]|[^\s/:\[]+):|\bport:?\s+|listening on (?:port )?:?)(\d{1,5})\b";
    Regex::new(pattern).expect("the pattern is constant")
});

/// The first complete line that names a port. An unfinished line may still grow digits.
pub(crate) fn find_port(output: &str) -> Option<u16> {
    ports(output).next()
}

/// The last one.
pub(crate) fn find_last_port(output: &str) -> Option<u16> {
    ports(output).last()
}

fn ports(output: &str) -> impl Iterator<Item = u16> {
    let complete = &output[..output.rfind('\n').map_or(0, |end| end + 1)];
    let found = PORT.captures_iter(complete);
    found.filter_map(|captures| captures[1].parse().ok().filter(|port| *port != 0))
}

/// What came of a step's exchanges.
#[derive(Default)]
pub(crate) struct Exchanged {
    pub(crate) problems: Vec<String>,
    /// New text for the `expect` sections that did not match, by index.
    pub(crate) updates: Vec<(usize, String)>,
}

/// Plays one pair.
pub(crate) fn play(
    spec: &Spec,
    pair: &HttpPair,
    client: &mut Client,
    normaliser: &Normaliser,
    exchanged: &mut Exchanged,
) -> Result<(), String> {
    let title = pair.request.lines().next().unwrap_or("").to_owned();
    let request = normaliser.expand(&pair.request);
    let response = if pair.raw {
        client.exchange_raw(&request)
    } else {
        client.exchange(&request)
    };
    let response = response.map_err(|error| format!("`{title}`: {error}"))?;
    let Some(index) = pair.expect else { return Ok(()) };
    let expected = spec.body(index);
    let actual_body = normaliser.apply(&String::from_utf8_lossy(&response.body));
    let problems = judge(expected, &response, &actual_body, normaliser)?;
    if !problems.is_empty() {
        let all = render(&response, &actual_body, normaliser, None);
        let problems = problems.join("").replace('\n', "\n  ");
        exchanged.problems.push(format!(
            "`{title}`:\n  {}\n{}",
            problems.trim_end(),
            block("response", &all)
        ));
        exchanged
            .updates
            .push((index, render(&response, &actual_body, normaliser, Some(expected))));
    }
    Ok(())
}

/// An `expect` section: the status, the headers that must be there (`[ABSENT]`: must not), an empty line, the whole body.
fn judge(expected: &str, response: &Response, body: &str, normaliser: &Normaliser) -> Result<Vec<String>, String> {
    let (head, expected_body) = split(expected);
    let mut lines = head.lines();
    let mut problems = Vec::new();
    let status = lines.next().unwrap_or("").trim();
    if status != response.status.to_string() {
        problems.push(format!("status: expected `{status}`, got `{}`\n", response.status));
    }
    for line in lines {
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| format!("`{line}` in `expect` is no header line"))?;
        let value = value.trim();
        match response.header(name).map(|actual| normaliser.apply(&actual)) {
            Some(actual) if value == "[ABSENT]" => {
                problems.push(format!("header `{name}` should be absent, is `{actual}`\n"))
            }
            Some(actual) if !matches(value, &actual)? => {
                problems.push(format!("header `{name}`: expected `{value}`, got `{actual}`\n"))
            }
            None if value != "[ABSENT]" => problems.push(format!("header `{name}` is missing\n")),
            _ => {}
        }
    }
    if !matches(expected_body, body)? {
        problems.push(difference("body", expected_body, body));
    }
    Ok(problems)
}

/// A response in the form of an `expect` section: all headers, or those that the old section named.
fn render(response: &Response, body: &str, normaliser: &Normaliser, old: Option<&str>) -> String {
    let mut text = format!("{}\n", response.status);
    match old {
        None => response
            .headers
            .iter()
            .for_each(|(name, value)| text.push_str(&format!("{name}: {}\n", normaliser.apply(value)))),
        Some(old) => {
            for name in split(old).0.lines().skip(1).filter_map(|line| line.split(':').next()) {
                let value = response
                    .header(name)
                    .map_or_else(|| "[ABSENT]".to_owned(), |value| normaliser.apply(&value));
                text.push_str(&format!("{name}: {value}\n"));
            }
        }
    }
    if !body.is_empty() {
        text.push_str(&format!("\n{body}\n"));
    }
    text
}
