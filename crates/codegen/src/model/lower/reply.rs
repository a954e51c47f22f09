//! The documented answers of an operation.

use apicrate_openapi::Code;
use apicrate_openapi::{Node, operation::Response};
use indexmap::IndexSet;

use super::hint::Hint;
use super::media::{Chosen, Codec, Side, media_name};
use super::schema::Lowering;
use crate::model::names::{Scope, pascal};
use crate::model::{Outcome, Replies, ReplyCase, ReplyFormat, StatusMatch, docs};

/// Which statuses a key of `responses` covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Statuses {
    Exact(u16),
    /// `4XX`: its first digit.
    Range(u16),
    Default,
}

/// One status and media type.
struct Answer {
    statuses: Statuses,
    matches: StatusMatch,
    format: ReplyFormat,
    /// The media type's own name for a variant, where one status has several.
    suffix: String,
}

impl<'d> Lowering<'d> {
    /// The answers of an operation. `operation` is its name in `PascalCase`; an answer to `HEAD` has no body, whatever
    /// the document says.
    pub(super) fn replies(
        &mut self,
        responses: &[Node<'d>],
        method: &str,
        operation: &str,
    ) -> Replies {
        let has_body = !method.eq_ignore_ascii_case("head");
        let known = self.statuses(responses);
        let success = known.iter().any(|(statuses, _)| statuses.is_success());
        let good = |statuses: Statuses| match statuses {
            Statuses::Default => !success,
            other => other.is_success() || other.is_interim(),
        };
        let count = |side: bool| {
            let counted = known.iter().filter(|(statuses, _)| {
                good(*statuses) == side && !(success && statuses.is_interim())
            });
            counted.count()
        };
        let (goods, bads) = (count(true), count(false));
        let mut accept = IndexSet::new();
        let (mut successes, mut failures) = (Vec::new(), Vec::new());
        for &(statuses, node) in &known {
            let side = good(statuses);
            let name = match (side, if side { goods } else { bads }) {
                (true, 1) => format!("{operation}Response"),
                (false, 1) => format!("{operation}Error"),
                _ => format!("{operation}{}", statuses.name()),
            };
            let answers = self.answers((statuses, node), side, has_body, &name, &mut accept);
            // An answer without content beside one that has it says nothing that its status doesn't.
            let interim = statuses.is_interim() && success;
            if side
                && !(interim
                    && answers
                        .iter()
                        .all(|answer| answer.format == ReplyFormat::Empty))
            {
                successes.extend(answers);
            } else if !side {
                failures.extend(answers);
            }
        }
        if !success {
            failures.extend(successes.iter().filter_map(Answer::as_failure));
        }
        Replies {
            success: outcome(successes, format!("{operation}Response")),
            failure: outcome(failures, format!("{operation}Error")),
            accept: accept_header(accept),
        }
    }

    fn statuses(&self, responses: &[Node<'d>]) -> Vec<(Statuses, Node<'d>)> {
        let mut known = Vec::with_capacity(responses.len());
        for &node in responses {
            if node.key().starts_with("x-") {
                continue;
            }
            match Statuses::read(node.key()) {
                Some(statuses) => known.push((statuses, node)),
                None => self.notes.warn(
                    node,
                    Code::Status,
                    "not a status, a range like 4XX or `default`: left out",
                    "write one of these",
                ),
            }
        }
        known
    }

    fn answers(
        &mut self,
        (statuses, node): (Statuses, Node<'d>),
        is_success: bool,
        has_body: bool,
        name: &str,
        accept: &mut IndexSet<String>,
    ) -> Vec<Answer> {
        let Some(element) = self.schemas.element(node) else {
            return Vec::new();
        };
        let response = Response::read(element, self.notes);
        let chosen = if has_body {
            self.chosen(&response.content, Side::Answer)
        } else {
            Vec::new()
        };
        let (from, to) = match statuses {
            // The failing half is added once the answers are known.
            Statuses::Default if is_success => (100, 399),
            other => other.bounds(),
        };
        let docs = docs::markdown(response.description.as_deref().unwrap_or_default());
        let matches = StatusMatch {
            from,
            to,
            media_type: None,
            docs,
        };
        if chosen.is_empty() {
            let suffix = String::new();
            return vec![Answer {
                statuses,
                matches,
                format: ReplyFormat::Empty,
                suffix,
            }];
        }
        // A shared response's types are named after it.
        let shared = pascal(element.key());
        let name = if element == node { name } else { &shared };
        let several = chosen.len() > 1;
        let mut answers: Vec<Answer> = Vec::with_capacity(chosen.len());
        for Chosen { media, codec } in chosen {
            let essence = media.essence();
            if codec == Codec::Json && essence.contains('*') {
                accept.insert("application/json".to_owned());
            }
            accept.insert(media.name.trim().to_owned());
            let format = match codec {
                Codec::Json => ReplyFormat::Json(self.json(media, &Hint::root(name))),
                Codec::Text => {
                    self.note_plain_text(media);
                    ReplyFormat::Text
                }
                Codec::Form | Codec::Multipart | Codec::Binary => {
                    self.note_bytes(media);
                    ReplyFormat::Binary
                }
            };
            let media_type = several.then(|| essence.clone());
            let suffix = match (codec, several) {
                (Codec::Json, _) | (_, false) => String::new(),
                _ => media_name(&essence),
            };
            let matches = StatusMatch {
                media_type,
                ..matches.clone()
            };
            answers.push(Answer {
                statuses,
                matches,
                format,
                suffix,
            });
        }
        // Several media types that are read alike are one answer.
        let alike = answers
            .windows(2)
            .all(|pair| pair[0].format == pair[1].format);
        if alike {
            answers.truncate(1);
            for answer in &mut answers {
                answer.matches.media_type = None;
                answer.suffix.clear();
            }
        }
        answers
    }
}

impl Answer {
    /// `default` where there is no other success: the failing half of it.
    fn as_failure(&self) -> Option<Self> {
        (self.statuses == Statuses::Default).then(|| Self {
            statuses: self.statuses,
            matches: StatusMatch {
                from: 0,
                to: 999,
                ..self.matches.clone()
            },
            format: self.format.clone(),
            suffix: self.suffix.clone(),
        })
    }
}

impl Statuses {
    fn read(key: &str) -> Option<Self> {
        if key.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        let digits = key
            .get(..1)?
            .parse()
            .ok()
            .filter(|digit| (1..=5).contains(digit))?;
        if key.get(1..)?.eq_ignore_ascii_case("xx") {
            return Some(Self::Range(digits));
        }
        let exact = key.len() == 3;
        key.parse().ok().filter(|_| exact).map(Self::Exact)
    }

    fn bounds(self) -> (u16, u16) {
        match self {
            Self::Exact(status) => (status, status),
            Self::Range(digit) => (digit * 100, digit * 100 + 99),
            Self::Default => (0, 999),
        }
    }

    fn hundreds(self) -> u16 {
        match self {
            Self::Exact(status) => status / 100,
            Self::Range(digit) => digit,
            Self::Default => 0,
        }
    }

    fn is_success(self) -> bool {
        self.hundreds() == 2
    }

    /// Neither a success nor a failure.
    fn is_interim(self) -> bool {
        matches!(self.hundreds(), 1 | 3)
    }

    fn name(self) -> String {
        match self {
            Self::Exact(status) => {
                reason(status).map_or_else(|| format!("Status{status}"), str::to_owned)
            }
            Self::Range(1) => "Informational".to_owned(),
            Self::Range(2) => "Success".to_owned(),
            Self::Range(3) => "Redirection".to_owned(),
            Self::Range(4) => "ClientError".to_owned(),
            Self::Range(_) => "ServerError".to_owned(),
            Self::Default => "Default".to_owned(),
        }
    }
}

/// One side of the answers as a type.
fn outcome(mut answers: Vec<Answer>, name: String) -> Outcome {
    // Exact statuses before ranges before the default: the first that matches is meant.
    answers.sort_by_key(|answer| match answer.statuses {
        Statuses::Exact(status) => (0, status),
        Statuses::Range(digit) => (1, digit),
        Statuses::Default => (2, 0),
    });
    let Some(first) = answers.first() else {
        return Outcome::None;
    };
    if answers.iter().all(|answer| answer.format == first.format) {
        let format = first.format.clone();
        return Outcome::Single {
            format,
            cases: answers.into_iter().map(|answer| answer.matches).collect(),
        };
    }
    let mut scope = Scope::default();
    let mut cases: Vec<ReplyCase> = Vec::with_capacity(answers.len());
    for answer in answers {
        if let Some(case) = cases.iter_mut().find(|case| case.format == answer.format) {
            case.matches.push(answer.matches);
            continue;
        }
        let name = scope.claim([(answer.statuses.name() + &answer.suffix).as_str()], "");
        cases.push(ReplyCase {
            name,
            docs: String::new(),
            matches: vec![answer.matches],
            format: answer.format,
        });
    }
    for case in &mut cases {
        if let [only] = case.matches.as_slice() {
            case.docs.clone_from(&only.docs);
        }
    }
    Outcome::Choice { name, cases }
}

/// JSON first.
fn accept_header(accept: IndexSet<String>) -> Vec<String> {
    let (json, others): (Vec<_>, Vec<_>) = accept
        .into_iter()
        .partition(|name| name == "application/json");
    json.into_iter().chain(others).collect()
}

/// A status' reason phrase as a name.
fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        100 => "Continue",
        101 => "SwitchingProtocols",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}
