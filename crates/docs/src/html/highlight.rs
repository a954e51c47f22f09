//! Colours for code: comments, texts and numbers, which all languages have. Keywords are left as they are.

/// Where comments begin.
fn comments(lang: &str) -> &'static [&'static str] {
    match lang {
        "shell" | "sh" | "bash" | "python" | "yaml" | "toml" | "ruby" => &["#"],
        "php" => &["//", "#"],
        "json" | "text" | "" => &[],
        _ => &["//"],
    }
}

/// What texts are enclosed in; the longest first.
fn quotes(lang: &str) -> &'static [&'static str] {
    match lang {
        "text" | "" => &[],
        "python" => &["\"\"\"", "\"", "'"],
        "javascript" | "typescript" | "go" => &["`", "\"", "'"],
        // A single quote begins a lifetime, too.
        "rust" | "json" => &["\""],
        _ => &["\"", "'"],
    }
}

/// The code as HTML.
pub(super) fn highlight(lang: &str, code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut rest = code;
    let mut before = '\n';
    while let Some(first) = rest.chars().next() {
        let (class, length) = token(lang, rest, before);
        let (part, behind) = rest.split_at(length.max(first.len_utf8()));
        match class {
            Some(class) => {
                let class = if class == "s" && lang == "json" && behind.starts_with(':') {
                    "k"
                } else {
                    class
                };
                html.push_str("<span class=\"");
                html.push_str(class);
                html.push_str("\">");
                escape(part, &mut html);
                html.push_str("</span>");
            }
            None => escape(part, &mut html),
        }
        before = part.chars().next_back().unwrap_or(before);
        rest = behind;
    }
    html
}

/// What the code begins with, and how long that is.
fn token(lang: &str, code: &str, before: char) -> (Option<&'static str>, usize) {
    let apart = before.is_whitespace();
    if apart && comments(lang).iter().any(|mark| code.starts_with(mark)) {
        return (Some("c"), code.find('\n').unwrap_or(code.len()));
    }
    if let Some(quote) = quotes(lang).iter().find(|quote| code.starts_with(**quote)) {
        return (Some("s"), quoted(code, quote));
    }
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let length = code
        .find(|letter: char| !word(letter))
        .unwrap_or(code.len());
    if code.starts_with(|letter: char| letter.is_ascii_digit()) {
        return (Some("n"), length);
    }
    if lang == "json" && matches!(&code[..length], "true" | "false" | "null") {
        return (Some("n"), length);
    }
    (None, length)
}

/// The length of a text with its quotes.
fn quoted(code: &str, quote: &str) -> usize {
    let mut escaped = false;
    for (index, letter) in code.char_indices().skip(quote.len()) {
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if code[index..].starts_with(quote) {
            return index + quote.len();
        }
    }
    code.len()
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::highlight;

    #[test]
    fn texts_comments_and_numbers_are_told_apart() {
        assert_eq!(
            highlight("json", "{\"a\": [\"<b>\", 1, null]}"),
            "{<span class=\"k\">\"a\"</span>: [<span class=\"s\">\"&lt;b&gt;\"</span>, <span class=\"n\">1</span>, \
             <span class=\"n\">null</span>]}"
        );
        assert_eq!(
            highlight("shell", "a=${b##*c} '# no' # it's"),
            "a=${b##*c} <span class=\"s\">'# no'</span> <span class=\"c\"># it's</span>"
        );
        assert_eq!(
            highlight("rust", "f::<'a>(\"\\\"//\")// no"),
            "f::&lt;'a&gt;(<span class=\"s\">\"\\\"//\"</span>)// no"
        );
    }
}
