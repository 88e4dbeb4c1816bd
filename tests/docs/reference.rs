//! The API reference: pages of Markdown made from the types. It must not read or write files.

use std::collections::BTreeMap;

use super::comment::{Comment, one_line};
use super::declarations::{Declarations, Item, Kind};
use super::pages::{PAGES, Page, variable, whole};

/// The folder of the pages.
pub(super) const FOLDER: &str = "docs/api";

const MADE_FROM: &str =
    "<!-- Made from js/types/ by `UPDATE_EXPECT=1 cargo test --release --test racejs_tests -- docs/reference`. -->";

/// All pages by their files' names, or why there is none.
pub(super) fn pages(files: &[Declarations]) -> Result<BTreeMap<String, String>, String> {
    for file in files {
        if !PAGES.iter().any(|page| page.stems.contains(&&*file.stem)) {
            return Err(format!(
                "js/types/{}.d.ts is on no page of tests/docs/pages.rs",
                file.stem
            ));
        }
    }
    let places = places(files);
    let mut pages = BTreeMap::from([("README.md".to_owned(), index(files))]);
    for page in PAGES {
        pages.insert(page.file.to_owned(), write_page(page, files, &places)?);
    }
    Ok(pages)
}

/// Where an item or a member has its heading: the page's file, the heading.
type Places = BTreeMap<String, (&'static str, String)>;

fn places(files: &[Declarations]) -> Places {
    let mut places = Places::new();
    for page in PAGES {
        for item in sources(page, files)
            .flat_map(|file| &file.items)
            .filter(|item| item.is_exported)
        {
            let heading = match whole(&item.name) {
                Some(_) => title_of(item),
                None => heading(None, item),
            };
            places.insert(item.name.clone(), (page.file, heading.clone()));
            for member in &item.members {
                let own = if has_heading(member) {
                    self::heading(Some(item), member)
                } else {
                    heading.clone()
                };
                let place = (page.file, own);
                if let Some(whole) = whole(&item.name) {
                    places.insert(format!("{whole}.{}", member.name), place.clone());
                }
                places.insert(format!("{}.{}", item.name, member.name), place);
            }
        }
    }
    places
}

fn sources<'f>(page: &Page, files: &'f [Declarations]) -> impl Iterator<Item = &'f Declarations> {
    let stems = page.stems;
    stems
        .iter()
        .filter_map(|stem| files.iter().find(|file| file.stem == *stem))
}

fn index(files: &[Declarations]) -> String {
    let mut text = format!(
        "# API reference\n\n{MADE_FROM}\n\nThe module `racejs`, by subject. `racejs types` prints the same for editors.\n\n"
    );
    for page in PAGES {
        let items = sources(page, files).flat_map(|file| &file.items);
        let items = items.filter(|item| item.is_exported && is_listed(item));
        let names: Vec<String> = items
            .map(|item| heading(None, item))
            .map(|heading| format!("[`{heading}`]({}#{})", page.file, slug(&heading)))
            .collect();
        text.push_str(&format!(
            "- **[{}]({})**: {}.\n  {}\n",
            page.title,
            page.file,
            page.about,
            names.join(", ")
        ));
    }
    text
}

fn write_page(page: &'static Page, files: &[Declarations], places: &Places) -> Result<String, String> {
    let mut writer = Writer {
        page,
        places,
        text: format!("# {}\n\n{MADE_FROM}\n", page.title),
        missing: Vec::new(),
    };
    for item in sources(page, files)
        .flat_map(|file| &file.items)
        .filter(|item| item.is_exported)
    {
        writer.item(item);
    }
    match writer.missing.as_slice() {
        [] => Ok(writer.text),
        missing => Err(format!("links to what is not documented: {}", missing.join(", "))),
    }
}

