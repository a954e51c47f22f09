//! Parameters: how a request's draft takes each of them.

use super::argument::{by_reference, is_scalar};
use super::layout::{self, Argument, Chain};
use crate::model::{Api, Location, Operation, Parameter, PathPiece, Style};

/// The path parameters in the order of the template's gaps; one that stands in two gaps comes twice.
pub(super) fn in_path(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.pieces.iter().filter_map(|piece| match piece {
        PathPiece::Parameter(index) => operation.parameters.get(*index),
        PathPiece::Literal(_) => None,
    })
}

/// The arguments that must be given: those of the path in its order, then the others in document order.
pub(super) fn required(operation: &Operation) -> Vec<&Parameter> {
    let mut found: Vec<&Parameter> = Vec::new();
    let others = elsewhere(operation).filter(|parameter| parameter.required);
    for parameter in in_path(operation).chain(others) {
        if !found.iter().any(|known| known.name == parameter.name) {
            found.push(parameter);
        }
    }
    found
}

/// The parameters that may be left out.
pub(super) fn optional(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    elsewhere(operation).filter(|parameter| !parameter.required)
}

/// Whether it goes into the path.
pub(super) fn is_in_path(parameter: &Parameter) -> bool {
    parameter.location == Location::Path
}

fn elsewhere(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation
        .parameters
        .iter()
        .filter(|parameter| !is_in_path(parameter))
}

/// The draft with this parameter given.
pub(super) fn give(api: &Api, draft: Chain, parameter: &Parameter) -> Chain {
    let value = by_reference(api, &parameter.name, &parameter.ty);
    let is_plain = is_scalar(api, &parameter.ty);
    let name = || layout::string(&wire_name(parameter));
    let style = || style_path(parameter.style).to_owned();
    let explode = || parameter.explode.to_string();
    let (method, arguments) = match parameter.location {
        Location::Path if parameter.json => ("path_json", vec![value]),
        Location::Path if parameter.style == Style::Simple && (is_plain || !parameter.explode) => {
            ("path", vec![value])
        }
        Location::Path => ("path_styled", vec![value, style(), explode()]),
        Location::Query if parameter.json => ("query_json", vec![name(), value]),
        Location::Query if parameter.allow_reserved => {
            ("query_reserved", vec![name(), value, style(), explode()])
        }
        Location::Query if parameter.style == Style::Form && (is_plain || parameter.explode) => {
            ("query", vec![name(), value])
        }
        Location::Query => ("query_styled", vec![name(), value, style(), explode()]),
        Location::Header if parameter.json => ("header_json", vec![name(), value]),
        Location::Header if is_plain || !parameter.explode => ("header", vec![name(), value]),
        Location::Header => ("header_styled", vec![name(), value, explode()]),
        Location::Cookie if parameter.json => ("cookie_json", vec![name(), value]),
        Location::Cookie if is_plain || parameter.explode => ("cookie", vec![name(), value]),
        Location::Cookie => ("cookie_styled", vec![name(), value, explode()]),
    };
    draft.then(method, arguments.into_iter().map(Argument::from).collect())
}

/// Whether giving the parameter mentions a style.
pub(super) fn needs_style(api: &Api, parameter: &Parameter) -> bool {
    let is_plain = is_scalar(api, &parameter.ty);
    !parameter.json
        && match parameter.location {
            Location::Path => parameter.style != Style::Simple || (!is_plain && parameter.explode),
            Location::Query => {
                parameter.allow_reserved
                    || parameter.style != Style::Form
                    || (!is_plain && !parameter.explode)
            }
            Location::Header | Location::Cookie => false,
        }
}

/// Headers are written in lower case, as the libraries underneath want them.
fn wire_name(parameter: &Parameter) -> String {
    match parameter.location {
        Location::Header => parameter.wire.to_lowercase(),
        Location::Path | Location::Query | Location::Cookie => parameter.wire.clone(),
    }
}

/// A style as an expression.
pub(super) fn style_path(style: Style) -> &'static str {
    match style {
        Style::Simple => "Style::Simple",
        Style::Label => "Style::Label",
        Style::Matrix => "Style::Matrix",
        Style::Form => "Style::Form",
        Style::SpaceDelimited => "Style::SpaceDelimited",
        Style::PipeDelimited => "Style::PipeDelimited",
        Style::DeepObject => "Style::DeepObject",
    }
}
