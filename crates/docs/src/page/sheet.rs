//! What is drawn on one page, and how much of it: a page has a budget, so that no document makes it endless.

use indexmap::IndexSet;

use super::{Block, Span};
use crate::api::Api;

/// How deep fields are shown within fields; the pages of models hold the rest.
pub(super) const DEPTH: usize = 7;

/// The state of a page that is being made.
#[derive(Debug)]
pub(crate) struct Sheet<'a, 'p> {
    pub(super) api: &'p Api<'a>,
    /// Bytes of HTML that may still be added, roughly.
    left: usize,
    cut: bool,
    /// The models whose fields are on the page already.
    expanded: IndexSet<&'a str>,
}

impl<'a, 'p> Sheet<'a, 'p> {
    pub(crate) fn new(api: &'p Api<'a>, budget: usize) -> Self {
        Self {
            api,
            left: budget,
            cut: false,
            expanded: IndexSet::new(),
        }
    }

    /// Takes room for something; false where there is none left.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        let has_room = bytes <= self.left;
        self.left = self.left.saturating_sub(bytes);
        self.cut |= !has_room;
        has_room
    }

    /// Bytes that were taken of a budget.
    pub(crate) fn taken(&self, budget: usize) -> usize {
        budget - self.left
    }

    /// Whether a model's fields are to be shown here: once a page.
    pub(super) fn expand(&mut self, model: &'a str) -> bool {
        self.left > 0 && self.expanded.insert(model)
    }

    /// A text, as far as there is room for it.
    pub(super) fn prose(&mut self, markdown: &'a str) -> Option<Block<'a>> {
        let markdown = markdown.trim();
        if markdown.is_empty() {
            return None;
        }
        // The longest text of people that was seen has 50 KB; what is longer is nobody's to read.
        let most = self.left.min(64 * 1024);
        if self.take(markdown.len() + markdown.len() / 4) {
            return (markdown.len() <= most)
                .then_some(Block::Prose(markdown.into()))
                .or_else(|| Some(shortened(markdown, most)));
        }
        (most > 200).then(|| shortened(markdown, most))
    }

    /// What to say at the end of a page that could not hold everything.
    pub(crate) fn end(&self) -> Option<Block<'a>> {
        self.cut.then(|| {
            Block::Quiet(vec![
                Span::text("This page would be too long: what is left out stands in the "),
                Span::To("openapi.json".to_owned(), "document".into()),
                Span::text("."),
            ])
        })
    }
}

fn shortened(markdown: &str, most: usize) -> Block<'_> {
    let end = markdown.floor_char_boundary(most.min(markdown.len()));
    Block::Prose(format!("{} …", &markdown[..end]).into())
}
