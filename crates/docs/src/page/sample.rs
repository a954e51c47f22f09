//! Programs that carry an operation out: the document's own, and for the languages that it lacks, made of a table.

mod languages;
mod request;

use super::{Block, Code, Sheet, Tab};
use crate::api::{Kind, Operation, list, text};
use languages::LANGUAGES;
use request::Request;

/// The samples of an operation.
pub(super) fn samples<'a>(sheet: &mut Sheet<'a, '_>, operation: &Operation<'a>) -> Vec<Tab<'a>> {
    let mut tabs = Vec::new();
    let mut known: Vec<String> = Vec::new();
    let own = ["x-codeSamples", "x-code-samples"]
        .into_iter()
        .flat_map(|key| list(&operation.value[key]));
    for sample in own {
        let source = text(sample, "source").trim_end();
        if !sheet.take(source.len() * 2) {
            break;
        }
        let lang = text(sample, "lang");
        let name = match text(sample, "label") {
            "" => lang,
            label => label,
        };
        known.push(lang.to_lowercase());
        let code = Code {
            lang: lang.into(),
            text: source.into(),
        };
        tabs.push(Tab {
            name: name.into(),
            inside: vec![Block::Code(code)],
        });
    }
    // A webhook is called by the API, not by the reader.
    if operation.kind == Kind::Webhook {
        return tabs;
    }
    let request = Request::of(sheet.api, operation);
    for language in LANGUAGES {
        let is_known = |name: &str| known.iter().any(|known| known == name);
        if language.names.iter().any(|name| is_known(name)) {
            continue;
        }
        let source = (language.write)(&request);
        if !sheet.take(source.len() * 2) {
            break;
        }
        let code = Code {
            lang: language.names[0].into(),
            text: source.into(),
        };
        tabs.push(Tab {
            name: language.label.into(),
            inside: vec![Block::Code(code)],
        });
    }
    tabs
}
