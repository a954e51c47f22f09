//! When a call is worth another try, and how long to wait before it.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};

/// The longest wait that a server can ask for within a call.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// The first wait after a failed connection; it doubles from try to try.
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// Whether sending the same request twice does no more than sending it once.
pub(crate) fn idempotent(method: &Method) -> bool {
    method.is_idempotent()
}

/// The wait before a failed connection is tried again.
pub(crate) fn backoff(attempt: u32) -> Duration {
    jitter(FIRST_WAIT.saturating_mul(1 << attempt.min(6)))
}

/// The wait that an answer asks for, if waiting and asking again is right.
pub(crate) fn wait_for(
    status: StatusCode,
    method: &Method,
    headers: &HeaderMap,
) -> Option<Duration> {
    let busy = matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    );
    if !busy || !idempotent(method) {
        return None;
    }
    let wait = retry_after(headers)?;
    (wait <= LONGEST_WAIT).then(|| wait + jitter(FIRST_WAIT))
}

/// Half to all of a wait, at random, so that many clients don't come back in the same moment.
fn jitter(wait: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    let part = u32::try_from(random % 512).unwrap_or_default() + 512;
    wait.saturating_mul(part) / 1024
}

/// The `Retry-After` header: seconds or a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(Duration::from_secs(http_date(value)?).saturating_sub(now))
}

/// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(crate) fn http_date(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = text.split_once(", ")?.1.split(' ');
    let day: u64 = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as u64 + 1;
    let year: u64 = words.next()?.parse().ok()?;
    let mut clock = words
        .next()?
        .splitn(3, ':')
        .map(|number| number.parse::<u64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let valid = (1..=31).contains(&day)
        && (1970..=9999).contains(&year)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !valid || words.next() != Some("GMT") {
        return None;
    }
    // Days since 1970 in years that begin with March, so that a leap day comes last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    days.checked_sub(719_468)
        .map(|days| days * 86_400 + hour * 3600 + minute * 60 + second)
}
