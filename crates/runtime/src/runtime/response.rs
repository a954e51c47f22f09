//! Finds the documented case that an answer is, and decodes it.

pub(crate) mod locate;
pub(crate) mod mend;
pub(crate) mod payload;
pub(crate) mod stream;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::runtime::call::Response;
use crate::runtime::call::operation::{Case, Operation, Table};
use crate::runtime::error::reply::{AnswerHead, DecodeError, Reply, media_type};
use crate::runtime::error::{Error, Never};
use crate::runtime::response::mend::{Mend, Mends, taken};
use crate::runtime::response::payload::Payload;

/// An answer, read as far as its case wants it, but not decoded.
pub(crate) struct Answer {
    pub(crate) head: AnswerHead,
    pub(crate) payload: Payload,
    pub(crate) picked: Option<Picked>,
    pub(crate) hint: Option<String>,
}

/// The case that an answer is.
#[derive(Clone, Copy)]
pub(crate) enum Picked {
    Success(&'static Case),
    Failure(&'static Case),
}

impl Picked {
    /// Whether the body is handed on unread.
    pub(crate) fn streams(self, table: &Table) -> bool {
        let (case, streams) = match self {
            Self::Success(case) => (case, table.success_streams),
            Self::Failure(case) => (case, table.failure_streams),
        };
        streams.get(usize::from(case.index)) == Some(&true)
    }
}

/// The case for an answer: the narrowest range of statuses, and in that the right media type.
///
/// What an API says of all statuses together means neither redirects nor, for errors, successes. A success
/// that is not documented is read as the documented one where there is just one: servers are often vague
/// about which of the 2xx it is.
pub(crate) fn pick(table: &Table, status: StatusCode, headers: &HeaderMap) -> Option<Picked> {
    let found = media_type(headers);
    let means = |case: &Case, success: bool| {
        let broad = case.to - case.from > 99;
        let apt = !status.is_redirection() && (success || !status.is_success());
        (case.from..=case.to).contains(&status.as_u16()) && (apt || !broad)
    };
    let success = table
        .success
        .iter()
        .filter(|case| means(case, true))
        .map(Picked::Success);
    let failure = table
        .failure
        .iter()
        .filter(|case| means(case, false))
        .map(Picked::Failure);
    let best = success.chain(failure).min_by_key(|picked| {
        let (Picked::Success(case) | Picked::Failure(case)) = picked;
        let media = match (case.media_type, found) {
            (Some(wanted), Some(found)) if wanted.eq_ignore_ascii_case(found) => 0,
            (None, _) => 1,
            (Some(_), _) => 2,
        };
        (case.to - case.from, media)
    });
    best.or_else(|| {
        if status.is_success() {
            vague(table)
        } else {
            None
        }
    })
}

/// The documented success, where there is just one way to read it.
fn vague(table: &Table) -> Option<Picked> {
    let first = table.success.first()?;
    let single = table.success.iter().all(|case| case.index == first.index);
    single.then_some(Picked::Success(first))
}

/// What can be done about a status that the API does not document.
fn advice(status: StatusCode) -> Option<&'static str> {
    Some(match status {
        StatusCode::UNAUTHORIZED => "the server does not accept the credentials",
        StatusCode::FORBIDDEN => "the credentials do not allow this",
        StatusCode::NOT_FOUND => {
            "there is nothing at this path, check the base URL and the parameters"
        }
        StatusCode::PAYLOAD_TOO_LARGE => "the request is larger than the server takes",
        StatusCode::TOO_MANY_REQUESTS => "the server asks for fewer calls",
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            "the server is not available at the moment"
        }
        status if status.is_server_error() => "the server failed",
        status if status.is_success() => {
            "the server took the call, but the API does not document this status: `raw` gives what it says"
        }
        _ => return None,
    })
}

/// Who is told of each mend.
pub(crate) type Report<'a> = Box<dyn FnMut(Mend) + Send + Sync + 'a>;

/// Decodes what sending a call came to, and tells what was mended on the way.
pub(crate) fn read<O: Operation>(
    sent: Result<Answer, Error<Never>>,
    report: Option<Report<'_>>,
) -> Result<Response<O::Success>, Error<O::Failure>> {
    let mut answer = sent.map_err(Error::widen)?;
    let Some(mut report) = report else {
        return decoded::<O>(answer);
    };
    let mends = Mends::default();
    answer.payload.mends = Some(Mends::clone(&mends));
    let decoded = decoded::<O>(answer);
    for mend in taken(&mends) {
        report(mend);
    }
    decoded
}

fn decoded<O: Operation>(answer: Answer) -> Result<Response<O::Success>, Error<O::Failure>> {
    let Answer {
        head,
        payload,
        picked,
        hint,
    } = answer;
    let replies = &O::REPLIES;
    match picked {
        Some(Picked::Success(case)) => match (replies.read_success)(case.index, payload) {
            Ok(value) => Ok(Response::new(head.status, head.headers, head.raw, value)),
            Err(problem) => Err(Error::Decode(Box::new(DecodeError::new(head, problem)))),
        },
        Some(Picked::Failure(case)) => match (replies.read_failure)(case.index, payload) {
            Ok(body) => Err(Error::Documented(Box::new(Reply::new(
                head,
                body,
                replies.describe,
                hint,
            )))),
            Err(problem) => Err(Error::Decode(Box::new(DecodeError::new(head, problem)))),
        },
        None => {
            let hint = hint.or_else(|| advice(head.status).map(str::to_owned));
            let reply = Reply::new(head, (), |(), _| {}, hint);
            Err(Error::Undocumented(Box::new(reply)))
        }
    }
}
