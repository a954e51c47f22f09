//! Addresses of pages: short, made of names alone so that they stay, and the same on every file system.

use std::fmt::Write as _;

use indexmap::IndexSet;

/// A name beyond which file systems and people have trouble.
const LONGEST: usize = 80;

/// The addresses that were given.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In small letters: some file systems don't tell capitals apart.
    taken: IndexSet<String>,
}

impl Names {
    /// The address of a page in a folder. Of two that would be the same, the later gets a number.
    pub(super) fn give(&mut self, folder: &str, name: &str) -> String {
        let plain = plain(name);
        let mut address = format!("{folder}/{plain}.html");
        let mut number = 2_usize;
        while !self.taken.insert(address.to_lowercase()) {
            // The next free number is looked for from where the last one was found.
            address = format!("{folder}/{plain}-{number}.html");
            number = number.saturating_add(1 + number / 8);
        }
        address
    }
}

/// A name of ASCII letters, digits, `-`, `_` and `.`, whatever the script it is written in.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.') {
            plain.push(letter);
        } else if letter.is_alphanumeric() {
            // Writing to a string can't fail.
            let _ = write!(plain, "u{:x}", u32::from(letter));
        } else if !plain.ends_with('-') {
            plain.push('-');
        }
        if plain.len() > LONGEST {
            break;
        }
    }
    let plain = plain.trim_matches(['-', '.']);
    // `con`, `nul` and their like are devices on some systems.
    let device = plain.len() <= 4 && !plain.contains('-') && is_device(&plain.to_lowercase());
    match plain {
        "" => "unnamed".to_owned(),
        plain if device => format!("{plain}-"),
        plain => plain.to_owned(),
    }
}

fn is_device(name: &str) -> bool {
    matches!(name, "con" | "prn" | "aux" | "nul")
        || name
            .strip_prefix("com")
            .or_else(|| name.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn addresses_are_plain_and_unlike() {
        let mut names = Names::default();
        for (name, address) in [
            ("actions/list-artifacts", "a/actions-list-artifacts.html"),
            ("Actions/List-artifacts", "a/Actions-List-artifacts-2.html"),
            ("get /a/{id}", "a/get-a-id.html"),
            ("../../etc/passwd", "a/etc-passwd.html"),
            ("日本", "a/u65e5u672c.html"),
            ("…", "a/unnamed.html"),
            ("CON", "a/CON-.html"),
        ] {
            assert_eq!(names.give("a", name), address);
        }
        let long = names.give("a", &"x".repeat(500));
        assert!(long.len() < 100, "{long}");
    }
}
