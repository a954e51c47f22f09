//! A text that a regular expression matches, for the expressions that documents have: classes, counts, groups.

use std::iter::Peekable;
use std::str::Chars;

/// A text that matches; none where the expression has what is not known here.
pub(super) fn text(pattern: &str) -> Option<String> {
    let mut left = pattern.chars().peekable();
    let text = choice(&mut left)?;
    left.peek().is_none().then_some(text)
}

/// The first of several alternatives.
fn choice(left: &mut Peekable<Chars<'_>>) -> Option<String> {
    let first = sequence(left)?;
    while left.next_if_eq(&'|').is_some() {
        sequence(left)?;
    }
    Some(first)
}

fn sequence(left: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut text = String::new();
    while let Some(next) = left.next_if(|next| !matches!(next, '|' | ')')) {
        let piece = match next {
            '^' | '$' => continue,
            '.' => "a".to_owned(),
            '[' => class(left)?.to_string(),
            '(' => {
                if left.next_if_eq(&'?').is_some() {
                    // Only a group without a number; what looks ahead or behind is not made up here.
                    left.next_if_eq(&':')?;
                }
                let inner = choice(left)?;
                left.next_if_eq(&')')?;
                inner
            }
            '\\' => escaped(left.next()?)?.to_string(),
            literal => literal.to_string(),
        };
        text.push_str(&piece.repeat(count(left)?));
    }
    Some(text)
}

/// How often what stands before is wanted, at least; once where nothing is said or it may be left out.
fn count(left: &mut Peekable<Chars<'_>>) -> Option<usize> {
    if left
        .next_if(|next| matches!(next, '*' | '+' | '?'))
        .is_some()
    {
        left.next_if_eq(&'?');
        return Some(1);
    }
    if left.next_if_eq(&'{').is_none() {
        return Some(1);
    }
    let mut text = String::new();
    while let Some(next) = left.next_if(|next| *next != '}') {
        text.push(next);
    }
    left.next()?;
    let (least, most) = text.split_once(',').unwrap_or((&text, &text));
    let least: usize = least.parse().ok()?;
    Some(if most == "0" { 0 } else { least.max(1) })
}

/// A character of a class: the first that is named, or one that isn't.
fn class(left: &mut Peekable<Chars<'_>>) -> Option<char> {
    let is_negated = left.next_if_eq(&'^').is_some();
    let mut named = Vec::new();
    while let Some(next) = left.next() {
        match next {
            ']' if !named.is_empty() => break,
            '\\' => named.push(escaped(left.next()?)?),
            '-' if !named.is_empty() && left.peek() != Some(&']') => {
                let (from, to) = (*named.last()?, left.next()?);
                named.extend(from..=to);
            }
            other => named.push(other),
        }
    }
    if is_negated {
        return "aA0_- ".chars().find(|other| !named.contains(other));
    }
    // A letter or a digit is welcome in more places than what stands beside them.
    let plain = named.iter().find(|named| named.is_alphanumeric());
    plain.or(named.first()).copied()
}

fn escaped(letter: char) -> Option<char> {
    match letter {
        'd' => Some('1'),
        'w' | 'S' | 'D' => Some('a'),
        's' => Some(' '),
        'n' => Some('\n'),
        't' => Some('\t'),
        other if other.is_alphanumeric() => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn texts_that_match() {
        for (pattern, expected) in [
            ("^[a-z]{3}$", Some("aaa")),
            (r"^\d{4}-\d{2}$", Some("1111-11")),
            ("^(?:foo|bar)+$", Some("foo")),
            ("^[^a]b?$", Some("Ab")),
            (r"^[\w.-]+@x\.org$", Some("a@x.org")),
            ("^(?=x).*$", None),
            (r"\p{L}", None),
        ] {
            assert_eq!(text(pattern).as_deref(), expected, "{pattern}");
        }
    }
}
