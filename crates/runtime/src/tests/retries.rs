//! When a call is tried again, and how long it waits before that.

use std::time::Duration;

use jiff::{Span, Timestamp};
use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Method, StatusCode};

use crate::runtime::call::retry::{backoff, http_date, retry_after, wait_for};

const HTTP: &str = "%a, %d %b %Y %H:%M:%S GMT";

fn asking(wait: &str) -> HeaderMap {
    let value = HeaderValue::from_str(wait).expect("a value");
    HeaderMap::from_iter([(RETRY_AFTER, value)])
}

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

#[test]
fn waits_after_failed_connections_double_up_to_a_bound_and_scatter() {
    for (attempt, longest) in [
        (0, 100),
        (1, 200),
        (2, 400),
        (6, 6400),
        (7, 6400),
        (99, 6400),
    ] {
        let mut waits: Vec<_> = (0..64).map(|_| backoff(attempt)).collect();
        waits.sort();
        assert!(waits[0] >= millis(longest / 2), "{attempt}: {waits:?}");
        assert!(waits[63] <= millis(longest), "{attempt}: {waits:?}");
        let spread = waits[63].abs_diff(waits[0]);
        assert!(spread > millis(longest / 8), "{attempt}: {waits:?}");
        waits.dedup();
        assert!(waits.len() > 8, "{attempt}: {waits:?}");
    }
}

#[test]
fn a_server_is_obeyed_where_it_is_busy_the_call_harmless_and_the_wait_bearable() {
    let wait = |status: u16, method: Method, wait: &str| {
        let status = StatusCode::from_u16(status).expect("a status");
        wait_for(status, &method, &asking(wait))
    };
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
        for status in [429, 503] {
            for (asked, seconds) in [("0", 0), ("1", 1), (" 20 ", 20)] {
                let found = wait(status, method.clone(), asked).expect("a wait");
                let least = Duration::from_secs(seconds);
                assert!(found >= least + millis(50), "{found:?}");
                assert!(found <= least + millis(100), "{found:?}");
            }
            for asked in ["21", "99999999999999999999", "-1", "1.5", "", "soon"] {
                assert_eq!(wait(status, method.clone(), asked), None, "{asked}");
            }
        }
        for status in [200, 401, 408, 500, 502, 504] {
            assert_eq!(wait(status, method.clone(), "1"), None, "{status}");
        }
    }
    for method in [Method::POST, Method::PATCH] {
        assert_eq!(wait(503, method, "1"), None);
    }
    let nothing = wait_for(
        StatusCode::SERVICE_UNAVAILABLE,
        &Method::GET,
        &HeaderMap::new(),
    );
    assert_eq!(nothing, None);
}

#[test]
fn a_date_is_as_far_away_as_it_is() {
    let now = Timestamp::now();
    let at = |seconds: i64| {
        let date = now + Span::new().seconds(seconds);
        retry_after(&asking(&date.strftime(HTTP).to_string()))
    };
    // What is left of the second counts.
    let wait = at(10).expect("a wait");
    assert!(wait > millis(8000) && wait <= millis(10_000), "{wait:?}");
    assert_eq!(at(-10), Some(Duration::ZERO));
    assert!(at(3600).expect("a wait") > millis(3_590_000));
}

#[test]
fn dates_of_http_are_read() {
    let mut moment = Timestamp::UNIX_EPOCH;
    let step = Span::new().hours(24 * 5 + 7).minutes(11).seconds(13);
    let end: Timestamp = "2401-01-01T00:00:00Z".parse().expect("a moment");
    let mut count = 0;
    while moment < end {
        let text = moment.strftime(HTTP).to_string();
        assert_eq!(
            http_date(&text),
            u64::try_from(moment.as_second()).ok(),
            "{text}"
        );
        moment += step;
        count += 1;
    }
    assert!(count > 20_000, "{count}");
    for text in [
        "1970-01-01T00:00:00Z",
        "1972-02-29T23:59:59Z",
        "2000-02-29T00:00:00Z",
        "2024-12-31T23:59:59Z",
        "2100-03-01T00:00:00Z",
    ] {
        let moment: Timestamp = text.parse().expect("a moment");
        let date = moment.strftime(HTTP).to_string();
        assert_eq!(
            http_date(&date),
            u64::try_from(moment.as_second()).ok(),
            "{date}"
        );
    }
    // A leap second.
    assert_eq!(
        http_date("Thu, 29 Feb 2024 23:59:60 GMT"),
        Some(1_709_251_200)
    );
}

#[test]
fn what_is_no_date_of_http_is_not_read() {
    for text in [
        "",
        "soon",
        "Sun, 06 Nov 1994 08:49:37 PST",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 99 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT",
        "Sun, 06 Nov 10000 08:49:37 GMT",
        "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 8 GMT",
    ] {
        assert_eq!(http_date(text), None, "{text}");
    }
}
