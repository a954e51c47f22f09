//! An operation: what it takes, what it answers, how programs call it.

use maud::{Markup, html};

use super::field::{kind, parameters, tree};
use super::frame::code;
use super::markdown::prose;
use super::try_it::try_it;
use crate::api::{Api, Body, Example, Operation};

pub(super) fn operation(api: &Api, operation: &Operation) -> Markup {
    html! {
        section.operation id=(operation.id) aria-label=(operation.summary) {
            div.text {
                h2 { a href={ "#" (operation.id) } { (operation.summary) } }
                @if operation.deprecated { p.warning { "Deprecated: don't use it in new programs." } }
                p.path { span.method { (operation.method) } code { (operation.path) } }
                (prose(&operation.description))
                p.quiet {
                    @if operation.security.is_empty() {
                        "No token is needed."
                    } @else {
                        "Needs "
                        @for (index, scheme) in operation.security.iter().enumerate() {
                            @if index > 0 { " or " }
                            a href={ "#" (scheme) } { (scheme) }
                        }
                        "."
                    }
                }
                (jumps(operation))
                @if !operation.parameters.is_empty() {
                    h3 { "Parameters" }
                    (parameters(&operation.parameters))
                }
                @if let Some(request) = &operation.request {
                    h3 { "Request" }
                    (body(request, &request.description))
                }
                @for response in &operation.responses {
                    h3 { "Answer " (status(&response.status)) }
                    @match &response.body {
                        Some(answer) => (body(answer, &response.description)),
                        None => (prose(&response.description)),
                    }
                }
            }
            div.aside {
                (samples(operation))
                (examples(operation))
                (try_it(api, operation))
            }
        }
    }
}

/// Where what stands beside the text on wide screens is on narrow ones.
fn jumps(operation: &Operation) -> Markup {
    let beside = [
        ("Samples", "samples", operation.samples.is_empty()),
        ("Examples", "examples", examples_of(operation).is_empty()),
    ];
    html! {
        ul.jumps {
            @for (name, id, _) in beside.iter().filter(|(_, _, is_empty)| !is_empty) {
                li { a href={ "#" (operation.id) "-" (id) } { (name) } }
            }
        }
    }
}

/// A status in the colour of what it means.
pub(super) fn status(status: &str) -> Markup {
    let class = match status.as_bytes().first() {
        Some(b'2' | b'3') => "good",
        _ => "bad",
    };
    html! { span.status .(class) { (status) } }
}

fn body(body: &Body, description: &str) -> Markup {
    html! {
        (prose(description))
        p.quiet { code { (body.media_type) } " " (kind(&body.kind)) }
        (tree(&body.fields))
    }
}

/// The samples, one below the other until a script makes tabs of them.
fn samples(operation: &Operation) -> Markup {
    html! {
        @if !operation.samples.is_empty() {
            section.tabs id={ (operation.id) "-samples" } aria-label="Samples" {
                h3 { "Samples" }
                @for sample in &operation.samples {
                    div.tab data-name=(sample.label) {
                        h4 { (sample.label) }
                        (code(&sample.lang, sample.source.trim_end()))
                    }
                }
            }
        }
    }
}

/// The examples of all bodies, with what each belongs to.
fn examples_of(operation: &Operation) -> Vec<(&str, &Example)> {
    let request = operation.request.iter().map(|body| ("Request", body));
    let answers = operation
        .responses
        .iter()
        .filter_map(|response| Some((response.status.as_str(), response.body.as_ref()?)));
    request
        .chain(answers)
        .flat_map(|(name, body)| body.examples.iter().map(move |example| (name, example)))
        .collect()
}

fn examples(operation: &Operation) -> Markup {
    let all = examples_of(operation);
    html! {
        @if !all.is_empty() {
            section.tabs id={ (operation.id) "-examples" } aria-label="Examples" {
                h3 { "Examples" }
                @for (name, example) in all {
                    div.tab data-name=(name) {
                        h4 { (name) }
                        p.quiet { (example.summary) }
                        (code("json", &example.text))
                    }
                }
            }
        }
    }
}
