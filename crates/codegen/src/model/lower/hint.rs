//! Where an unnamed schema stands: what its type is named after.

use crate::model::names::{pascal, singular};

/// Longer ways are told by their ends.
const LONGEST: usize = 400;

/// A step from the outermost named thing to a schema. Lives on the stack; a name is made of it only when needed.
#[derive(Clone, Copy)]
pub(super) struct Hint<'h> {
    parent: Option<&'h Hint<'h>>,
    step: Step<'h>,
}

/// What a step is named after.
#[derive(Clone, Copy)]
enum Step<'h> {
    /// A component, property, parameter or variant.
    Name(&'h str),
    /// The items of a list.
    Item,
    /// The values of a map.
    Value,
}

impl<'h> Hint<'h> {
    pub(super) fn root(name: &'h str) -> Self {
        Self {
            parent: None,
            step: Step::Name(name),
        }
    }

    pub(super) fn child<'c>(&'c self, name: &'c str) -> Hint<'c> {
        Hint {
            parent: Some(self),
            step: Step::Name(name),
        }
    }

    pub(super) fn item(&self) -> Hint<'_> {
        Hint {
            parent: Some(self),
            step: Step::Item,
        }
    }

    pub(super) fn value(&self) -> Hint<'_> {
        Hint {
            parent: Some(self),
            step: Step::Value,
        }
    }

    /// The whole way as a `PascalCase` name; the last part of it, where it is too long for one.
    pub(super) fn full(&self) -> String {
        self.within(LONGEST)
    }

    fn within(&self, left: usize) -> String {
        let own = match self.step {
            Step::Name(name) => name.len(),
            Step::Item | Step::Value => 0,
        };
        let parent = self.parent.filter(|_| own < left);
        let mut start = parent.map_or_else(String::new, |parent| parent.within(left - own));
        let surplus = start.len().saturating_sub(LONGEST);
        start.drain(..start.ceil_char_boundary(surplus));
        match self.step {
            Step::Name(name) => {
                let name = pascal(name);
                // A digit in front only needs a letter when nothing stands before it.
                let name = name
                    .strip_prefix('N')
                    .filter(|rest| {
                        !start.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit())
                    })
                    .map(str::to_owned)
                    .unwrap_or(name);
                start + &name
            }
            // The items of a list of lists are named once.
            Step::Item if self.parent.is_some_and(Hint::is_item) => start,
            Step::Item => singular(&start).unwrap_or_else(|| start + "Item"),
            Step::Value => singular(&start).unwrap_or_else(|| start + "Value"),
        }
    }

    fn is_item(&self) -> bool {
        matches!(self.step, Step::Item)
    }

    /// The name of the last step that has one.
    pub(super) fn leaf(&self) -> String {
        match (self.step, self.parent) {
            (Step::Name(name), _) => pascal(name),
            (Step::Item | Step::Value, Some(parent)) => {
                let plural = parent.leaf();
                singular(&plural).unwrap_or(plural)
            }
            (Step::Item | Step::Value, None) => String::new(),
        }
    }
}
