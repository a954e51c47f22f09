//! The models: every named schema of the document.

use maud::{Markup, html};

use super::Entry;
use super::field::{kind, list};
use super::markdown::prose;
use crate::api::Api;

pub(super) fn models(api: &Api, page: &str, search: &mut Vec<Entry>) -> Markup {
    for model in &api.models {
        let address = format!("{page}#{}", model.name);
        search.push(Entry::new(
            &model.name,
            "Model",
            &address,
            &model.description,
        ));
        for field in &model.fields {
            let address = format!("{address}.{}", field.name);
            search.push(Entry::new(
                &field.name,
                &model.name,
                &address,
                &field.description,
            ));
        }
    }
    html! {
        @if !api.models.is_empty() {
            section.models aria-labelledby="models" {
                h2 #models { "Models" }
                @for model in &api.models {
                    section.model id=(model.name) aria-label=(model.name) {
                        h3 { a href={ "#" (model.name) } { (model.name) } }
                        (prose(&model.description))
                        @if model.fields.is_empty() {
                            p { (kind(&model.kind)) }
                        } @else {
                            (list(&model.name, &model.fields))
                        }
                    }
                }
            }
        }
    }
}
