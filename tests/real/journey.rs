//! A journey to a server: what is called, what must come of it, and the report that `cargo xtask real` reads.

use std::fmt::Debug;
use std::process::ExitCode;

use client::Error;
use serde_json::{Value, json};

/// A journey, and what it has told so far.
pub struct Journey {
    /// Where the server is.
    pub url: String,
    calls: u32,
    succeeded: u32,
    refused: u32,
    decode: u32,
    deviations: Vec<Value>,
    unexpected: Vec<String>,
}

/// A step failed without which the next ones make no sense.
#[derive(Debug)]
pub struct Stop;

/// Whose fault a deviation is.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "not every journey meets every fault")]
pub enum Whose {
    /// The document promises what its own server doesn't keep.
    Server,
    /// The generator or its runtime.
    Ours,
}

#[allow(dead_code, reason = "not every journey needs every verdict")]
impl Journey {
    /// A call that must succeed; its value.
    pub fn succeeds<T, E: Debug>(
        &mut self,
        step: &str,
        result: Result<T, Error<E>>,
    ) -> Result<T, Stop> {
        self.calls += 1;
        match result {
            Ok(value) => {
                self.succeeded += 1;
                println!("{step}: succeeded");
                Ok(value)
            }
            Err(error) => {
                self.decode += u32::from(matches!(error, Error::Decode(_)));
                self.surprise(step, &format!("expected success, found: {error}"));
                Err(Stop)
            }
        }
    }

    /// A call that must fail, with an error that the judge knows by its type.
    pub fn refused<T, E: Debug>(
        &mut self,
        step: &str,
        result: Result<T, Error<E>>,
        judge: impl FnOnce(&Error<E>) -> bool,
    ) {
        self.calls += 1;
        match result {
            Ok(_) => self.surprise(step, "expected a refusal, found success"),
            Err(error) if judge(&error) => {
                self.refused += 1;
                println!("{step}: refused, as documented: {error}");
            }
            Err(error) => self.surprise(step, &format!("expected another refusal than: {error:?}")),
        }
    }

    /// A call whose outcome is known to differ from what the document says, and why.
    ///
    /// Where it no longer differs, the explanation is out of date: that is not fine either. Gives the body that came.
    pub fn deviates<T, E: Debug>(
        &mut self,
        step: &str,
        result: Result<T, Error<E>>,
        whose: Whose,
        why: &str,
        judge: impl FnOnce(&Error<E>) -> bool,
    ) -> Vec<u8> {
        self.calls += 1;
        match result {
            Ok(_) => {
                self.succeeded += 1;
                self.surprise(
                    step,
                    &format!("it succeeded, so this is out of date: {why}"),
                );
                Vec::new()
            }
            Err(error) => {
                self.decode += u32::from(matches!(error, Error::Decode(_)));
                let body = error.raw_body().unwrap_or_default().to_vec();
                if !judge(&error) {
                    self.surprise(step, &format!("{why}; but found: {error}"));
                    return body;
                }
                println!("{step}: {why}: {error}");
                self.deviation(step, whose, why);
                body
            }
        }
    }

    /// A call to a mock, which tells by its own words that it doesn't take a request. An error that it plays is fine.
    pub fn mocked<T, E: Debug>(&mut self, step: &str, result: Result<T, Error<E>>) {
        self.calls += 1;
        let error = match result {
            Ok(_) => {
                self.succeeded += 1;
                return;
            }
            Err(error) => error,
        };
        let body = String::from_utf8_lossy(error.raw_body().unwrap_or_default()).into_owned();
        if body.contains("stoplight.io/prism/errors#") {
            self.surprise(step, &format!("the mock says: {body}"));
            return;
        }
        match &error {
            Error::Documented(_) => self.refused += 1,
            Error::Decode(_) => {
                self.decode += 1;
                self.surprise(step, &format!("{error}; the body: {body}"));
            }
            _ => self.surprise(step, &error.to_string()),
        }
    }

    /// A call that could not be made.
    pub fn uncalled(&mut self, step: &str, why: &str) {
        self.surprise(step, why);
    }

    /// What must hold of what was read.
    pub fn holds(&mut self, step: &str, found: impl Debug, holds: bool) {
        if !holds {
            self.surprise(step, &format!("found {found:?}"));
        }
    }

    /// What should hold of what was read, and is known not to.
    pub fn fails(&mut self, step: &str, holds: bool, whose: Whose, why: &str) {
        if holds {
            self.surprise(step, &format!("it holds, so this is out of date: {why}"));
        } else {
            self.deviation(step, whose, why);
        }
    }

    /// Two values that must be the same.
    pub fn same<T: PartialEq<U> + Debug, U: Debug>(&mut self, step: &str, found: T, expected: U) {
        if found != expected {
            self.surprise(step, &format!("expected {expected:?}, found {found:?}"));
        }
    }

    fn deviation(&mut self, step: &str, whose: Whose, why: &str) {
        let whose = match whose {
            Whose::Server => "the server's document",
            Whose::Ours => "the client",
        };
        self.deviations
            .push(json!({"step": step, "whose": whose, "why": why}));
    }

    fn surprise(&mut self, step: &str, what: &str) {
        println!("{step}: {what}");
        self.unexpected.push(format!("{step}: {what}"));
    }
}

/// Makes the journey and prints its report: the last line.
pub async fn run(travel: impl AsyncFnOnce(&mut Journey) -> Result<(), Stop>) -> ExitCode {
    let Ok(url) = std::env::var("REAL_URL") else {
        eprintln!("REAL_URL, the URL of the server, is not set: `cargo xtask real` does");
        return ExitCode::FAILURE;
    };
    let mut journey = Journey {
        url,
        calls: 0,
        succeeded: 0,
        refused: 0,
        decode: 0,
        deviations: Vec::new(),
        unexpected: Vec::new(),
    };
    let ended = travel(&mut journey).await;
    if ended.is_err() {
        journey
            .unexpected
            .push("the journey ended early".to_owned());
    }
    let Journey {
        calls,
        succeeded,
        refused,
        decode,
        deviations,
        unexpected,
        ..
    } = journey;
    println!(
        "{}",
        json!({
            "calls": calls, "succeeded": succeeded, "refused": refused, "decode": decode,
            "deviations": deviations, "unexpected": unexpected,
        })
    );
    if unexpected.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
