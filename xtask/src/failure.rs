//! Why a command did not do its job.

use std::fmt;

use vms_admin_api::document::Faults;

/// What keeps a command from being fine; its text is for people.
#[derive(Debug)]
pub enum Failure {
    /// The command line makes no sense: exit code 2.
    Usage(String),
    /// The job can't be done or found something wrong: exit code 1.
    Job(String),
}

impl Failure {
    /// Of a name that nothing has: the nearest one there is, and all of them.
    pub(crate) fn unknown(kind: &str, name: &str, known: &[&str]) -> Self {
        /// As alike as a name and its misspelling are.
        const ALIKE: f32 = 0.6;
        let nearest = similar::get_close_matches(name, known, 1, ALIKE);
        let nearest = match nearest.first() {
            Some(nearest) => format!("; did you mean `{nearest}`? There"),
            None => "; there".to_owned(),
        };
        let known = known.join(", ");
        Self::Usage(format!(
            "no {kind} is called `{name}`{nearest} are: {known}"
        ))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Job(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for Failure {}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(format!("{error}; `cargo xtask` lists the commands"))
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Job(format!(
            "the contract can't be published, nothing was written:\n{faults}"
        ))
    }
}

impl From<apicrate::WriteError> for Failure {
    fn from(error: apicrate::WriteError) -> Self {
        Self::Job(error.to_string())
    }
}

impl From<xshell::Error> for Failure {
    fn from(error: xshell::Error) -> Self {
        Self::Job(error.to_string())
    }
}
