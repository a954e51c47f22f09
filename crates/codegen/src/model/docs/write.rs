//! Blocks written in one regular form.

use super::blocks::{Block, Item, blocks};
use super::html::BREAK;
use super::inline::{Links, rewritten as inline};

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
    let mut fence = String::from("```");
    while content.contains(&fence) {
        fence.push('`');
    }
    format!("{fence}{language}\n{content}\n{fence}")
}

/// `in_item`: a list below an item's first paragraph follows it closely.
fn write(blocks: &[Block<'_>], known: &Links, in_item: bool, out: &mut Vec<String>) {
    for (at, block) in blocks.iter().enumerate() {
        let close = in_item && at == 1 && matches!(block, Block::List(_));
        if at > 0 && !close {
            out.push(String::new());
        }
        match block {
            Block::Paragraph(lines) => out.extend(paragraph_lines(lines, known)),
            Block::Heading(level, title) => {
                let title = inline(title, known).replace(BREAK, " ");
                out.push(format!("{} {}", "#".repeat(*level), title.trim()));
            }
            Block::Code(language, lines) => {
                let code = fenced(language, &lines.join("\n"));
                out.extend(code.lines().map(|line| line.replace(BREAK, "")));
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
                    let row = inline(row, known).replace(BREAK, " ");
                    // Without its first border, a row might begin something else.
                    if row.starts_with('|') {
                        row
                    } else {
                        format!("| {row}")
                    }
                }));
            }
            Block::Rule => out.push("---".to_owned()),
        }
    }
}

fn paragraph_lines(lines: &[&str], known: &Links) -> Vec<String> {
    let text = inline(&lines.join("\n"), known);
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.len().saturating_sub(1);
    let mut written = Vec::with_capacity(lines.len());
    for (at, line) in lines.into_iter().enumerate() {
        let broken = line.ends_with(BREAK) && at < last;
        let line = line.replace(BREAK, " ");
        let line = line.trim();
        written.push(if broken {
            format!("{line}\\")
        } else {
            line.to_owned()
        });
    }
    written
}

fn write_list(items: &[Item<'_>], known: &Links, out: &mut Vec<String>) {
    for (at, item) in items.iter().enumerate() {
        if at > 0 && item.apart {
            out.push(String::new());
        }
        let mut lines = Vec::new();
        write(&item.blocks, known, true, &mut lines);
        let indent = " ".repeat(item.marker.len());
        for (at, line) in lines.iter().enumerate() {
            let lead = if at == 0 { &item.marker } else { &indent };
            out.push(format!("{lead}{line}").trim_end().to_owned());
        }
        if lines.is_empty() {
            out.push(item.marker.trim_end().to_owned());
        }
    }
}
