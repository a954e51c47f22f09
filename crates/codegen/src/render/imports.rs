//! The `use` declarations of a generated file, in the order and the lines that rustfmt gives them.

use std::cmp::Ordering;

use super::layout::WIDTH;

/// What a file brings into scope: names by the path that they are taken from.
#[derive(Debug, Default)]
pub(super) struct Imports<'t> {
    groups: Vec<(&'t str, Vec<&'t str>)>,
}

impl<'t> Imports<'t> {
    /// Adds names of a path; `*` is all of them.
    pub(super) fn add(&mut self, path: &'t str, names: impl IntoIterator<Item = &'t str>) {
        let mut names = names.into_iter().peekable();
        if names.peek().is_none() {
            return;
        }
        match self.groups.iter_mut().find(|(known, _)| *known == path) {
            Some((_, known)) => known.extend(names),
            None => self.groups.push((path, names.collect())),
        }
    }

    /// Adds the declarations to a text, each after the prefix (`pub `, say).
    pub(super) fn write(mut self, prefix: &str, out: &mut String) {
        for (_, names) in &mut self.groups {
            names.sort_unstable_by(|left, right| by_name(left, right));
            names.dedup();
        }
        self.groups.sort_by(by_path);
        for (path, names) in &self.groups {
            out.extend([prefix, "use ", path, "::"]);
            match names.as_slice() {
                [name] => out.push_str(name),
                names => list(path.len() + prefix.len(), names, out),
            }
            out.push_str(";\n");
        }
    }
}

/// Adds `{names}`, filled to the width of a line.
fn list(used: usize, names: &[&str], out: &mut String) {
    let length: usize = names.iter().map(|name| name.len() + 2).sum();
    // `use `, `::{`, `};` less the last comma: rustfmt keeps two columns free.
    if used + length + 9 <= WIDTH {
        out.extend(["{", &names.join(", "), "}"]);
        return;
    }
    out.push('{');
    let mut column = WIDTH;
    for name in names {
        if column + name.len() + 2 >= WIDTH {
            out.push_str("\n    ");
            column = 4;
        } else {
            out.push(' ');
            column += 1;
        }
        out.extend([name, ","]);
        column += name.len() + 1;
    }
    out.push_str("\n}");
}

/// Paths by their segments: a path goes before those below it, and a list goes last.
fn by_path(left: &(&str, Vec<&str>), right: &(&str, Vec<&str>)) -> Ordering {
    let segments = |(path, names): &(&str, Vec<&str>)| {
        let mut segments: Vec<(u8, String)> = path
            .split("::")
            .map(|name| match name {
                "super" => (0, String::new()),
                "crate" => (1, String::new()),
                name => (2, name.to_owned()),
            })
            .collect();
        segments.push(match names.as_slice() {
            ["*"] => (3, String::new()),
            [name] => (2, (*name).to_owned()),
            _ => (4, String::new()),
        });
        segments
    };
    let (left, right) = (segments(left), segments(right));
    for ((rank, name), (other_rank, other)) in left.iter().zip(&right) {
        let order = rank.cmp(other_rank).then_with(|| by_name(name, other));
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len())
}

/// Names piece by piece, numbers by their value.
pub(super) fn by_name(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (
        left.trim_start_matches("r#"),
        right.trim_start_matches("r#"),
    );
    let mut zeros = Ordering::Equal;
    loop {
        let ((one, rest), (other, other_rest)) = (chunk(left), chunk(right));
        (left, right) = (rest, other_rest);
        let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let order = match (one, other) {
            ("", "") => return zeros,
            ("", _) => return Ordering::Less,
            (_, "") => return Ordering::Greater,
            ("_", "_") => Ordering::Equal,
            ("_", _) => Ordering::Less,
            (_, "_") => Ordering::Greater,
            (one, other) if is_number(one) && is_number(other) => {
                let digits = |text: &str| text.trim_start_matches('0').to_owned();
                let (value, other_value) = (digits(one), digits(other));
                zeros = zeros.then_with(|| other.len().cmp(&one.len()));
                let by_length = value.len().cmp(&other_value.len());
                by_length.then_with(|| value.cmp(&other_value))
            }
            (one, other) => one.cmp(other),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// The first piece of a name (an underscore, a number, or what stands before the next of these) and the rest.
fn chunk(text: &str) -> (&str, &str) {
    let end = match text.chars().next() {
        None => 0,
        Some('_') => 1,
        Some(first) => {
            let is_digit = first.is_ascii_digit();
            let ends = |c: char| c == '_' || c.is_ascii_digit() != is_digit;
            text.find(ends).unwrap_or(text.len())
        }
    };
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::{Imports, by_name};

    fn written(groups: &[(&str, &[&str])]) -> String {
        let mut imports = Imports::default();
        for (path, names) in groups {
            imports.add(path, names.iter().copied());
        }
        let mut text = String::new();
        imports.write("", &mut text);
        text
    }

    #[test]
    fn paths_stand_in_the_order_of_rustfmt() {
        let text = written(&[
            ("reqwest", &["Method"]),
            ("crate", &["Secret", "Call"]),
            ("indexmap", &["IndexMap"]),
            ("crate::models", &["Token"]),
            ("crate::runtime::call", &["Draft"]),
            ("crate::runtime", &["Style"]),
            ("super", &["A"]),
        ]);
        let expected = "use super::A;\nuse crate::models::Token;\nuse crate::runtime::Style;\n\
                        use crate::runtime::call::Draft;\nuse crate::{Call, Secret};\nuse indexmap::IndexMap;\n\
                        use reqwest::Method;\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn names_stand_in_the_order_of_rustfmt() {
        let mut names = [
            "V10", "IP", "V9", "Ipsum", "text", "V1Beta", "a_b", "ab", "A01", "A1",
        ];
        names.sort_by(|left, right| by_name(left, right));
        let expected = [
            "A01", "A1", "IP", "Ipsum", "V1Beta", "V9", "V10", "a_b", "ab", "text",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn lists_are_filled() {
        assert_eq!(written(&[("super", &[])]), "");
        assert_eq!(written(&[("super", &["A"])]), "use super::A;\n");
        assert_eq!(
            written(&[("super", &["B", "A", "B"])]),
            "use super::{A, B};\n"
        );
        let long: Vec<String> = (10..50).map(|n| format!("Name{n}")).collect();
        let long: Vec<&str> = long.iter().map(String::as_str).collect();
        let text = written(&[("super", &long)]);
        assert!(
            text.starts_with("use super::{\n    Name10, Name11,"),
            "{text}"
        );
        assert!(text.ends_with(",\n};\n"), "{text}");
        assert!(text.lines().all(|line| line.len() < 100), "{text}");
    }
}
