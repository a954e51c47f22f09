//! Texts of people who want their code compiled, or the generator busy: read with the parser that rustdoc has.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::blocks::LANGUAGES;
use super::markdown;

/// The harm: a doctest of it would run.
const HARM: &str = "std::fs::write(\"harm\", \"\").unwrap();";

/// What rustdoc would compile of a text, or take for HTML.
fn accepted(written: &str) -> Option<String> {
    let everything = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // Doctests are looked for without the extensions that pages are drawn with.
    [Options::empty(), everything]
        .into_iter()
        .find_map(|options| {
            Parser::new_ext(written, options).find_map(|event| match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                    if *language == *"text" || LANGUAGES.contains(&&*language) =>
                {
                    None
                }
                Event::Start(Tag::CodeBlock(kind)) => Some(format!("{kind:?}")),
                Event::Html(html) | Event::InlineHtml(html) => Some(html.to_string()),
                _ => None,
            })
        })
}

fn assert_harmless(text: &str) {
    let written = markdown(text);
    let found = accepted(&written);
    assert_eq!(found, None, "{text:?} became\n{written}");
}

/// Ways to hide code, with a `?` where a character may help.
fn places() -> Vec<String> {
    let fence = |mark: &str| format!("{mark}rust\n{HARM}\n{mark}");
    let mut places = vec![
        format!("```text\n``?`\n``?`rust\n{HARM}\n``?`\n```"),
        format!("?```rust\n{HARM}\n?```"),
        format!("a\n?```rust\n{HARM}\n?```"),
        format!("```?rust\n{HARM}\n```?"),
        format!("?    {HARM}"),
        format!("a\n\n?    {HARM}"),
        format!("a\n\n  ?  {HARM}"),
        format!("?\t{HARM}"),
        format!("10. ?\n\n    {HARM}"),
        format!("10. a\n\n   ?     {HARM}"),
        format!("- ?```rust\n  {HARM}\n  ```"),
        format!("* * -?\n\n    {HARM}"),
        format!("* ---?\n\n        {HARM}"),
        format!("> ?```rust\n> {HARM}\n> ```"),
        format!("> a\n?>     {HARM}"),
        format!("| a | b |\n|---|---|\n| ?```rust | b |\n{HARM}\n```"),
        format!("# a?\n    {HARM}"),
        format!("[](#)?```rust\n{HARM}\n```"),
        format!("10. [](#)?\n\n    {HARM}"),
        format!("[a](https://a.com \"?```rust\n{HARM}\n```\")"),
        format!("[a]: https://a.com \"?\n```rust\n{HARM}\n```\""),
        format!("<br>?```rust<br>{HARM}<br>```"),
        format!("a<br>?```rust<br>{HARM}<br>```"),
        format!("<pre>?```\n```rust\n{HARM}\n```</pre>"),
        format!("<pre>```text\n```?\n```rust\n{HARM}</pre>"),
        format!("<ul><li>?<pre>```rust\n{HARM}</pre></li></ul>"),
        format!("<ul><li>a<p>?    {HARM}</p></li></ul>"),
        format!("<ol><li><code>``?`</code>\n```rust\n{HARM}\n```</li></ol>"),
        format!("<table><tr><td>?```rust\n{HARM}\n```</td></tr></table>"),
        format!("<div>?\n\n    {HARM}\n</div>"),
        format!("<!--?-->```rust\n{HARM}\n```"),
        format!("``a\n?```rust\n{HARM}\n```\n``"),
        format!("<script?>{HARM}</script>"),
        format!("<https://a.com/?```rust\n{HARM}\n```>"),
    ];
    for mark in ["```", "~~~", "````", "~~~~"] {
        places.push(format!("?{}", fence(mark)));
        // Deeper than any container is followed.
        for marker in ["> ", "- ", "1. ", "* ", ">"] {
            let lead = marker.repeat(9);
            let lines = fence(mark);
            let lines: Vec<String> = lines.lines().map(|line| format!("{lead}{line}")).collect();
            places.push(lines.join("?\n"));
            places.push(format!("{lead}?\n\n{}{HARM}", " ".repeat(lead.len() + 4)));
        }
    }
    places
}

