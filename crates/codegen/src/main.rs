//! The command line: `apicrate generate DOCUMENT --out DIR`.

mod statistics;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use apicrate::{Code, Generated, Options};
use lexopt::Arg::{Long, Short, Value};

const HELP: &str = "\
Turns an OpenAPI 3.0 or 3.1 document into a Rust client crate.

Usage: apicrate generate DOCUMENT --out DIR [OPTIONS]

DOCUMENT is a file in JSON or YAML, or `-` for standard input. DIR becomes a crate of its own; hand-written files in it
are left alone (one that stands where a file of the crate belongs is an error), files of an earlier run that are not
needed any more are removed, and a file is touched only when its contents change.

Options:
      --out DIR              where the crate goes
      --check                write nothing; say what is missing, stale or left over, and fail if anything is
      --schemars             add the feature `schemars`: JsonSchema for each type
      --decode-all           make types readable that clients only send, too
      --keep-unknown         keep undocumented properties of what is received, where the document allows them
      --name NAME            the package's name [default: made from the document's title]
      --package-version V    its version [default: the document's, if Cargo takes it, else 0.1.0]
      --description TEXT     its description
      --license SPDX         its license, such as \"MIT OR Apache-2.0\"
      --repository URL       its repository
      --command TEXT         the command that the head of each file names [default: this one, without paths]
      --deny warnings        write nothing and fail if there are warnings
      --allow CODE           say nothing of the warnings of this code; may be given several times
      --stats                print a line of JSON: sizes, warnings, time, peak memory
  -q, --quiet                say nothing when all is fine, and no warnings
  -h, --help                 print this
  -V, --version              print the version

Warnings tell what in the document was mended or left out, with a JSON pointer to the place and a code that stays the
same: `warning[dangling-reference]`.

Exit codes: 0 all is fine; 1 the document, the disk or a check is not; 2 wrong usage.

Examples:
  apicrate generate openapi.json --out crates/client --name my-api-client
  apicrate generate openapi.yaml --out crates/client --check
  curl -s https://example.com/openapi.json | apicrate generate - --out client
";

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match Request::parse(&arguments) {
        Ok(Request::Print(text)) => print(text),
        Ok(Request::Generate(task)) => match task.run() {
            Ok(code) => code,
            Err(message) => {
                eprintln!("error: {message}");
                ExitCode::from(1)
            }
        },
        Err(message) => {
            eprintln!("error: {message}\n\nTry `apicrate --help`.");
            ExitCode::from(2)
        }
    }
}

/// A closed pipe, as of `apicrate --help | head`, is no failure.
fn print(text: &str) -> ExitCode {
    let _ = io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}

