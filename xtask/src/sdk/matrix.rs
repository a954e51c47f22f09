//! The matrix: which generator does what, from which document.

use super::attempt::{Attempt, Cell};
use super::target::{Target, Version};

/// The matrix of what was just tried, as text for a terminal.
pub(super) fn of_attempts(targets: &[Target], attempts: &[Attempt]) -> String {
    let mut rows = vec![
        [
            "language",
            "generator",
            "from",
            "generates",
            "compiles",
            "signs in",
        ]
        .map(str::to_owned),
    ];
    for attempt in attempts {
        let Some(target) = targets.get(attempt.target) else {
            continue;
        };
        rows.push([
            target.title.to_owned(),
            target.versions(),
            attempt.version.name().to_owned(),
            word(attempt.generates).to_owned(),
            word(attempt.compiles).to_owned(),
            word(attempt.signs_in).to_owned(),
        ]);
    }
    aligned(&rows)
}

fn word(cell: Cell) -> &'static str {
    match cell {
        Cell::Yes => "yes",
        Cell::No => "NO",
        Cell::NotRun => "-",
    }
}

fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .zip(widths)
                .map(|(cell, width)| format!("{cell:<width$}"))
                .collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

/// The matrix as the table promises it, for the README: each cell is checked by every run.
pub(super) fn promised(targets: &[Target]) -> String {
    let mut text = "| language | generator | from 3.1 | from 3.0 | compiles | signs in |\n\
                    | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for target in targets {
        let reads = |version: Version| {
            if target.reads(version) { "yes" } else { "no" }
        };
        let row = format!(
            "| [{}](#{}) | {} | {} | {} | yes | yes |\n",
            target.title,
            anchor(target),
            target.versions(),
            reads(Version::V3_1),
            reads(Version::V3_0),
        );
        text.push_str(&row);
    }
    text
}

/// What a heading of the README is linked by.
pub(super) fn anchor(target: &Target) -> String {
    heading(target)
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            letter if letter.is_alphanumeric() || letter == '-' => Some(letter),
            _ => None,
        })
        .collect()
}

pub(super) fn heading(target: &Target) -> String {
    format!("{}: {}", target.title, target.generator)
}
