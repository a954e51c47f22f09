//! The sandbox's HTML: error pages, and the frame of its own pages. Nothing on them comes from another host.

use std::fmt::Write as _;

use axum::http::StatusCode;
use axum::http::header::HeaderValue;

/// The media type of a page.
pub(crate) const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// A text as HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The page in place of `{message}` for a client that doesn't accept JSON.
pub(crate) fn error(status: StatusCode, message: &str) -> String {
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
    let message = escape(message);
    // Writing to a string can't fail.
    let _ = write!(
        page,
        "<title>{status}</title>\n<h1>{status}</h1>\n<p>{message}</p>\n\
         <p>Send <code>Accept: application/json</code> to get errors as JSON.</p>\n</html>\n"
    );
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_sent_is_no_markup() {
        let page = error(
            StatusCode::NOT_FOUND,
            "no <script>alert('&')</script> \"here\"",
        );
        assert!(
            page.contains(
                "no &lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt; &quot;here&quot;"
            )
        );
    }
}
