//! The pages as HTML. All text that comes from a document or a guide is escaped on its way there.

mod block;
mod contents;
mod downloads;
mod frame;
mod highlight;
mod markdown;
mod missing;
mod try_it;

pub(crate) use downloads::{downloads, sitemap};
pub(crate) use frame::{Frame, Link, markdown_path};
pub(crate) use markdown::title;
pub(crate) use missing::missing;
pub(crate) use try_it::try_it;

use maud::html;

use crate::page::{Block, Page};
use crate::search::Index;

/// A page of the reference.
pub(crate) fn reference(frame: &Frame<'_>, page: &Page<'_>) -> String {
    let root = frame::root(&page.address);
    let main = html! {
        @if page.aside.is_empty() {
            article.text { (block::blocks(&page.main, root)) }
        } @else {
            div.operation {
                article.text { (block::blocks(&page.main, root)) }
                div.aside { (block::blocks(&page.aside, root)) }
            }
        }
    };
    frame.page(&frame::Sheet {
        path: &page.address,
        title: &page.title,
        description: &page.description,
        part_of: &frame.overview,
        contents: contents::contents(frame.api, &frame.overview, &page.address, root),
        main,
        calls: page
            .aside
            .iter()
            .any(|block| matches!(block, Block::Form(_))),
        markdown: true,
    })
}

/// A page of prose.
pub(crate) fn guide(frame: &Frame<'_>, name: &str, markdown: &str, index: &mut Index) -> String {
    let page = markdown::page(markdown);
    let path = format!("{name}.html");
    for section in &page.sections {
        let address = format!("{path}#{}", section.id);
        index.guide(&section.title, &page.title, &address, &section.text);
    }
    let contents = html! {
        p { "On this page" }
        ul {
            @for section in page.sections.iter().filter(|section| section.level == 2) {
                li { a href={ "#" (section.id) } { (section.title) } }
            }
        }
    };
    frame.page(&frame::Sheet {
        path: &path,
        title: &page.title,
        description: "",
        part_of: &path,
        contents,
        main: html! { article.prose { (page.html) } },
        calls: false,
        markdown: true,
    })
}
