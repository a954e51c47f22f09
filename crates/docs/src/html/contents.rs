//! The contents of the reference, beside every page of it: what is near is unfolded.

use maud::{Markup, html};

use crate::api::Api;

/// Operations up to which the contents list all of them.
const ALL: usize = 60;
/// Operations of a tag that are listed beside one of them.
const NEAR: usize = 120;
/// In a document of many thousands of operations, every page can't list so many.
const NEAR_OF_MANY: usize = 30;
const MANY: usize = 2500;
/// Tags that are listed.
const TAGS: usize = 150;

/// The contents as they stand beside a page.
pub(crate) fn contents(api: &Api<'_>, overview: &str, here: &str, root: &str) -> Markup {
    let current = |address: &str| (address == here).then_some("page");
    let webhooks = &api.webhooks;
    // The tag that the page is of; an operation of several is listed with the first.
    let open = api.tag_of(here);
    let entry = |address: &str, name: &str| {
        html! { li { a href={ (root) (address) } aria-current=[current(address)] { (name) } } }
    };
    html! {
        p { "Reference" }
        ul {
            (entry(overview, "Overview"))
            @if !api.schemes.is_empty() { (entry("credentials.html", "Credentials")) }
            @if !api.models.is_empty() { (entry("models.html", "Models")) }
            @if !webhooks.is_empty() { (entry("webhooks.html", "Webhooks")) }
        }
        @if here.starts_with("webhooks") {
            (operations(api, webhooks, here, root))
        }
        @for group in api.groups.iter().take(TAGS) {
            @if let Some(name) = group.name {
                details open[open.is_some_and(|open| group.tags.contains(&open)) || api.groups.len() < 4] {
                    summary { (name) }
                    (listed(api, &group.tags, open, here, root))
                }
            } @else {
                p { "Operations" }
                (listed(api, &group.tags, open, here, root))
            }
        }
    }
}

fn listed(api: &Api<'_>, tags: &[usize], open: Option<usize>, here: &str, root: &str) -> Markup {
    html! {
        ul {
            @for (index, tag) in tags.iter().take(TAGS).map(|index| (*index, &api.tags[*index])) {
                li {
                    a href={ (root) (tag.address) } aria-current=[(tag.address == here).then_some("page")] { (tag.title) }
                    @if api.operations.len() <= ALL || open == Some(index) {
                        (operations(api, &tag.operations, here, root))
                    }
                }
            }
            @if tags.len() > TAGS { li { (tags.len() - TAGS) " more" } }
        }
    }
}

/// The operations around the page that is being read.
fn operations(api: &Api<'_>, all: &[usize], here: &str, root: &str) -> Markup {
    let most = if api.operations.len() > MANY {
        NEAR_OF_MANY
    } else {
        NEAR
    };
    // They stand in the order of the document, as the indices do.
    let at = api
        .index_of(here)
        .and_then(|index| all.binary_search(&index).ok())
        .unwrap_or(0);
    let from = at
        .saturating_sub(most / 2)
        .min(all.len().saturating_sub(most));
    let near = &all[from..all.len().min(from + most)];
    html! {
        ul {
            @for operation in near.iter().map(|index| &api.operations[*index]) {
                li {
                    a href={ (root) (operation.address) } aria-current=[(operation.address == here).then_some("page")] {
                        span { (operation.summary) } " " span.method { (operation.method) }
                    }
                }
            }
        }
    }
}
