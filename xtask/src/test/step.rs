//! The steps of `cargo xtask test`.

use xshell::{Cmd, Shell, cmd};

use super::schemathesis;
use crate::tools::Kit;
use crate::{Failure, diff, docs, lint, samples, sdk, tools, workflows};

/// A step: what it is called, what it is for, how it runs.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) purpose: &'static str,
    pub(super) run: fn(&Shell) -> Outcome,
}

/// What became of a step.
pub(super) enum Outcome {
    Passed,
    /// With everything that the step printed.
    Failed(String),
    /// With the reason.
    Skipped(String),
}

/// What is compiled beyond the default features. The system's TLS library is not among them: a machine with nothing but
/// Rust lacks it. It has a step of its own.
const FEATURES: &str = "vms-admin-client/blocking,vms-admin-client/schemars,vms-admin-client/tracing,\
                        vms-admin-session/prompt,vms-admin-session/tracing";

/// The packages that can be published. Those that others of them depend on have to be named beside these.
const PUBLISHED: &[&str] = &[
    "apicrate",
    "apicrate-artifacts",
    "apicrate-openapi",
    "apicrate-runtime",
    "apisite",
    "vms-admin-client",
];

/// Cheap ones first: a slip is told in seconds.
pub(super) const STEPS: &[Step] = &[
    Step {
        name: "format",
        purpose: "the sources are as rustfmt writes them",
        run: |shell| quiet(&cmd!(shell, "cargo fmt --all --check")),
    },
    Step {
        name: "generated",
        purpose: "every generated file is current",
        run: |shell| quiet(&cmd!(shell, "cargo xtask generate --check")),
    },
    Step {
        name: "clippy",
        purpose: "no lint has anything to say",
        run: |shell| {
            quiet(&cmd!(
                shell,
                "cargo clippy --quiet --locked --workspace --all-targets --features {FEATURES} -- --deny warnings"
            ))
        },
    },
    Step {
        name: "tests",
        purpose: "unit, documentation and integration tests",
        run: |shell| {
            quiet(&cmd!(
                shell,
                "cargo test --quiet --locked --workspace --features {FEATURES}"
            ))
        },
    },
    Step {
        name: "native-tls",
        purpose: "the client signs in over the system's TLS library, and trusts no strange server there either",
        run: native_tls,
    },
    Step {
        name: "samples",
        purpose: "every code sample signs in, is refused, and trusts no strange server",
        run: |_| match samples::run_all() {
            Ok(lacking) if lacking.is_empty() => Outcome::Passed,
            Ok(lacking) => Outcome::Skipped(format!("in part, for want of {}", lacking.join(", "))),
            Err(failure) => Outcome::Failed(format!("{failure}\n")),
        },
    },
    Step {
        name: "clients",
        purpose: "clients of all fixtures compile without a warning and keep to their documents",
        run: |shell| {
            // The same selection as above, lest everything be compiled for another set of features.
            quiet(&cmd!(
                shell,
                "cargo test --quiet --locked --workspace --features {FEATURES} --test it -- --ignored clients::"
            ))
        },
    },
    Step {
        name: "sandbox",
        purpose: "Schemathesis finds no deviation of the sandbox from the documents",
        run: |_| schemathesis::run(),
    },
    Step {
        name: "lint",
        purpose: "no linter of OpenAPI has anything to say of the documents",
        run: |_| match lint::install() {
            Ok(()) => judge(lint::lint()),
            Err(why) => lacking(why),
        },
    },
    Step {
        name: "diff",
        purpose: "no change since the last release is without its version and announcement",
        run: diff_step,
    },
    Step {
        name: "sdk",
        purpose: "the generators of other languages make clients that sign in",
        run: |_| match sdk::run_all() {
            Ok(lacking) if lacking.is_empty() => Outcome::Passed,
            Ok(lacking) => Outcome::Skipped(for_want_of(&lacking)),
            Err(failure) => Outcome::Failed(format!("{failure}\n")),
        },
    },
    Step {
        name: "workflows",
        purpose: "GitHub's workflows are sound",
        run: |_| match Kit::Actionlint.install() {
            Ok(()) => judge(workflows::check().map_err(Failure::Job)),
            Err(why) => lacking(why),
        },
    },
    Step {
        name: "site",
        purpose: "the reference site holds all it should, and calls nobody, in a browser",
        run: |_| match docs::install() {
            Ok(()) => judge(docs::check()),
            Err(why) => lacking(why),
        },
    },
    Step {
        name: "docs",
        purpose: "the documentation builds without a warning",
        run: |shell| {
            let doc = cmd!(
                shell,
                "cargo doc --quiet --locked --workspace --features {FEATURES} --no-deps"
            );
            quiet(&doc.env("RUSTDOCFLAGS", "--deny warnings"))
        },
    },
    Step {
        name: "package",
        purpose: "the client, the generator with what it stands on, and the docs tool can be published",
        run: |shell| {
            let packages = PUBLISHED.iter().flat_map(|name| ["--package", *name]);
            quiet(&cmd!(
                shell,
                "cargo package --quiet --locked {packages...} --allow-dirty"
            ))
        },
    },
    Step {
        name: "deny",
        purpose: "licences, bans and sources of all dependencies",
        run: deny,
    },
];

