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
        // Who wants nothing gets nothing.
        let Some(first) = first else {
            return String::new();
        };
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

/// What a thing would like to be called.
#[derive(Debug)]
pub(crate) struct Wish {
    /// Its author wrote the first of the names exactly so: it comes before others who want it.
    pub(crate) exact: bool,
    /// Best first.
    pub(crate) names: Vec<String>,
}

impl Scope {
    /// A name for each wish.
    pub(crate) fn claim_all(&mut self, wishes: &[Wish], separator: &str) -> Vec<String> {
        let mut names = vec![String::new(); wishes.len()];
        for exact in [true, false] {
            for (wish, name) in wishes.iter().zip(&mut names) {
                if wish.exact == exact {
                    *name = self.claim(wish.names.iter().map(String::as_str), separator);
                }
            }
        }
        names
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

    #[test]
    fn exact_names_come_first() {
        let wish = |exact, names: &[&str]| Wish {
            exact,
            names: names.iter().map(|&name| name.to_owned()).collect(),
        };
        let wishes = [
            wish(false, &["id", "at_id"]),
            wish(true, &["id"]),
            wish(false, &["id"]),
        ];
        assert_eq!(
            Scope::default().claim_all(&wishes, "_"),
            ["at_id", "id", "id_2"]
        );
    }
}
