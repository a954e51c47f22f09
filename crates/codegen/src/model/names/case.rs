//! Words of a name, and how Rust writes them.

use std::fmt::Write as _;

use unicode_ident::{is_xid_continue, is_xid_start};

/// What a name becomes that has no usable character at all.
const NAMELESS: &str = "unnamed";

/// `PascalCase`, for types and variants: `status-code` → `StatusCode`, `+1` → `Plus1`, `1h` → `N1h`.
pub(crate) fn pascal(text: &str) -> String {
    join_pascal(&usable_words(text))
}

/// `snake_case`, for fields, methods and modules: `statusCode` → `status_code`, `-1` → `minus_1`.
///
/// Keywords come out as they are; see [`raw`](super::raw).
pub(crate) fn snake(text: &str) -> String {
    join_snake(&usable_words(text))
}

/// [`pascal`] with every sign spelled out, to tell apart what else looks the same: `size<` → `SizeLess`.
pub(crate) fn pascal_spelled(text: &str) -> String {
    join_pascal(&words(&spelled(text)))
}

/// Whether a name has signs that could be spelled out.
pub(crate) fn has_signs(text: &str) -> bool {
    text.contains(|c: char| !c.is_alphanumeric() && c != '_')
}

/// [`snake`] with every sign spelled out.
pub(crate) fn snake_spelled(text: &str) -> String {
    join_snake(&words(&spelled(text)))
}

fn join_snake(words: &[String]) -> String {
    let mut name = String::new();
    for (position, word) in words.iter().enumerate() {
        if position > 0 && !continues(&words[position - 1], word) {
            name.push('_');
        }
        name.push_str(word);
    }
    if !name.starts_with(is_xid_start) {
        name.insert(0, 'n');
    }
    name
}

/// Whether two words are one whose capitals don't tell: `OAuth2`, `IPv4`, `iOS`.
fn continues(before: &str, word: &str) -> bool {
    match before {
        "o" => word.starts_with("auth"),
        "i" => matches!(word, "os" | "pv4" | "pv6"),
        _ => false,
    }
}

fn join_pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        // `1.0` and `10` stay apart.
        if name.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit())
        {
            name.push('_');
        }
        let mut characters = word.chars();
        name.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(characters.as_str());
    }
    // Words of one letter each would make an acronym.
    if name.len() > 2 && !name.contains(|c: char| c.is_ascii_lowercase() || !c.is_ascii()) {
        let rest = name.split_off(1).to_ascii_lowercase();
        name.push_str(&rest);
    }
    if !name.starts_with(is_xid_start) {
        name.insert(0, 'N');
    }
    name
}

/// The words of a name; its signs where it has no words.
fn usable_words(text: &str) -> Vec<String> {
    let trimmed = text.trim_start();
    let mut found = words(trimmed);
    if found.is_empty() {
        found = words(&spelled(text));
    } else if let Some(sign) = leading_sign(trimmed) {
        found.insert(0, sign.to_owned());
    }
    if found.is_empty() {
        found.push(NAMELESS.to_owned());
    }
    found
}

/// A sign in front of a word or a number says something; elsewhere it only separates.
fn leading_sign(text: &str) -> Option<&'static str> {
    let mut characters = text.chars();
    let sign = match characters.next()? {
        '+' => "plus",
        '-' => "minus",
        '!' => "not",
        _ => return None,
    };
    characters
        .next()
        .is_some_and(is_xid_continue)
        .then_some(sign)
}

/// Splits at everything that isn't part of an identifier and at changes of case, and lowers the case.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '_' || !is_xid_continue(character) {
            // "don't" is one word.
            let inside = character == '\'' && characters.peek().is_some_and(|c| c.is_lowercase());
            if !inside {
                words.push(std::mem::take(&mut word));
            }
            previous = ' ';
            continue;
        }
        if starts_word(previous, character, &mut characters.clone()) {
            words.push(std::mem::take(&mut word));
        }
        if character.is_ascii() {
            word.push(character.to_ascii_lowercase());
        } else {
            word.extend(character.to_lowercase());
        }
        previous = character;
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// Whether an upper-case letter begins a word, after this one and before those.
fn starts_word(previous: char, character: char, rest: &mut impl Iterator<Item = char>) -> bool {
    if !character.is_uppercase() {
        return false;
    }
    if !previous.is_uppercase() {
        return true;
    }
    // The last capital of `HTTPServer` begins a word, that of `userIDs` doesn't.
    let next = rest.next();
    let plural = next == Some('s') && !rest.next().is_some_and(char::is_lowercase);
    next.is_some_and(char::is_lowercase) && !plural
}

