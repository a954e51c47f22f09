//! A set of names in which each is unique.

use indexmap::IndexMap;

/// Names that are taken.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// With the last number that was tried after the name.
    taken: IndexMap<String, u32>,
}

impl Scope {
    /// A scope in which these names are taken from the start.
    pub(crate) fn without(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|&name| (name.to_owned(), 1)).collect(),
        }
    }

    /// Takes a name if it is free.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        let free = !self.taken.contains_key(name);
        if free {
            self.taken.insert(name.to_owned(), 1);
        }
        free
    }

    /// Takes the first of these names that is free; if none is, the first with a number after this separator.
    pub(crate) fn claim<'n>(
        &mut self,
        names: impl IntoIterator<Item = &'n str>,
        separator: &str,
    ) -> String {
        let mut first = None;
        for name in names {
            if self.take(name) {
                return name.to_owned();
            }
            first.get_or_insert(name);
        }
        let first = first.unwrap_or_default();
        // `Sha1` becomes `Sha1_2`, not `Sha12`.
        let separator = if first.ends_with(|c: char| c.is_ascii_digit()) {
            "_"
        } else {
            separator
        };
        loop {
            let number = self.taken.entry(first.to_owned()).or_insert(1);
            *number += 1;
            let name = format!("{first}{separator}{number}");
            if self.take(&name) {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_unique() {
        let mut scope = Scope::without(&["Error"]);
        assert_eq!(scope.claim(["Error", "ErrorModel"], ""), "ErrorModel");
        assert_eq!(scope.claim(["Error", "ErrorModel"], ""), "Error2");
        assert_eq!(scope.claim(["Sha1"], ""), "Sha1");
        assert_eq!(scope.claim(["Sha1"], ""), "Sha1_2");
        assert_eq!(scope.claim(["id"], "_"), "id");
        assert_eq!(scope.claim(["id"], "_"), "id_2");
    }
}
