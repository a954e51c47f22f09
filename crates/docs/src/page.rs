//! Pages before they are drawn: blocks of what is said, the same for HTML and Markdown.

mod body;
mod credentials;
mod example;
mod facts;
mod model;
mod operation;
mod overview;
mod parameter;
mod sample;
mod schema;
mod sheet;
mod words;

use std::borrow::Cow;

use maud::Markup;

pub(crate) use credentials::credentials;
pub(crate) use example::{first, made_up, shown};
pub(crate) use facts::shown as shown_in_line;
pub(crate) use model::{model, models};
pub(crate) use operation::operation;
pub(crate) use overview::{link, overview, tag, webhooks};
pub(crate) use sheet::Sheet;

/// A page of the reference.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    /// Where it is below the site's root.
    pub(crate) address: String,
    pub(crate) title: String,
    /// What search engines show; Markdown.
    pub(crate) description: Cow<'a, str>,
    pub(crate) main: Vec<Block<'a>>,
    /// What stands beside the text where there is room.
    pub(crate) aside: Vec<Block<'a>>,
}

/// A part of a page.
#[derive(Debug)]
pub(crate) enum Block<'a> {
    /// Its level, its name in addresses, its text.
    Heading(u8, Option<String>, Vec<Span<'a>>),
    /// Markdown.
    Prose(Cow<'a, str>),
    /// A line of text; the second kind is less important.
    Line(Vec<Span<'a>>),
    Quiet(Vec<Span<'a>>),
    /// Something to beware of.
    Warning(Cow<'static, str>),
    /// Operations or models to go to.
    Links(Vec<Link<'a>>),
    Fields(Vec<Field<'a>>),
    /// Terms and what is said of them.
    Facts(Vec<Fact<'a>>),
    Code(Code<'a>),
    Details(Vec<Span<'a>>, Vec<Block<'a>>),
    /// A name in addresses, a name for people, what to choose from.
    Tabs(String, &'static str, Vec<Tab<'a>>),
    /// What only a browser can show.
    Form(Markup),
}

/// A part of a line.
#[derive(Debug, Clone)]
pub(crate) enum Span<'a> {
    Text(Cow<'a, str>),
    Code(Cow<'a, str>),
    /// Less important text, as of a type.
    Type(Cow<'a, str>),
    /// A word on a field, as `required`.
    Note(Cow<'a, str>),
    Method(Cow<'a, str>),
    Status(Cow<'a, str>),
    /// A page of the site, and what the link says.
    To(String, Cow<'a, str>),
    /// An address on another host.
    Out(&'a str, Cow<'a, str>),
    /// Markdown of one line.
    Prose(&'a str),
}

/// A way to an operation or a model.
#[derive(Debug)]
pub(crate) struct Link<'a> {
    pub(crate) to: String,
    pub(crate) method: Option<Cow<'a, str>>,
    pub(crate) title: Cow<'a, str>,
    /// The path of an operation.
    pub(crate) detail: &'a str,
    pub(crate) deprecated: bool,
}

/// A property, a parameter, a header, an alternative.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    pub(crate) id: Option<String>,
    pub(crate) head: Vec<Span<'a>>,
    pub(crate) inside: Vec<Block<'a>>,
}

/// A term and what is said of it.
pub(crate) type Fact<'a> = (Cow<'a, str>, Vec<Span<'a>>);

#[derive(Debug, Clone)]
pub(crate) struct Code<'a> {
    pub(crate) lang: Cow<'a, str>,
    pub(crate) text: Cow<'a, str>,
}

/// One of several things to choose from.
#[derive(Debug)]
pub(crate) struct Tab<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) inside: Vec<Block<'a>>,
}

impl<'a> Block<'a> {
    pub(crate) fn heading(level: u8, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let id = text
            .to_lowercase()
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        Self::Heading(level, Some(id), vec![Span::Text(text)])
    }
}

impl<'a> Span<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn code(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Code(text.into())
    }

    pub(crate) fn note(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Note(text.into())
    }
}
