//! What a change of the document means for those who use it.

use std::fmt;

/// What a change does to a client that was there before it; the later, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing but what people read.
    Documentation,
    /// It goes on as it did.
    Compatible,
    /// It can fail.
    Breaking,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Documentation => "documentation",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        })
    }
}

/// What of a call a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The call as a whole, or all calls.
    Call,
    /// What clients send.
    Request,
    /// What clients receive.
    Answer,
    /// What is sent both ways.
    Both,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Call => "calls",
            Self::Request => "requests",
            Self::Answer => "answers",
            Self::Both => "both",
        })
    }
}

/// A change of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Who is touched by it.
    pub side: Side,
    /// What changed, for people who know the API and not our tools.
    pub text: String,
    /// For a client as it was compiled or written by hand: does it still understand the server, and the server it?
    pub wire: Verdict,
    /// For a program that uses generated code, when that is generated anew: does it still compile and mean the same?
    pub code: Verdict,
}

impl Change {
    /// The worse of the two verdicts.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.wire.max(self.code)
    }
}
