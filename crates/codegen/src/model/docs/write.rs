//! Blocks written in one regular form.

use super::blocks::{Block, Item, blocks, is_ambiguous};
use super::inline::{Links, rewritten as inline};
use super::pairs::longest_run;

/// Reads a text and writes it in the regular form.
pub(super) fn rewritten(text: &str, mut known: Links) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !known.defines(line))
        .collect();
    let mut out = Vec::new();
    write(&blocks(&lines, 0), &known, false, &mut out);
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.join("\n")
}

/// A code block with a fence that its content doesn't contain.
pub(super) fn fenced(language: &str, content: &str) -> String {
    let fence = "`".repeat(3.max(longest_run(content) + 1));
    format!("{fence}{language}\n{content}\n{fence}")
}

/// `in_item`: a list below an item's first paragraph follows it closely.
fn write(blocks: &[Block<'_>], known: &Links, in_item: bool, out: &mut Vec<String>) {
    let mut written = 0;
    let mut is_paragraph = false;
    for block in blocks {
        let mut lines = Vec::new();
        write_block(block, known, &mut lines);
        // Nothing may be left of a block. Its empty line would make the indented text after it code.
        if lines.is_empty() {
            continue;
        }
        let close = in_item && written == 1 && is_paragraph && interrupts(block);
        is_paragraph = matches!(block, Block::Paragraph(_));
        if written > 0 && !close {
            out.push(String::new());
        }
        written += 1;
        out.append(&mut lines);
    }
}

/// Whether a block is a list that may follow a paragraph without a blank line.
fn interrupts(block: &Block<'_>) -> bool {
    let Block::List(items) = block else {
        return false;
    };
    let first = items.first().map(|item| item.marker.as_str());
    matches!(first, Some("- " | "1. "))
}

fn write_block(block: &Block<'_>, known: &Links, out: &mut Vec<String>) {
    match block {
        Block::Paragraph(lines) => out.extend(paragraph_lines(lines, known)),
        Block::Heading(level, title) => {
            let title = inline(title, known);
            out.push(format!("{} {}", "#".repeat(*level), title.trim()));
        }
        Block::Code(language, lines) => {
            let code = fenced(language, &lines.join("\n"));
            out.extend(code.lines().map(str::to_owned));
        }
        Block::List(items) => write_list(items, known, out),
        Block::Quote(inner) => {
            let mut lines = Vec::new();
            write(inner, known, false, &mut lines);
            out.extend(
                lines
                    .iter()
                    .map(|line| format!("> {line}").trim_end().to_owned()),
            );
        }
        Block::Table(rows) => {
            out.extend(rows.iter().map(|row| {
                let cells: Vec<String> = cells(row).map(|cell| inline(cell, known)).collect();
                let row = cells.join("|");
                // Without its first border, a row might begin something else.
                if row.starts_with('|') {
                    row
                } else {
                    format!("| {row}")
                }
            }));
        }
        // Not of hyphens: behind an item's own there would be no item any more.
        Block::Rule => out.push("***".to_owned()),
    }
}

/// What stands between the borders of a row: whatever begins there ends there, code and links too.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    row.split(move |c| {
        let is_border = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        is_border
    })
}

/// What was a paragraph stays one: whatever its links and code became, no line begins something else.
fn paragraph_lines(lines: &[&str], known: &Links) -> Vec<String> {
    let text = inline(&lines.join("\n"), known);
    let mut written: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        written.push(if is_ambiguous(line, written.is_empty()) {
            escaped(line)
        } else {
            line.to_owned()
        });
    }
    written
}

/// The line with a backslash before the sign that makes it more than text.
fn escaped(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    // Escaping a letter would show the backslash.
    let backslash = if rest.starts_with(|c: char| c.is_ascii_punctuation()) {
        "\\"
    } else {
        ""
    };
    [number, backslash, rest].concat()
}

fn write_list(items: &[Item<'_>], known: &Links, out: &mut Vec<String>) {
    for item in items {
        let mut lines = Vec::new();
        write(&item.blocks, known, true, &mut lines);
        // Three empty items inside each other would be a rule, and what comes after them code.
        if lines.is_empty() {
            continue;
        }
        if item.apart && !out.is_empty() {
            out.push(String::new());
        }
        let indent = " ".repeat(item.marker.len());
        for (at, line) in lines.iter().enumerate() {
            let lead = if at == 0 { &item.marker } else { &indent };
            out.push(format!("{lead}{line}").trim_end().to_owned());
        }
    }
}