/// Signs as words, where they don't just separate words; what has no name by its code.
fn spelled(text: &str) -> String {
    let only_signs = !text.contains(char::is_alphanumeric);
    let mut spelled = String::new();
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let between = previous.is_alphanumeric()
            && characters.peek().is_some_and(|next| next.is_alphanumeric());
        previous = character;
        if is_xid_continue(character) && character != '_' {
            spelled.push(character);
            continue;
        }
        spelled.push('_');
        let separates = between && matches!(character, '-' | '.' | '/' | ':' | ',' | '\'');
        let silent = matches!(character, '_' | ' ') && !only_signs;
        if let Some(name) = name_of_sign(character).filter(|_| !separates && !silent) {
            spelled.push_str(name);
        } else if !character.is_ascii() {
            // Writing to a String can't fail.
            let _ = write!(spelled, "u{:x}", u32::from(character));
        }
        spelled.push('_');
    }
    spelled
}

fn name_of_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        ' ' => "space",
        '\'' | '"' => "quote",
        '`' => "backtick",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        _ => return None,
    })
}

/// The singular of an English plural in `PascalCase` or `snake_case`; nothing where it isn't one for sure.
pub(crate) fn singular(plural: &str) -> Option<String> {
    const ALIKE: [&str; 6] = ["news", "series", "species", "means", "always", "details"];
    let lower = plural.to_lowercase();
    if ALIKE.iter().any(|word| lower.ends_with(word)) {
        return None;
    }
    let cut = |count: usize, ending: &str| {
        plural
            .get(..plural.len() - count)
            .map(|stem| format!("{stem}{ending}"))
    };
    if lower.ends_with("ies") && lower.len() > 4 {
        cut(3, "y")
    } else if ["sses", "ches", "shes", "xes", "zes", "iases"]
        .iter()
        .any(|end| lower.ends_with(end))
        || (lower.ends_with("uses") && !lower.ends_with("auses") && !lower.ends_with("ouses"))
    {
        cut(2, "")
    } else if lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end)) {
        (lower.len() > 2).then(|| cut(1, "")).flatten()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pascal_case() {
        for (text, name) in [
            ("user", "User"),
            ("simple-user", "SimpleUser"),
            ("HTTPServer", "HttpServer"),
            ("userIDs", "UserIds"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("-created", "MinusCreated"),
            ("1.0", "N1_0"),
            ("10", "N10"),
            (">=", "GreaterEqual"),
            ("", "Unnamed"),
            ("größe", "Größe"),
            ("日本", "日本"),
            ("👍", "U1f44d"),
            ("can't", "Cant"),
            ("v1_2", "V1_2"),
            ("i_e_e_e802", "Ieee802"),
            ("Ⓐb", "B"),
        ] {
            assert_eq!(pascal(text), name, "{text}");
        }
    }

    #[test]
    fn snake_case() {
        for (text, name) in [
            ("statusCode", "status_code"),
            ("repos/list-for-user", "repos_list_for_user"),
            ("oauth2Token", "oauth2_token"),
            ("OAuth2", "oauth2"),
            ("userOAuthApp", "user_oauth_app"),
            ("enableIPv6", "enable_ipv6"),
            ("iOSVersion", "ios_version"),
            ("IPRange", "ip_range"),
            ("24h", "n24h"),
            ("@id", "id"),
            ("$", "dollar"),
            ("_links", "links"),
            ("type", "type"),
            ("ABC", "abc"),
        ] {
            assert_eq!(snake(text), name, "{text}");
        }
        assert_eq!(snake_spelled("@id"), "at_id");
        assert_eq!(snake_spelled("foo-bar_baz"), "foo_bar_baz");
        assert_eq!(snake_spelled("sort-"), "sort_minus");
        assert_eq!(pascal_spelled("size<"), "SizeLess");
    }

    #[test]
    fn singulars() {
        for (plural, one) in [
            ("Users", Some("User")),
            ("Addresses", Some("Address")),
            ("Policies", Some("Policy")),
            ("Statuses", Some("Status")),
            ("Databases", Some("Database")),
            ("Status", None),
            ("Data", None),
            ("Series", None),
        ] {
            assert_eq!(singular(plural).as_deref(), one, "{plural}");
        }
    }
}