/// Every character that isn't simply seen.
fn odd_characters() -> impl Iterator<Item = char> {
    let controls = ('\0'..='\u{20}').chain('\u{7f}'..='\u{a0}');
    let formats = "\u{ad}\u{34f}\u{61c}\u{6dd}\u{70f}\u{1680}\u{180e}\u{3000}\u{3164}\u{feff}\u{1d159}\u{e0001}";
    let punctuation = ('\u{2000}'..='\u{200f}').chain('\u{2028}'..='\u{202f}');
    let invisible = ('\u{205f}'..='\u{206f}').chain('\u{fff0}'..='\u{fffd}');
    let tags = '\u{e0020}'..='\u{e007f}';
    let none = ('\u{fdd0}'..='\u{fdef}').chain((0..=16_u32).flat_map(|plane| {
        [0xfffe, 0xffff]
            .into_iter()
            .filter_map(move |low| char::from_u32(plane << 16 | low))
    }));
    let private = ('\u{e000}'..='\u{e00f}')
        .chain(('\u{e010}'..='\u{f8ff}').step_by(97))
        .chain(('\u{f0000}'..='\u{ffffd}').step_by(9973))
        .chain(('\u{100000}'..='\u{10fffd}').step_by(9973));
    controls
        .chain(formats.chars())
        .chain(punctuation)
        .chain(invisible)
        .chain(tags)
        .chain(none)
        .chain(private)
}

#[test]
fn no_character_makes_code_of_a_text() {
    let places = places();
    for place in &places {
        assert_harmless(&place.replace('?', ""));
    }
    for character in odd_characters() {
        for place in &places {
            assert_harmless(&place.replace('?', character.encode_utf8(&mut [0; 4])));
        }
    }
}

/// What random texts are made of.
const PIECES: [&str; 64] = [
    "```",
    "```rust",
    "~~~",
    "~~~rust",
    "`",
    "``",
    "````",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "    ",
    "  ",
    " ",
    "\t",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "10. ",
    "123456789. ",
    "-",
    "---",
    "***",
    "===",
    "> ",
    ">",
    "#",
    "# ",
    "|",
    "| a | b |\n|---|---|\n",
    "[](#)",
    "[",
    "]",
    "](#)",
    "(",
    ")",
    "![",
    "[a]: https://a.com\n",
    "[a]",
    "\\",
    "<br>",
    "<br>\n",
    "<pre>",
    "</pre>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<ol>",
    "</ol>",
    "<p>",
    "</p>",
    "<code>",
    "</code>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "\u{e000}",
    "\u{a0}",
    "fn f() {}",
    "text",
];

/// A text of up to 24 pieces, the same for the same number.
fn random(number: u64) -> String {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move |below: usize| {
        // Marsaglia's xorshift.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    let length = 1 + next(24);
    (0..length).map(|_| PIECES[next(PIECES.len())]).collect()
}

#[test]
fn no_mixture_makes_code_of_a_text() {
    let count = std::env::var("APICRATE_RANDOM_TEXTS").ok();
    let count = count.and_then(|count| count.parse().ok()).unwrap_or(20_000);
    // The shortest of those found says most.
    let found = (0..count)
        .map(random)
        .filter(|text| accepted(&markdown(text)).is_some())
        .min_by_key(String::len);
    if let Some(text) = found {
        assert_harmless(&text);
    }
}

#[test]
fn no_text_takes_longer_than_its_length_demands() {
    const LENGTH: usize = 60_000;
    let pieces = [
        "[",
        "![",
        "[a](",
        "[a][",
        "](#)",
        "(",
        ")",
        "`",
        "` ``",
        "`a` ",
        "<",
        "<a",
        "<a '",
        "<a \"",
        "<b>x",
        "<i>",
        "<ul><li>",
        "<code>",
        "<pre>",
        "<table><tr><td>",
        "<br>",
        "<!--",
        "> ",
        "- ",
        "1. ",
        "\\",
        "\\[",
        "#",
        "|",
        "*",
        "_",
        "&amp;",
        "\n> ",
        "\n- ",
        "\n    - ",
        "\n```\n",
        "\n[a]: https://a.com\n[",
        "https://a)",
        "https://",
        "http://a.com/(",
        "a|b\n-|-\n",
    ];
    for piece in pieces {
        let open = piece.repeat(LENGTH / piece.len());
        for text in [
            open.clone(),
            format!("~~~\n{open}\n~~~"),
            format!("<code>{open}</code>"),
            format!("https://a.com/{open}"),
        ] {
            assert!(markdown(&text).len() < 4 * LENGTH, "{piece}");
        }
        let half = LENGTH / 2;
        let nested = [
            ("[", "](#)"),
            ("[", "]"),
            ("![", "](https://a.com)"),
            ("<b>", "</b>"),
            ("<b>x", "</i></b>"),
            ("(", ")"),
        ];
        for (before, after) in nested {
            let depth = half / (before.len() + after.len());
            let text = [&before.repeat(depth), "a", &after.repeat(depth)].concat();
            assert!(markdown(&text).len() < 4 * LENGTH, "{before}");
        }
    }
}
