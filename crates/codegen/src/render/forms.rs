//! The tables of `forms.rs`: how each field of a multipart form becomes a part.

use std::fmt::Write as _;

use super::body::form_field;
use super::operations::operations;
use super::uses::Uses;
use crate::model::{Api, BodyFormat, FormField};

/// The tables, one for each form.
pub(super) fn tables<'a>(api: &'a Api, uses: &mut Uses<'a>) -> String {
    let mut text = String::new();
    let bodies = operations(api).filter_map(|operation| operation.body.as_ref());
    for case in bodies.flat_map(|body| &body.cases) {
        if let BodyFormat::Multipart { name, fields } = &case.format {
            uses.operations.insert(name);
            text.extend(["\nparts! { ", name, ";\n"]);
            for field in fields {
                line(api, field, &mut text);
            }
            text.push_str("}\n");
        }
    }
    text
}

fn line(api: &Api, field: &FormField, text: &mut String) {
    let (word, _) = form_field(api, field);
    // Writing to a string cannot fail.
    let _ = write!(text, "    {word} {} {:?}", field.name, field.wire);
    if let Some(content_type) = &field.content_type {
        let _ = write!(text, " {content_type:?}");
    }
    text.push_str(",\n");
}
