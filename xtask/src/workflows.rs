//! The workflows that GitHub runs, checked here: there they would fail only once they are needed.

use crate::tools::{Environment, Kit};
use crate::workspace;

/// Whether actionlint has anything to say. Its helpers, which some machines have, are left out.
const LINE: &str = "actionlint -shellcheck= -pyflakes=";

/// Checks every workflow.
///
/// # Errors
/// What is wrong with one.
pub(crate) fn check() -> Result<(), String> {
    Environment::of(&[Kit::Actionlint])
        .must(workspace::root(), LINE)
        .map(|_| ())
}
