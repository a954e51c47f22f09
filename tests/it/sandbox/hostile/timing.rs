//! Clients that take their time, or none.

use std::time::Duration;

use super::super::http::Step;
use super::{Case, head, kept, post};

/// Longer than the sandbox of the tests waits for anything.
const LONG: Duration = Duration::from_millis(2500);
const SHORT: Duration = Duration::from_millis(60);

pub(super) fn cases() -> Vec<Case> {
    let whole = kept(post(b"{}"));
    let started = head("Content-Type: application/json\r\nContent-Length: 50\r\n").into_bytes();
    vec![
        Case::new("nothing at all", vec![]),
        Case::new("half a head", vec![Step::Send(whole[..30].to_vec())]),
        Case::new(
            "a head letter by letter",
            vec![Step::Drip(whole.clone(), SHORT)],
        ),
        Case::new(
            "headers without an end",
            vec![
                Step::Send(whole[..whole.len() - 4].to_vec()),
                Step::Drip(b"X: 1\r\n".repeat(200), SHORT),
            ],
        ),
        Case::new("a head, and no body", vec![Step::Send(started.clone())]),
        Case::new(
            "a body letter by letter",
            vec![
                Step::Send(started.clone()),
                Step::Drip(vec![b' '; 50], SHORT),
            ],
        ),
        Case::new(
            "half a body, and the end",
            vec![
                Step::Send([started.clone(), b"{\"login\": ".to_vec()].concat()),
                Step::Finish,
            ],
        ),
        Case::new(
            "half a head, and the end",
            vec![Step::Send(whole[..30].to_vec()), Step::Finish],
        ),
        Case::new("the end at once", vec![Step::Finish]),
        Case::new(
            "a request after a long pause",
            vec![
                Step::Send(whole.clone()),
                Step::Wait(LONG),
                Step::Send(whole),
            ],
        ),
        Case::new(
            "a pause within a chunk",
            vec![
                Step::Send(
                    head("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
                        .into_bytes(),
                ),
                Step::Send(b"2\r\n{".to_vec()),
                Step::Wait(LONG),
                Step::Send(b"}\r\n0\r\n\r\n".to_vec()),
            ],
        ),
    ]
}