struct Writer<'a> {
    page: &'static Page,
    places: &'a Places,
    text: String,
    missing: Vec<String>,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        match whole(&item.name) {
            Some(_) => {
                self.text.push_str(&format!("\n## {}\n", title_of(item)));
                self.paragraph(&item.comment.text);
            }
            None => {
                self.text.push_str(&format!("\n## `{}`\n", heading(None, item)));
                self.signatures(item);
                self.comment(&item.comment);
            }
        }
        self.table(item);
        for member in item.members.iter().filter(|member| has_heading(member)) {
            self.text
                .push_str(&format!("\n### `{}`\n", heading(Some(item), member)));
            self.signatures(member);
            self.comment(&member.comment);
        }
    }

    /// Members that a line is enough for.
    fn table(&mut self, item: &Item) {
        let members: Vec<&Item> = item.members.iter().filter(|member| !has_heading(member)).collect();
        if members.is_empty() {
            return;
        }
        self.text.push_str("\n| name | type | meaning |\n| --- | --- | --- |\n");
        for member in members {
            let meaning = self.linked(&one_line(&member.comment.text));
            let row = format!(
                "| `{}` | `{}` | {} |\n",
                cell(&member.name),
                cell(&type_of(member)),
                cell(&meaning)
            );
            self.text.push_str(&row);
        }
    }

    fn signatures(&mut self, item: &Item) {
        let is_heading = |text: &str| text == format!("interface {}", item.name);
        if item
            .signatures
            .iter()
            .all(|signature| is_heading(&shown(item, &signature.text)))
        {
            return;
        }
        self.text.push_str("\n```ts\n");
        for signature in &item.signatures {
            for line in signature.remark.lines() {
                self.text.push_str(&format!("// {line}\n"));
            }
            self.text.push_str(&shown(item, &signature.text));
            self.text.push('\n');
        }
        self.text.push_str("```\n");
    }

    fn comment(&mut self, comment: &Comment) {
        self.paragraph(&comment.text);
        let mut list = String::new();
        for (name, text) in &comment.params {
            list.push_str(&format!("- `{name}`: {text}\n"));
        }
        for text in &comment.throws {
            list.push_str(&format!("- **Throws** {}\n", thrown(text)));
        }
        self.paragraph(&list);
        for example in &comment.examples {
            self.text.push_str(&format!("\n```ts\n{example}\n```\n"));
        }
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            let text = self.linked(text.trim_end());
            self.text.push_str(&format!("\n{text}\n"));
        }
    }

    /// `{@link Name}` as a link of Markdown.
    fn linked(&mut self, text: &str) -> String {
        let mut linked = String::new();
        let mut rest = text;
        while let Some((before, from)) = rest.split_once("{@link") {
            let (name, behind) = from.split_once('}').unwrap_or((from, ""));
            linked.push_str(before);
            linked.push_str(&self.link(name.trim()));
            rest = behind;
        }
        linked + rest
    }

    fn link(&mut self, name: &str) -> String {
        let Some((file, heading)) = self.places.get(name) else {
            self.missing.push(name.to_owned());
            return name.to_owned();
        };
        let file = if *file == self.page.file { "" } else { file };
        let is_in_table = !heading.contains(name.rsplit('.').next().unwrap_or(name));
        let shown = if is_in_table { name } else { heading };
        format!("[`{shown}`]({file}#{})", slug(heading))
    }
}

/// What programs begin with; the rest is linked from there.
fn is_listed(item: &Item) -> bool {
    let is_held = variable(&item.name).is_some() && whole(&item.name).is_none();
    is_held || matches!(item.kind, Kind::Function | Kind::Class | Kind::Constant)
}

/// What stands in a table otherwise.
fn has_heading(member: &Item) -> bool {
    !member.comment.examples.is_empty() || member.is_callable() && !member.comment.throws.is_empty()
}

fn heading(owner: Option<&Item>, item: &Item) -> String {
    let name = match owner.map(|owner| (owner, variable(&owner.name))) {
        None => item.name.clone(),
        Some((owner, _)) if item.kind == Kind::Constructor => format!("new {}", owner.name),
        Some((_, Some(variable))) if item.name.contains('-') => format!("{variable}[\"{}\"]", item.name),
        Some((_, Some(variable))) => format!("{variable}.{}", item.name),
        Some((owner, None)) => format!("{}.{}", owner.name, item.name),
    };
    let is_called = item.is_callable()
        || item.kind == Kind::Constructor
        || item
            .signatures
            .iter()
            .any(|signature| is_called_by_type(&signature.text));
    if is_called { format!("{name}()") } else { name }
}

/// Properties and constants whose type is that of something to be called.
fn is_called_by_type(signature: &str) -> bool {
    signature.contains(": AddRoute<") || signature.ends_with("Constructor")
}

/// A part of something larger is called by the first sentence about it.
fn title_of(item: &Item) -> String {
    let sentence = one_line(&item.comment.text);
    let sentence = sentence.split(". ").next().unwrap_or_default();
    sentence
        .split([':', ';'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
}

/// A signature as a reader needs it.
fn shown(item: &Item, text: &str) -> String {
    let text = text.trim_start_matches("export ").trim_start_matches("declare ");
    if item.kind != Kind::Interface || item.members.is_empty() {
        return text.to_owned();
    }
    let text = one_line(text);
    let Some((before, parents)) = split_outside(&text, " extends ") else {
        return text;
    };
    let mut kept = Vec::new();
    let mut rest = parents;
    loop {
        let (parent, behind) = split_outside(rest, ", ").unwrap_or((rest, ""));
        let name = parent.split('<').next().unwrap_or(parent);
        if whole(name).is_none() {
            kept.push(parent);
        }
        if behind.is_empty() {
            break;
        }
        rest = behind;
    }
    if kept.is_empty() {
        before.to_owned()
    } else {
        format!("{before} extends {}", kept.join(", "))
    }
}

/// Splits where the separator stands in no angle brackets.
fn split_outside<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let is_outside = |at: &usize| text[..*at].matches('<').count() == text[..*at].matches('>').count();
    let at = text.match_indices(separator).map(|(at, _)| at).find(is_outside)?;
    Some((&text[..at], &text[at + separator.len()..]))
}

fn type_of(member: &Item) -> String {
    let text = member.signatures.first().map_or("", |signature| &signature.text);
    let text = one_line(text.trim_start_matches("readonly "));
    match member.kind {
        Kind::Property => text.split_once(": ").map_or(text.clone(), |(_, kind)| kind.to_owned()),
        _ => text[member.name.len()..].trim_start_matches('?').to_owned(),
    }
}

/// `{RangeError} With code …` and `With code …` as sentences.
fn thrown(text: &str) -> String {
    let Some((kind, rest)) = text.strip_prefix('{').and_then(|text| text.split_once("} ")) else {
        let mut chars = text.chars();
        let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
        return first + chars.as_str();
    };
    format!("`{kind}`: {rest}")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// As GitHub makes anchors of headings.
fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
