//! The pages. All text that comes from a document or a guide is escaped by the templates.

mod downloads;
mod field;
mod frame;
mod highlight;
mod markdown;
mod models;
mod operation;
mod reference;
mod search;
mod try_it;

pub(crate) use downloads::{downloads, sitemap};
pub(crate) use frame::{Frame, Link};
pub(crate) use markdown::title;
pub(crate) use reference::reference;
pub(crate) use search::{Entry, search_index};

use maud::html;

/// A page of prose.
pub(crate) fn guide(
    frame: &Frame<'_>,
    name: &str,
    markdown: &str,
    search: &mut Vec<Entry>,
) -> String {
    let page = markdown::page(markdown);
    let path = format!("{name}.html");
    for section in &page.sections {
        let address = format!("{path}#{}", section.id);
        search.push(Entry::new(
            &section.title,
            &page.title,
            &address,
            &section.text,
        ));
    }
    let contents = html! {
        ul {
            @for section in page.sections.iter().filter(|section| section.level == 2) {
                li { a href={ "#" (section.id) } { (section.title) } }
            }
        }
    };
    frame.page(
        &path,
        &page.title,
        &contents,
        &html! { article.prose { (page.html) } },
    )
}
