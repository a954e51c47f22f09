//! `cargo xtask sdk [LANGUAGE…]`: makes clients of the published documents with the generators that teams use, and
//! signs in with each.

mod attempt;
mod matrix;
mod readme;
mod target;
mod targets;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anstream::println;
use lexopt::{Arg, Parser};

use crate::Failure;
use crate::sandbox::Sandbox;
use crate::tools::{self, Kit};
use attempt::Attempt;
use target::{Target, Version};

pub(crate) use readme::artifacts;

/// How many generators work at once: one core each.
const WORKERS: usize = 2;

/// Tries the generators of the languages that are named, or all.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut wanted = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(name) => wanted.push(name.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    let lacking = try_all(&choose(&wanted)?)?;
    for (kit, why) in lacking {
        println!("not tried for want of {}: {why}", kit.name());
    }
    Ok(())
}

/// Tries every generator. Returns what this machine lacks, each with the reason.
pub(crate) fn run_all() -> Result<Vec<(Kit, String)>, Failure> {
    try_all(&targets::all())
}

/// The targets whose language or program is named; all, if none is.
fn choose(wanted: &[String]) -> Result<Vec<Target>, Failure> {
    let all = targets::all();
    let fits = |target: &Target, name: &str| target.language == name || target.program == name;
    for name in wanted {
        if !all.iter().any(|target| fits(target, name)) {
            let mut known: Vec<&str> = all.iter().map(|target| target.language).collect();
            known.dedup();
            let known = known.join(", ");
            return Err(Failure::Usage(format!(
                "no language is called `{name}`; there are: {known}"
            )));
        }
    }
    Ok(all
        .into_iter()
        .filter(|target| wanted.is_empty() || wanted.iter().any(|name| fits(target, name)))
        .collect())
}

/// Whatever isn't as the table says is an error; on CI, a kit that can't be installed is one, too.
fn try_all(chosen: &[Target]) -> Result<Vec<(Kit, String)>, Failure> {
    let lacking = install(chosen);
    if let Some((kit, why)) = lacking.first().filter(|_| tools::is_ci()) {
        return Err(Failure::Job(format!(
            "CI may skip nothing, but for want of {} it would: {why}",
            kit.name()
        )));
    }
    let sandbox = Sandbox::start(attempt::USERS).map_err(Failure::Job)?;
    // Those that take longest stand last in the table and begin first. One worker tries both documents, one after the
    // other: a compiler that keeps what it made takes the second for the first if both are made at once.
    let next = AtomicUsize::new(0);
    let attempts: Mutex<Vec<Attempt>> = Mutex::new(Vec::new());
    let work = || {
        while let Some(index) = chosen
            .len()
            .checked_sub(next.fetch_add(1, Ordering::Relaxed) + 1)
        {
            let Some(target) = chosen.get(index) else {
                continue;
            };
            for version in Version::ALL {
                let attempt = if lacking.iter().any(|(kit, _)| target.kits.contains(kit)) {
                    Attempt::not_run(index, version)
                } else {
                    attempt::attempt(target, index, version, &sandbox)
                };
                if let Ok(mut attempts) = attempts.lock() {
                    attempts.push(attempt);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(work);
        }
    });
    let mut attempts = attempts.into_inner().unwrap_or_default();
    attempts.sort_by_key(|attempt| (attempt.target, attempt.version.name()));
    report(chosen, &attempts)?;
    Ok(lacking)
}

/// Installs every kit that is needed; returns those that can't be, with the reason.
fn install(chosen: &[Target]) -> Vec<(Kit, String)> {
    let mut kits: Vec<Kit> = Vec::new();
    for kit in chosen.iter().flat_map(|target| target.kits) {
        if !kits.contains(kit) {
            kits.push(*kit);
        }
    }
    std::thread::scope(|scope| {
        let installs: Vec<_> = kits
            .iter()
            .map(|kit| (*kit, scope.spawn(|| kit.install())))
            .collect();
        installs
            .into_iter()
            .filter_map(|(kit, install)| match install.join() {
                Ok(Ok(())) => None,
                Ok(Err(why)) => Some((kit, why)),
                Err(_) => Some((kit, "its installation broke off".to_owned())),
            })
            .collect()
    })
}

fn report(chosen: &[Target], attempts: &[Attempt]) -> Result<(), Failure> {
    println!("{}", matrix::of_attempts(chosen, attempts));
    let mut faults: Vec<String> = Vec::new();
    for attempt in attempts {
        let Some(target) = chosen.get(attempt.target) else {
            continue;
        };
        let name = format!("{} from {}", target.program, attempt.version.name());
        faults.extend(
            attempt
                .faults
                .iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    for (index, target) in chosen.iter().enumerate() {
        for warning in target.warnings {
            let mut seen = attempts.iter().filter(|attempt| attempt.target == index);
            if !seen.any(|attempt| attempt.not_run_or_warned(warning)) {
                faults.push(format!(
                    "{}: nothing says `{}` any more; take it out of the table",
                    target.program, warning.says
                ));
            }
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::Job(faults.join("\n\n")))
}
