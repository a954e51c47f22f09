//! Attributes, documentation among them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, Lit, MacroDelimiter, Meta, MetaList, MetaNameValue,
};

use super::{path, string};

fn attribute(style: AttrStyle, meta: Meta) -> Attribute {
    Attribute {
        pound_token: <syn::Token![#]>::default(),
        style,
        bracket_token: syn::token::Bracket::default(),
        meta,
    }
}

/// `#[name]`.
pub(in crate::render) fn marker(name: &str) -> Attribute {
    attribute(AttrStyle::Outer, Meta::Path(path(name)))
}

/// `#[name(tokens)]`.
fn list(name: &str, tokens: TokenStream) -> Attribute {
    attribute(
        AttrStyle::Outer,
        Meta::List(MetaList {
            path: path(name),
            delimiter: MacroDelimiter::Paren(syn::token::Paren::default()),
            tokens,
        }),
    )
}

/// The derives of a model.
pub(in crate::render) fn derive_model() -> Attribute {
    list("derive", quote!(Debug, Clone, PartialEq))
}

/// The derives of a model without anything required.
pub(in crate::render) fn derive_default_model() -> Attribute {
    list("derive", quote!(Debug, Clone, Default, PartialEq))
}

/// The derives of an enum of strings.
pub(in crate::render) fn derive_value() -> Attribute {
    list(
        "derive",
        quote!(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash),
    )
}

/// The derives of an enum of integers.
pub(in crate::render) fn derive_copied_value() -> Attribute {
    list(
        "derive",
        quote!(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash),
    )
}

/// The derives of a type that may hold a stream.
pub(in crate::render) fn derive_debug() -> Attribute {
    list("derive", quote!(Debug))
}

/// The derives of a form without anything required.
pub(in crate::render) fn derive_debug_default() -> Attribute {
    list("derive", quote!(Debug, Default))
}

/// The derives of an operation's marker.
pub(in crate::render) fn derive_marker() -> Attribute {
    list("derive", quote!(Debug, Clone, Copy))
}

/// Variants may differ much in size.
pub(in crate::render) fn allow_large_variants() -> Attribute {
    allow(
        "clippy::large_enum_variant",
        "it is made once and taken apart once",
    )
}

/// `#[allow(lint, reason = "…")]`.
pub(in crate::render) fn allow(lint: &str, reason: &str) -> Attribute {
    let mut tokens = TokenStream::new();
    for (at, segment) in path(lint).segments.iter().enumerate() {
        let ident = &segment.ident;
        tokens.extend(if at == 0 {
            quote!(#ident)
        } else {
            quote!(::#ident)
        });
    }
    list("allow", quote!(#tokens, reason = #reason))
}

/// One `///` line for each line of the text.
pub(in crate::render) fn docs(text: &str) -> Vec<Attribute> {
    let lines = text.trim_end().lines();
    lines.map(doc_line).collect()
}

fn doc_line(line: &str) -> Attribute {
    let line = line.trim_end();
    let space = if line.is_empty() { "" } else { " " };
    let text = [space, line].concat();
    let meta = MetaNameValue {
        path: path("doc"),
        eq_token: <syn::Token![=]>::default(),
        value: raw_string(&text).unwrap_or_else(|| string(&text)),
    };
    attribute(AttrStyle::Outer, Meta::NameValue(meta))
}

/// A text as a raw string, whose characters need not be escaped and read again one by one; none if it can't be one.
fn raw_string(text: &str) -> Option<Expr> {
    let literal = ["r#\"", text, "\"#"].concat().parse().ok()?;
    Some(Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit: Lit::new(literal),
    }))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::docs;
    use crate::render::print;

    #[test]
    fn every_text_stands_as_it_is() {
        for text in ["a", "\"#", "a\"##b\"", r"\n {} \u{7f} ü", "r#\"a\"#"] {
            let docs = docs(text);
            let printed = print::item(parse_quote!(#(#docs)* struct A;));
            assert_eq!(printed, format!("/// {text}\nstruct A;\n"));
        }
    }
}
