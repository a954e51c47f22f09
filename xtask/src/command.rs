//! The command line: which commands there are, and how one is chosen.

use std::process::ExitCode;

use anstream::{eprintln, println};
use anstyle::{AnsiColor, Style};
use lexopt::{Arg, Parser};

use crate::{
    Failure, advisories, bench, corpus, diff, docs, fuzz, generate, lint, load, mutants, new, real,
    samples, sandbox, sdk, test,
};

/// What [`run`] knows of a command.
struct Command {
    name: &'static str,
    summary: &'static str,
    run: fn(&mut Parser) -> Result<(), Failure>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "generate",
        summary: "make openapi/ and crates/client from the annotated types; --check only compares",
        run: generate::run,
    },
    Command {
        name: "new",
        summary: "begin an operation: METHOD PATH, --id ID; writes its file, its lines and empty payloads",
        run: new::run,
    },
    Command {
        name: "lint",
        summary: "what Redocly, Spectral and OpenAPI's own schemas say of the published documents",
        run: lint::run,
    },
    Command {
        name: "diff",
        summary: "what changed since the last release and whom it breaks; --base REV|FILE; --write sees to version and changelog",
        run: diff::run,
    },
    Command {
        name: "sdk",
        summary: "clients in other languages: generate, compile, sign in; LANGUAGE… for some of them",
        run: sdk::run,
    },
    Command {
        name: "docs",
        summary: "make the reference site; --open shows it, --serve with the sandbox behind it, --check in a browser",
        run: docs::run,
    },
    Command {
        name: "samples",
        summary: "run the document's code samples against the sandbox, over TLS; LANGUAGE… for some of them",
        run: samples::run,
    },
    Command {
        name: "test",
        summary: "everything that must hold: format, lints, generated files, tests, docs, package; or the STEPs named",
        run: test::run,
    },
    Command {
        name: "advisories",
        summary: "what is known against the dependencies; asks GitHub, so CI does it on a schedule",
        run: advisories::run,
    },
    Command {
        name: "sandbox",
        summary: "a server of the contract to develop against; --help tells its options",
        run: sandbox::run,
    },
    Command {
        name: "load",
        summary: "measure the sandbox: sign-ins, requests, a burst, a soak; or the PARTs named",
        run: load::run,
    },
    Command {
        name: "real",
        summary: "run generated clients against servers that nobody here wrote; SERVER… for some of them",
        run: real::run,
    },
    Command {
        name: "corpus",
        summary: "generate a client of every OpenAPI document in DIR, compile it, print a table",
        run: corpus::run,
    },
    Command {
        name: "fuzz",
        summary: "look for a document that makes the generator panic; --seconds N, --seed N",
        run: fuzz::run,
    },
    Command {
        name: "mutants",
        summary: "change the code that keeps secrets and tells errors, and see that tests notice; PART…, --file GLOB",
        run: mutants::run,
    },
    Command {
        name: "bench",
        summary: "measure the generator and its clients against others: generate, check, growth, client",
        run: bench::run,
    },
];

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default();

/// Runs the command that the arguments name. Exit code 0: fine, 1: not fine, 2: wrong usage.
#[must_use]
pub fn run(mut arguments: Parser) -> ExitCode {
    match dispatch(&mut arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{ERROR}error:{ERROR:#} {failure}");
            ExitCode::from(match failure {
                Failure::Usage(_) => 2,
                Failure::Job(_) => 1,
            })
        }
    }
}

fn dispatch(arguments: &mut Parser) -> Result<(), Failure> {
    let name = match arguments.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => {
            list();
            return Ok(());
        }
        Some(Arg::Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let known: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        return Err(Failure::unknown("command", &name, &known));
    };
    (command.run)(arguments)
}

fn list() {
    println!("cargo xtask COMMAND\n");
    for Command { name, summary, .. } in COMMANDS {
        println!("  {NAME}{name:<12}{NAME:#}{summary}");
    }
}
