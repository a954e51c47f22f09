//! `cargo xtask real [SERVER…] [--documents DIR]`: clients against servers that nobody here wrote.
//!
//! Each server is started on loopback, below `target/real`; a client is generated from the document that the server
//! itself serves, and a journey in `tests/real` is compiled against that client and runs. What a journey tells becomes
//! a table: a server is fine where all went as expected, and where every deviation has its explanation.

mod crates;
mod prism;
mod report;
mod server;
mod servers;

use anstream::{eprint, println};
use lexopt::{Arg, Parser};

use crate::{Failure, tools, workspace};
use report::{HEADING, Report};
use server::Server;
use servers::SERVERS;

/// What became of a server.
enum Outcome {
    Ran(Report),
    /// It can't be had on this machine.
    Lacking(String),
    Failed(String),
}

/// The journeys.
const JOURNEYS: &str = "tests/real";
/// The documents that Prism gets where no other folder is named.
const DOCUMENTS: &str = "tests/fixtures/openapi";

/// Runs the journeys to all servers, or to those named.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut chosen: Vec<String> = Vec::new();
    let mut documents = workspace::root().join(DOCUMENTS);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(name) => chosen.push(known(&name.to_string_lossy())?),
            Arg::Long("documents") => documents = arguments.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    if chosen.is_empty() {
        chosen = names();
    }
    let mut rows = Vec::new();
    for name in chosen {
        let server = SERVERS.iter().find(|server| server.name == name);
        let visited = if let Some(server) = server {
            println!("{name}: {}", server.purpose);
            vec![(name, visit(server))]
        } else {
            println!("{name}: every operation of {}", documents.display());
            prism::visit(&documents)
        };
        for (_, outcome) in &visited {
            match outcome {
                Outcome::Ran(report) => eprint!("{}", report.complaints()),
                Outcome::Lacking(why) | Outcome::Failed(why) => eprint!("{}\n", why.trim_end()),
            }
        }
        rows.extend(visited);
    }
    println!("\n{HEADING}");
    for (name, outcome) in &rows {
        match outcome {
            Outcome::Ran(report) => println!("{}", report.row(name)),
            Outcome::Lacking(_) => println!("{name:<24}not here"),
            Outcome::Failed(_) => println!("{name:<24}FAILED"),
        }
    }
    let failed: Vec<&str> = rows
        .iter()
        .filter(|(_, outcome)| !is_fine(outcome))
        .map(|(name, _)| name.as_str())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Job(format!("not fine: {}", failed.join(", "))))
}

fn is_fine(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Ran(report) => report.is_fine(),
        Outcome::Lacking(_) => !tools::is_ci(),
        Outcome::Failed(_) => false,
    }
}

/// What there is to try.
fn names() -> Vec<String> {
    let servers = SERVERS.iter().map(|server| server.name);
    servers.chain([prism::NAME]).map(str::to_owned).collect()
}

fn known(name: &str) -> Result<String, Failure> {
    let known = names();
    if known.iter().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    Err(Failure::Usage(format!(
        "no server is called `{name}`; there are: {}",
        known.join(", ")
    )))
}

/// Starts the server, makes its client, and travels.
fn visit(server: &Server) -> Outcome {
    if let Err(why) = server.kit.install() {
        return Outcome::Lacking(format!("{}: {why}", server.kit.name()));
    }
    let journey = || {
        let running = server.start()?;
        let document = running.document()?;
        let source = workspace::root()
            .join(JOURNEYS)
            .join(format!("{}.rs", server.name));
        let program = crates::compile(server.name, &document, &source)?;
        running.travel(&program)
    };
    match journey() {
        Ok(report) => Outcome::Ran(report),
        Err(why) => Outcome::Failed(why),
    }
}