/// Of a step whose tools can't be had on this machine: CI may skip nothing.
pub(super) fn lacking(why: String) -> Outcome {
    if tools::is_ci() {
        Outcome::Failed(why + "\n")
    } else {
        Outcome::Skipped(why)
    }
}

fn judge(result: Result<(), Failure>) -> Outcome {
    match result {
        Ok(()) => Outcome::Passed,
        Err(failure) => Outcome::Failed(format!("{failure}\n")),
    }
}

/// The dependencies of all systems are looked at, so those that this one doesn't compile are needed, too.
fn deny(shell: &Shell) -> Outcome {
    let program = match tools::cargo_deny() {
        Ok(program) => program,
        Err(why) => return lacking(why),
    };
    let fetched = quiet(&cmd!(shell, "cargo fetch --quiet --locked"));
    if !matches!(fetched, Outcome::Passed) {
        return fetched;
    }
    quiet(&cmd!(
        shell,
        "{program} --workspace --all-features --locked --offline check licenses bans sources"
    ))
}

/// Without rustls: what is compiled for it is compiled for it alone.
fn native_tls(shell: &Shell) -> Outcome {
    if let Err(why) = Kit::Tls.install() {
        return lacking(why);
    }
    let features = [
        "--no-default-features",
        "--features",
        "vms-admin-session/native-tls",
    ];
    let linted = quiet(&cmd!(
        shell,
        "cargo clippy --quiet --locked --package vms-admin-client --package vms-admin-session {features...} --all-targets -- --deny warnings"
    ));
    if !matches!(linted, Outcome::Passed) {
        return linted;
    }
    quiet(&cmd!(
        shell,
        "cargo test --quiet --locked --package vms-admin-session {features...} --test native-tls"
    ))
}

/// First that changes are judged as they should be, then the document itself.
fn diff_step(shell: &Shell) -> Outcome {
    if let Err(why) = Kit::Oasdiff.install() {
        return lacking(why);
    }
    let proven = quiet(&cmd!(
        shell,
        "cargo test --quiet --locked --package vms-admin-tests change_control -- --ignored"
    ));
    if !matches!(proven, Outcome::Passed) {
        return proven;
    }
    match diff::since_release() {
        Ok(None) => Outcome::Passed,
        // There is nothing that could break: no machine would find anything here.
        Ok(Some(why)) => Outcome::Skipped(why),
        Err(failure) => Outcome::Failed(format!("{failure}\n")),
    }
}

/// The summary has a line for it: names, and one reason.
fn for_want_of(lacking: &[(Kit, String)]) -> String {
    let kits: Vec<&str> = lacking.iter().map(|(kit, _)| kit.name()).collect();
    format!("in part, for want of {}", kits.join(", "))
}

/// Runs a command; what it prints is shown only where it fails.
pub(super) fn quiet(command: &Cmd) -> Outcome {
    match command.clone().ignore_status().output() {
        Ok(output) if output.status.success() => Outcome::Passed,
        Ok(output) => {
            let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.push_str(&String::from_utf8_lossy(&output.stderr));
            Outcome::Failed(text)
        }
        Err(error) => Outcome::Failed(format!("{error}\n")),
    }
}