/// What the command line asks for.
#[derive(Debug)]
enum Request {
    Print(&'static str),
    Generate(Box<Task>),
}

#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Default)]
struct Task {
    document: PathBuf,
    out: PathBuf,
    check: bool,
    quiet: bool,
    stats: bool,
    deny_warnings: bool,
    allowed: Vec<Code>,
    options: Options,
}

impl Request {
    fn parse(arguments: &[OsString]) -> Result<Self, String> {
        let mut parser = lexopt::Parser::from_args(arguments);
        let mut task = Task::default();
        let (mut verb, mut document, mut out) = (None, None, None);
        let text = |parser: &mut lexopt::Parser| parser.value().and_then(lexopt::ValueExt::string);
        while let Some(argument) = parser.next().map_err(told)? {
            let package = &mut task.options.package;
            match argument {
                Short('h') | Long("help") => return Ok(Self::Print(HELP)),
                Short('V') | Long("version") => {
                    return Ok(Self::Print(concat!(
                        "apicrate ",
                        env!("CARGO_PKG_VERSION"),
                        "\n"
                    )));
                }
                Value(value) if verb.is_none() => verb = Some(value),
                Value(value) if document.is_none() => document = Some(value),
                Long("out") => out = Some(parser.value().map_err(told)?),
                Long("check") => task.check = true,
                Short('q') | Long("quiet") => task.quiet = true,
                Long("stats") => task.stats = true,
                Long("deny") => match text(&mut parser).map_err(told)?.as_str() {
                    "warnings" => task.deny_warnings = true,
                    other => {
                        return Err(format!(
                            "`--deny {other}`; `--deny warnings` is what there is"
                        ));
                    }
                },
                Long("allow") => task.allowed.push(text(&mut parser).map_err(told)?.parse()?),
                Long("schemars") => task.options.schemars = true,
                Long("decode-all") => task.options.decode_all = true,
                Long("keep-unknown") => task.options.keep_unknown = true,
                Long("name") => package.name = text(&mut parser).map_err(told)?,
                Long("package-version") => package.version = text(&mut parser).map_err(told)?,
                Long("description") => package.description = text(&mut parser).map_err(told)?,
                Long("license") => package.license = text(&mut parser).map_err(told)?,
                Long("repository") => package.repository = text(&mut parser).map_err(told)?,
                Long("command") => task.options.command = Some(text(&mut parser).map_err(told)?),
                other => return Err(told(other.unexpected())),
            }
        }
        match verb {
            None => return Err("no command; `generate` is what there is".to_owned()),
            Some(verb) if verb == "generate" => {}
            Some(verb) => {
                let verb = verb.to_string_lossy();
                return Err(format!(
                    "unknown command `{verb}`; `generate` is what there is"
                ));
            }
        }
        task.document = document
            .ok_or("no DOCUMENT: a file, or `-` for standard input")?
            .into();
        task.out = out
            .filter(|out| !out.is_empty())
            .ok_or("no `--out DIR`: where should the crate go?")?
            .into();
        task.options.check().map_err(|error| error.to_string())?;
        Ok(Self::Generate(Box::new(task)))
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that `map_err` wants"
)]
fn told(error: lexopt::Error) -> String {
    error.to_string()
}

/// The command that does what the options say, with these words for document and folder.
fn command(document: &str, out: &str, options: &Options) -> String {
    let package = &options.package;
    let mut text = "apicrate generate".to_owned();
    let mut word = |word: &str| {
        let is_plain = |c: char| c.is_alphanumeric() || "-_./:=@+,%".contains(c);
        if !word.is_empty() && word.chars().all(is_plain) {
            text.extend([" ", word]);
        } else {
            text.extend([" '", &word.replace('\'', r"'\''"), "'"]);
        }
    };
    word(document);
    word("--out");
    word(out);
    for (flag, is_set) in [
        ("--schemars", options.schemars),
        ("--decode-all", options.decode_all),
        ("--keep-unknown", options.keep_unknown),
    ] {
        if is_set {
            word(flag);
        }
    }
    for (flag, value) in [
        ("--name", &package.name),
        ("--package-version", &package.version),
        ("--description", &package.description),
        ("--license", &package.license),
        ("--repository", &package.repository),
        ("--command", &options.command.clone().unwrap_or_default()),
    ] {
        if !value.is_empty() {
            word(flag);
            word(value);
        }
    }
    text
}

impl Task {
    fn run(&self) -> Result<ExitCode, String> {
        let start = Instant::now();
        let document = read(&self.document)?;
        let mut options = self.options.clone();
        // Paths differ between machines, files must not.
        options
            .command
            .get_or_insert_with(|| command("DOCUMENT", "DIR", &self.options));
        let generated = apicrate::generate(&document, &options)
            .map_err(|error| format!("{}: {error}", self.name()))?;
        let warnings = generated.warnings.iter();
        let warnings = warnings.filter(|warning| !self.allowed.contains(&warning.code));
        let lines: Vec<String> = warnings
            .map(|warning| format!("warning[{}]: {}: {warning}\n", warning.code, self.name()))
            .collect();
        let denied = self.deny_warnings && !lines.is_empty();
        if !self.quiet || denied {
            eprint!("{}", lines.concat());
        }
        if denied {
            return Err(format!(
                "{}: warnings are denied, and there {}: mend the document, or allow what is meant with `--allow CODE`",
                self.name(),
                if lines.len() == 1 {
                    "is one".to_owned()
                } else {
                    format!("are {}", lines.len())
                },
            ));
        }
        let sync = if self.check {
            apicrate::check
        } else {
            apicrate::write
        };
        let report = sync(&self.out, &generated.artifacts, &Generated::scope())
            .map_err(|error| error.to_string())?;
        if self.check && !report.is_current() {
            print(&report.to_string());
            let (document, out) = (self.document.to_string_lossy(), self.out.to_string_lossy());
            let mend = command(&document, &out, &self.options);
            eprintln!(
                "error: {} {}; to mend this: {mend}",
                files(report.changes()),
                if report.changes() == 1 {
                    "differs"
                } else {
                    "differ"
                },
            );
            return Ok(ExitCode::from(1));
        }
        if self.stats {
            print(&statistics::line(&generated, start.elapsed()));
        } else if !self.quiet {
            let (changed, unchanged) = (files(report.changes()), report.unchanged);
            let out = self.out.display();
            print(&format!(
                "{out}: {changed} changed, {unchanged} unchanged\n"
            ));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// What findings call the document.
    fn name(&self) -> String {
        if self.document == Path::new("-") {
            "standard input".to_owned()
        } else {
            self.document.display().to_string()
        }
    }
}

fn files(count: usize) -> String {
    format!("{count} {}", if count == 1 { "file" } else { "files" })
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let result = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    result.map_err(|error| {
        format!(
            "{}: cannot be read: {error} (is the path right?)",
            path.display()
        )
    })
}

#[cfg(test)]
#[path = "cli_tests.rs"]
mod tests;
