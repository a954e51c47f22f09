//! What the search finds: a list of pages, and which words lead to them, split so that a reader loads what they type.

use std::fmt::Write as _;

use apicrate_artifacts::Artifact;
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::api::{Api, Kind, View, list, text};
use crate::bounded::start;

/// Bytes of a description that are searched.
const SEARCHED: usize = 1200;
/// Words of a page that are found, at most.
const WORDS: usize = 400;
/// Pages that a word leads to, at most: a word of all pages finds nothing.
const POSTINGS: usize = 400;
/// Entries from which on the words are split by their first two letters instead of one.
const MANY: usize = 400;

/// A page, or a part of one, that can be found.
#[derive(Debug)]
struct Entry {
    /// `o` operation, `m` model, `g` guide, `t` tag, `c` credentials, `w` webhook.
    kind: char,
    title: String,
    /// The method and path, or where it is.
    place: String,
    address: String,
    about: String,
}

/// Everything that can be found.
#[derive(Debug, Default)]
pub(crate) struct Index {
    entries: Vec<Entry>,
    /// The entries that a word of text leads to.
    words: IndexMap<String, Vec<usize>>,
    /// The entries that have a field of that name.
    fields: IndexMap<String, Vec<usize>>,
}

impl Index {
    /// A section of a guide.
    pub(crate) fn guide(&mut self, title: &str, page: &str, address: &str, contents: &str) {
        self.add('g', title, page, address, contents);
        self.text(contents);
    }

    /// The reference.
    pub(crate) fn reference(&mut self, api: &Api<'_>) {
        for operation in &api.operations {
            let kind = if operation.kind == Kind::Path {
                'o'
            } else {
                'w'
            };
            let place = format!("{} {}", operation.method, operation.path);
            let description = text(operation.value, "description");
            self.add(
                kind,
                &operation.summary,
                &place,
                &operation.address,
                description,
            );
            self.text(&operation.id);
            self.text(description);
            for (status, _) in operation.responses(api) {
                self.text(status);
            }
            for parameter in operation.parameters(api) {
                self.field(text(parameter, "name"));
            }
        }
        for model in api.models.values() {
            let description = text(model.schema, "description");
            self.add('m', model.name, "Model", &model.address, description);
            self.text(description);
            for property in View::of(api, model.schema)
                .properties(api, 400)
                .iter()
                .take(WORDS)
            {
                self.field(property.name);
                for value in property
                    .view
                    .get("enum")
                    .into_iter()
                    .flat_map(list)
                    .filter_map(Value::as_str)
                    .take(20)
                {
                    self.text(value);
                }
            }
        }
        for tag in &api.tags {
            let description = text(tag.described, "description");
            self.add('t', tag.title, "Operations", &tag.address, description);
            self.text(description);
        }
        for scheme in api.schemes.values() {
            let address = format!("credentials.html#{}", scheme.name);
            self.add(
                'c',
                scheme.name,
                "Credentials",
                &address,
                text(scheme.value, "description"),
            );
            self.text(&scheme.kind());
        }
    }

    fn add(&mut self, kind: char, title: &str, place: &str, address: &str, about: &str) {
        let plain = start(about, 400).replace(['`', '*'], "");
        let mut about = String::new();
        for word in plain.split_whitespace() {
            if about.len() + word.len() > 110 {
                about.push('…');
                break;
            }
            about.push_str(word);
            about.push(' ');
        }
        let (title, place, address) = (title.to_owned(), place.to_owned(), address.to_owned());
        self.entries.push(Entry {
            kind,
            title,
            place,
            address,
            about,
        });
    }

    /// Words that lead to the last entry.
    fn text(&mut self, text: &str) {
        let entry = self.entries.len().saturating_sub(1);
        let end = text.floor_char_boundary(SEARCHED.min(text.len()));
        for word in words(&text[..end]).take(WORDS) {
            note(&mut self.words, word, entry);
        }
    }

    /// A field of the last entry.
    fn field(&mut self, name: &str) {
        let entry = self.entries.len().saturating_sub(1);
        if name.len() <= 80 {
            note(&mut self.fields, name.to_owned(), entry);
        }
    }

    /// The index as scripts: pages opened from disk may load scripts, and nothing else.
    pub(crate) fn files(self) -> Vec<Artifact> {
        let letters = if self.entries.len() > MANY { 2 } else { 1 };
        let mut entries = String::from("[");
        for entry in &self.entries {
            let Entry {
                kind,
                title,
                place,
                address,
                about,
            } = entry;
            // In a long list, names have to do: all of it is loaded when the search opens.
            let about = if letters == 1 { about.as_str() } else { "" };
            let separator = if entries.len() > 1 { ",\n" } else { "" };
            // Writing to a string can't fail.
            let _ = write!(
                entries,
                "{separator}{}",
                json!([kind, title, place, address, about])
            );
        }
        entries.push(']');
        let mut parts: IndexMap<String, [IndexMap<&str, &[usize]>; 2]> = IndexMap::new();
        for (kind, found) in [(0, &self.fields), (1, &self.words)] {
            for (word, entries) in found {
                if kind == 1 && entries.len() > POSTINGS {
                    continue;
                }
                let part = parts.entry(part(word, letters)).or_default();
                part[kind].insert(word, &entries[..entries.len().min(POSTINGS)]);
            }
        }
        parts.sort_unstable_keys();
        let names: Vec<&String> = parts.keys().collect();
        let mut files = vec![Artifact::new(
            "assets/search/index.js",
            format!("searchIndex({letters}, {}, {entries});\n", json!(names)),
        )];
        for (name, [fields, words]) in &parts {
            let contents = format!(
                "searchWords({}, {}, {});\n",
                json!(name),
                json!(fields),
                json!(words)
            );
            files.push(Artifact::new(format!("assets/search/{name}.js"), contents));
        }
        files
    }
}

fn note(found: &mut IndexMap<String, Vec<usize>>, word: String, entry: usize) {
    let entries = found.entry(word).or_default();
    // One more than are shown tells that there are too many.
    if entries.last() != Some(&entry) && entries.len() <= POSTINGS {
        entries.push(entry);
    }
}

/// The words of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| word.chars().count() > 1 && word.len() <= 60)
        .map(str::to_lowercase)
}

/// The part of the index that a word is in: the codes of its first letters, which any file system takes.
fn part(word: &str, letters: usize) -> String {
    let lower = word.to_lowercase();
    let mut name = String::new();
    for letter in lower.chars().take(letters) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else {
            // All that is neither stands together: there is little of it.
            name.push('_');
        }
    }
    name
}
