//! The sandbox under load: what it serves against what the machine could, and whether it stays responsive and small.
//!
//! `cargo xtask load` runs all of it, in some two minutes; `cargo xtask load sign-ins` a part. A quiet machine
//! measures best: client and server share its processors.

mod burst;
mod client;
mod hashes;
mod requests;
mod server;
mod soak;

use std::process::ExitCode;

/// What was measured, against what is wanted.
struct Figure {
    what: &'static str,
    found: String,
    wanted: &'static str,
    is_met: bool,
}

impl Figure {
    /// A figure that nothing is wanted of.
    fn plain(what: &'static str, found: String) -> Self {
        Self::wanted(what, found, "", true)
    }

    fn wanted(what: &'static str, found: String, wanted: &'static str, is_met: bool) -> Self {
        Self {
            what,
            found,
            wanted,
            is_met,
        }
    }
}

/// A part of the load.
struct Part {
    name: &'static str,
    run: fn(&tokio::runtime::Runtime) -> std::io::Result<Vec<Figure>>,
}

const PARTS: &[Part] = &[
    Part {
        name: "sign-ins",
        run: |runtime| runtime.block_on(hashes::measure()),
    },
    Part {
        name: "requests",
        run: |runtime| runtime.block_on(requests::measure()),
    },
    Part {
        name: "burst",
        run: |runtime| runtime.block_on(burst::measure()),
    },
    Part {
        name: "soak",
        run: |runtime| runtime.block_on(soak::measure()),
    },
];

fn main() -> ExitCode {
    // cargo passes `--bench` on.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if arguments.iter().any(|argument| argument == server::BARE) {
        return exit(server::serve_bare());
    }
    let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
    if let Some(unknown) = arguments
        .iter()
        .find(|argument| !names.contains(&argument.as_str()))
    {
        eprintln!(
            "error: `{unknown}` is no part of the load; there are: {}",
            names.join(", ")
        );
        return ExitCode::from(2);
    }
    exit(run(&arguments))
}

fn exit(result: std::io::Result<bool>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the parts that are named, or all; whether everything wanted was met.
fn run(names: &[String]) -> std::io::Result<bool> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut are_met = true;
    for part in PARTS {
        if !names.is_empty() && !names.iter().any(|name| name == part.name) {
            continue;
        }
        println!("{}", part.name);
        for figure in (part.run)(&runtime)? {
            let verdict = if figure.is_met { "" } else { "  MISSED" };
            println!(
                "  {:<52} {:>18}  {}{verdict}",
                figure.what, figure.found, figure.wanted
            );
            are_met &= figure.is_met;
        }
    }
    Ok(are_met)
}
