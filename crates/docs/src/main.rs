//! The command `vms-admin-docs`: reads a folder of documents, writes a site.

mod arguments;
mod input;
mod output;
mod picture;

use std::process::ExitCode;

use arguments::Task;

fn main() -> ExitCode {
    let task = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("error: {error}; --help tells what there is");
            return ExitCode::from(2);
        }
    };
    let done = match task {
        Task::Help => {
            print!("{}", arguments::HELP);
            Ok(())
        }
        Task::Build(settings) => input::read(&settings)
            .and_then(|source| vms_admin_docs::site(&source).map_err(|error| error.to_string()))
            .and_then(|pages| output::write(&settings.out, &pages)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
