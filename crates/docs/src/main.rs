//! The command `apisite`: reads a document, writes a site.

mod arguments;
mod input;
mod picture;
mod serve;

use std::process::ExitCode;

use apicrate_artifacts::{Scope, check, write};
use arguments::{Settings, Task};

fn main() -> ExitCode {
    let task = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("error: {error}; --help tells what there is");
            return ExitCode::from(2);
        }
    };
    let done = match task {
        Task::Print(text) => {
            print!("{text}");
            Ok(())
        }
        Task::Build(settings) => build(&settings),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn build(settings: &Settings) -> Result<(), String> {
    let source = input::read(settings)?;
    let files = apisite::site(&source).map_err(|error| error.to_string())?;
    let scope = Scope::new().listed();
    let out = settings.out.display();
    let told = |error: apicrate_artifacts::WriteError| error.to_string();
    if settings.check {
        let further: Vec<&str> = settings
            .further
            .iter()
            .map(|(path, _)| path.as_str())
            .collect();
        let broken = apisite::broken_links(&files, &further);
        if !broken.is_empty() {
            return Err(format!("links lead nowhere:\n{}", broken.join("\n")));
        }
        let report = check(&settings.out, &files, &scope).map_err(told)?;
        if report.is_current() {
            println!("{} files in {out}, all current", files.len());
            return Ok(());
        }
        return Err(format!(
            "{} files in {out} differ; to mend this, run it without --check:\n{report}",
            report.changes()
        ));
    }
    let report = write(&settings.out, &files, &scope).map_err(told)?;
    println!(
        "{} files in {out}, {} changed",
        files.len(),
        report.changes()
    );
    if settings.serve {
        return serve::serve(&settings.out, settings.port);
    }
    Ok(())
}
