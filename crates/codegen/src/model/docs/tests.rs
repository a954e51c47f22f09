//! What authors write, and what becomes of it.

use super::markdown;

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(markdown(text), *expected, "from {text:?}");
    }
}

#[test]
fn plain_text_stays() {
    check(&[
        ("", ""),
        ("  The name. ", "The name."),
        ("Two\nlines", "Two\nlines"),
        ("A\n\n\n\nB\n", "A\n\nB"),
        ("*Emphasis* and **more**", "*Emphasis* and **more**"),
        ("C:\\path", "C:\\path"),
    ]);
}

#[test]
fn what_rustdoc_takes_for_html_or_links_is_escaped() {
    check(&[
        ("a Vec<T> or a < b", "a Vec\\<T> or a \\< b"),
        ("I <3 it", "I \\<3 it"),
        (
            "an [optional] value [0, 1]",
            "an \\[optional] value \\[0, 1]",
        ),
        ("- [ ] todo", "- \\[ ] todo"),
        (
            "already \\[escaped\\] \\<b\\>",
            "already \\[escaped\\] \\<b\\>",
        ),
        ("see [^1]", "see \\[^1]"),
        ("`[code] <T>` stays", "`[code] <T>` stays"),
        ("an odd ` backtick", "an odd \\` backtick"),
        ("``two ` inside``", "``two ` inside``"),
        ("[`User`] type", "\\[`User`] type"),
        ("<user_id>/<b", "\\<user_id>/\\<b"),
        ("T<U> or <a> thing</q>", "T\\<U> or \\<a> thing\\</q>"),
    ]);
}

#[test]
fn links() {
    check(&[
        (
            "[docs](https://example.com/a)",
            "[docs](https://example.com/a)",
        ),
        (
            "[docs](https://example.com/a \"Title\")",
            "[docs](https://example.com/a)",
        ),
        (
            "[https://a.com/b](b(5)), [an [x](https://a.com)](#y)",
            "<https://a.com/b>, an [x](https://a.com)",
        ),
        (
            "[here](#section) and [there](/docs/x) and [item](Foo)",
            "here and there and item",
        ),
        ("[a [b] c](https://x.org)", "[a \\[b] c](https://x.org)"),
        (
            "see https://example.com/a_(b). More",
            "see <https://example.com/a_(b)>. More",
        ),
        ("(https://example.com)", "(<https://example.com>)"),
        (
            "<https://example.com> <me@example.com>",
            "<https://example.com> <me@example.com>",
        ),
        ("**https://example.com**", "**<https://example.com>**"),
        ("[https://a.com](https://a.com)", "<https://a.com>"),
        (
            "[x][1] and [1]\n\n[1]: https://a.com/b \"t\"",
            "[x](https://a.com/b) and [1](https://a.com/b)",
        ),
        ("![pic](https://a.com/p.png)", "[pic](https://a.com/p.png)"),
        (
            "[![b](https://a.com/b.svg)](https://a.com)",
            "[b](https://a.com)",
        ),
        ("http:// and httpd", "http:// and httpd"),
        ("[](https://a.com)", "<https://a.com>"),
    ]);
}

#[test]
fn code_is_never_compiled() {
    check(&[
        ("```\nlet x = 1;\n```", "```text\nlet x = 1;\n```"),
        ("```rust\nfn f() {}\n```", "```text\nfn f() {}\n```"),
        ("```json\n{}\n```", "```json\n{}\n```"),
        ("```JSON title=x\n{}\n```", "```json\n{}\n```"),
        ("~~~\na\n~~~\nafter", "```text\na\n```\n\nafter"),
        ("```\nopen", "```text\nopen\n```"),
        (
            "Text\n\n    indented\n      more\n\nAfter",
            "Text\n\n```text\nindented\n  more\n```\n\nAfter",
        ),
        ("    first", "first"),
        ("    one\n    two", "```text\none\ntwo\n```"),
        ("Text\n    continues", "Text\ncontinues"),
        ("````\n```\n````", "````text\n```\n````"),
    ]);
}

#[test]
fn lists_are_regular() {
    check(&[
        ("* a\n* b", "- a\n- b"),
        (
            "Intro:\n- a\ncontinued\n- b",
            "Intro:\n\n- a\n  continued\n- b",
        ),
        ("1. a\n   b\n2. c", "1. a\n   b\n2. c"),
        ("- a\n    - b\n        - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("- a\n\n  b\n\n- c", "- a\n\n  b\n\n- c"),
        ("- a\n\nAfter", "- a\n\nAfter"),
        (
            "- a\n  ```\n  x\n  ```\n- b",
            "- a\n\n  ```text\n  x\n  ```\n- b",
        ),
        ("in\n2024. That", "in\n2024. That"),
        ("-", ""),
        ("• a\n• b", "- a\n- b"),
    ]);
}

#[test]
fn other_blocks() {
    check(&[
        ("# Title\ntext", "# Title\n\ntext"),
        ("Title\n=====\ntext", "# Title\n\ntext"),
        ("#tag", "#tag"),
        ("> a\nb\n\nc", "> a\n> b\n\nc"),
        ("a\n\n---\n\nb", "a\n\n***\n\nb"),
        (
            "| a | b |\n|---|---|\n| <c> | [d] |\nend",
            "| a | b |\n|---|---|\n| \\<c> | \\[d] |\n\nend",
        ),
        (
            "a | b\n--|--\n>          | more\n# | c",
            "| a | b\n| --|--\n| >          | more\n| # | c",
        ),
    ]);
}

#[test]
fn html_becomes_markdown() {
    check(&[
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("one<br>two<br/>\nthree<br>", "one\\\ntwo\\\nthree"),
        ("one<br><br>two", "one\n\ntwo"),
        ("<b>bold </b>text <em>em</em>", "**bold** text *em*"),
        ("<code>a&lt;b&gt;</code>", "`a<b>`"),
        (
            "<a href=\"https://a.com\">site</a>",
            "[site](https://a.com)",
        ),
        ("<a href='/rel'>site</a>", "site"),
        (
            "<ul><li>a</li><li>b <b>c</b></li></ul>after",
            "- a\n- b **c**\n\nafter",
        ),
        ("<ol>\n  <li>a</li>\n  <li>b</li>\n</ol>", "1. a\n2. b"),
        (
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
            "- a\n  - b\n- c",
        ),
        ("<h2>Title</h2>Text", "## Title\n\nText"),
        ("<pre>x &lt; y\n  z</pre>", "```text\nx < y\n  z\n```"),
        ("a <!-- hidden --> b", "a  b"),
        ("<span class=\"x\">a</span> <u>b</u>", "a b"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 | 2 |",
        ),
        (
            "`<b>` and\n```\n<br>\n```",
            "`<b>` and\n\n```text\n<br>\n```",
        ),
        (
            "<details>\n  <summary>More</summary>\n\n  Text\n</details>",
            "**More**\n\nText",
        ),
        ("<script>alert(1)</script>x", "x"),
        ("<div>\n      deep\n</div>", "deep"),
    ]);
}

#[test]
fn unseen_characters_are_dropped() {
    check(&[("a\u{0}\u{202e}b\tc\r\nd", "ab    c\nd")]);
}
