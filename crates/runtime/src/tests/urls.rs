//! The URL that a request goes to.

use reqwest::Method;

use crate::runtime::call::draft::Draft;
use crate::runtime::client::Client;

/// The URL of a request with this template, a value for its gap, and a query parameter.
fn url(base: &str, template: &'static str, value: Option<&str>, query: Option<&str>) -> String {
    let client = Client::builder(base).build().expect("a client");
    let mut draft = Draft::new(&client, Method::GET, template);
    if let Some(value) = value {
        draft = draft.path(value);
    }
    if let Some(query) = query {
        draft = draft.query("q", query);
    }
    draft.url().to_string()
}

#[test]
fn the_path_goes_after_the_base_url() {
    assert_eq!(url("https://h", "/a", None, None), "https://h/a");
    assert_eq!(url("https://h/", "/a", None, None), "https://h/a");
    assert_eq!(
        url("https://h:8443/v1/", "/a", None, None),
        "https://h:8443/v1/a"
    );
    assert_eq!(url("https://h/v1", "/", None, None), "https://h/v1/");
    assert_eq!(url("https://h/v1", "", None, None), "https://h/v1");
    assert_eq!(
        url("https://h/v%2F1", "/a%20b", None, None),
        "https://h/v%2F1/a%20b"
    );
}

#[test]
fn values_stay_in_their_segment() {
    assert_eq!(
        url("https://h/v1", "/a/{id}/b", Some("x/../y?z#ü \\"), None),
        "https://h/v1/a/x%2F..%2Fy%3Fz%23%C3%BC%20%5C/b"
    );
    assert_eq!(
        url("https://h", "//other/{id}", Some("x"), None),
        "https://h//other/x"
    );
}

#[test]
fn a_query_in_the_path_is_kept_beside_the_parameters() {
    let template = "/a?Action=List&Version={version}";
    assert_eq!(
        url("https://h/v1", template, Some("1&x"), None),
        "https://h/v1/a?Action=List&Version=1%26x"
    );
    assert_eq!(
        url("https://h/v1", template, Some("1"), Some("b c")),
        "https://h/v1/a?Action=List&Version=1&q=b%20c"
    );
    assert_eq!(url("https://h", "/a?", None, Some("b")), "https://h/a?q=b");
    assert_eq!(
        url("https://h", "/a", None, Some("b?c")),
        "https://h/a?q=b%3Fc"
    );
}
