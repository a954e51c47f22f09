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
async fn the_reference_page_loads_what_is_beside_it_and_calls_this_server_alone() {
    let sandbox = start(config()).await;
    for (address, assets) in [("/", 5), ("/operations/obtainToken.html", 7)] {
        let page = Request::get(address).send(&sandbox).await;
        assert_eq!(page.status, 200, "{address}");
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        let policy = "default-src 'none'; script-src 'self'";
        let text = page.text();
        assert!(text.contains(policy), "{address} states its policy");
        let is_of_operation = address != "/";
        assert_eq!(text.contains(PATH), is_of_operation, "{address}");
        let mut loaded = 0;
        for part in text
            .split(['"', '\n'])
            .map(|part| part.trim_start_matches("../"))
            .filter(|part| part.starts_with("assets/"))
        {
            let answer = Request::get(&format!("/{part}")).send(&sandbox).await;
            assert_eq!(answer.status, 200, "{part}");
            loaded += 1;
        }
        assert!(loaded >= assets, "{address} loads {loaded}");
    }
    let server = Request::get("/assets/server.js")
        .send(&sandbox)
        .await
        .text();
    assert!(
        server.contains(r#"{"login":"user@mail.com","password":"open-sesame"}"#),
        "the form begins with credentials that work: {server}"
    );
}

#[tokio::test]
async fn the_corner_loads_nothing_from_elsewhere() {
    let sandbox = start(config()).await;
    let answer = Request::get("/_sandbox/").send(&sandbox).await;
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"),
        "{policy}"
    );
    for address in [
        "http:",
        "https:",
        "src=\"//",
        "href=\"//",
        "@import",
        "url(",
    ] {
        assert!(!answer.text().contains(address), "{address}");
    }
}

#[tokio::test]
async fn files_can_be_read_and_nothing_else() {
    let sandbox = start(config()).await;
    let head = Request::new("HEAD", "/openapi.json").send(&sandbox).await;
    assert_eq!(head.status, 200);
    assert_eq!(head.body, b"");
    let refused = Request::post("/openapi.json").send(&sandbox).await;
    assert_eq!(refused.status, 405);
    assert_eq!(refused.header("allow"), Some("GET,HEAD"));
}

#[tokio::test]
async fn a_site_can_be_served_in_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("deep")).expect("a folder");
    fs::write(folder.path().join("index.html"), "<title>Ours</title>").expect("a file");
    fs::write(folder.path().join("deep/{odd} file.svg"), "<svg/>").expect("a file");
    let with = |site: &std::path::Path| {
        let mut config = config();
        config.site = Some(site.to_owned());
        config
    };
    let sandbox = start(with(folder.path())).await;
    assert_eq!(
        Request::get("/").send(&sandbox).await.text(),
        "<title>Ours</title>"
    );
    let outside = Request::get("/../Cargo.toml").send(&sandbox).await;
    assert_eq!(outside.status, 404);
    let error = vms_admin_sandbox::Sandbox::start(with(&folder.path().join("deep")))
        .await
        .err()
        .expect("no site")
        .to_string();
    assert!(error.contains("found no index.html"), "{error}");
}
