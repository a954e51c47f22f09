//! The documents and the reference page, as served.

use std::fs;

use super::http::Request;
use super::{PATH, config, start};

#[tokio::test]
async fn the_documents_are_the_published_ones() {
    let sandbox = start(config()).await;
    for (file, media_type) in [
        ("openapi.json", "application/json"),
        ("openapi.yaml", "application/yaml"),
        ("openapi-3.0.json", "application/json"),
        ("openapi-3.0.yaml", "application/yaml"),
    ] {
        let answer = Request::get(&format!("/{file}")).send(&sandbox).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some(media_type));
        let published = fs::read(xtask::root().join("openapi").join(file)).expect("a file");
        assert_eq!(answer.body, published, "{file}");
    }
}

#[tokio::test]
async fn the_reference_page_calls_nobody_else() {
    let sandbox = start(config()).await;
    let mut texts = Vec::new();
    for path in [
        "/",
        "/_sandbox/",
        "/_sandbox/reference.js",
        "/_sandbox/style.css",
    ] {
        let answer = Request::get(path).send(&sandbox).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        if answer.header("content-type") == Some("text/html; charset=utf-8") {
            let policy = answer.header("content-security-policy").expect("a policy");
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self';"),
                "{policy}"
            );
            assert!(!policy.contains("unsafe"), "{policy}");
        }
        texts.push(answer.text());
    }
    for text in &texts {
        for address in [
            "http:",
            "https:",
            "src=\"//",
            "href=\"//",
            "@import",
            "url(",
        ] {
            assert!(!text.contains(address), "{address}");
        }
    }
    // All that the page loads is there, and it begins with credentials that work.
    assert!(
        texts[0].contains("/_sandbox/reference.js") && texts[0].contains("/_sandbox/style.css")
    );
    assert!(texts[0].contains("data-login=\"user@mail.com\" data-password=\"open-sesame\""));
    assert!(!texts[2].contains(PATH), "the page draws the document");
}
