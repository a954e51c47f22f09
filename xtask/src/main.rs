//! The workspace's commands: `cargo xtask COMMAND`.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::command::run(lexopt::Parser::from_env())
}
