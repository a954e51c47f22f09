//! Users from a file.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;
use vms_admin_api::Secret;
use vms_admin_sandbox::{Cost, DEMO_LOGIN, DEMO_PASSWORD, Sandbox, hash_password};

use super::{config, demo, sign_in, start};

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("users.json");
    std::fs::write(&path, text).expect("written");
    (folder, path)
}

#[tokio::test]
async fn a_file_brings_more_users() {
    let (_folder, path) = file(
        &json!([
            { "password": "a", "user": { "login": "alice" } },
            { "password": "b", "user": { "login": "bob", "id": 5, "name": "Bob", "permissions": [], "created_at": "" } },
        ])
        .to_string(),
    );
    let mut config = config();
    config.users = Some(path);
    let sandbox = start(config).await;
    assert_eq!(sandbox.users(), 3);
    assert_eq!(demo().send(&sandbox).await.status, 200);
    assert_eq!(sign_in("alice", "b").send(&sandbox).await.status, 422);

    let alice = &sign_in("alice", "a").send(&sandbox).await.json()["user"];
    assert_eq!(
        (&alice["login"], &alice["id"], &alice["name"]),
        (&json!("alice"), &json!(88), &json!("Name"))
    );
    assert_eq!(alice["permissions"].as_array().map(Vec::len), Some(3));
    let bob = &sign_in("bob", "b").send(&sandbox).await.json()["user"];
    assert_eq!(
        (&bob["id"], &bob["name"], &bob["created_at"]),
        (&json!(5), &json!("Bob"), &json!(""))
    );
    assert_eq!(bob["permissions"], json!([]));
}

#[tokio::test]
async fn a_file_can_hold_hashes_and_replace_the_demo_user() {
    let hash = hash_password(&Secret::from("better")).expect("a hash");
    let (_folder, path) =
        file(&json!([{ "password_hash": hash, "user": { "login": DEMO_LOGIN } }]).to_string());
    let mut config = config();
    config.users = Some(path);
    config.hashing.cost = Cost::default();
    let sandbox = start(config).await;
    assert_eq!(sandbox.users(), 1);
    assert_eq!(
        sign_in(DEMO_LOGIN, "better").send(&sandbox).await.status,
        200
    );
    assert_eq!(
        sign_in(DEMO_LOGIN, DEMO_PASSWORD)
            .send(&sandbox)
            .await
            .status,
        422
    );
}

#[tokio::test]
async fn a_broken_file_is_told() {
    let mut shown = String::new();
    for text in [
        "",
        "{}",
        r#"[{"user": {"login": "a"}}]"#,
        r#"[{"user": {"login": "a"}, "password": "b", "password_hash": "c"}]"#,
        r#"[{"user": {"login": "a"}, "password": 5}]"#,
        r#"[{"user": {"login": "a"}, "passwort": "b"}]"#,
        r#"[{"user": {"name": "A"}, "password": "b"}]"#,
        r#"[{"user": {"login": "a", "nmae": "A"}, "password": "b"}]"#,
        r#"[{"user": {"login": "a", "id": "A"}, "password": "b"}]"#,
        r#"[{"user": {"login": "a"}, "password_hash": "b"}]"#,
        r#"[{"user": {"login": "a"}, "password": "b"}, {"user": {"login": "a"}, "password": "c"}]"#,
    ] {
        let (folder, path) = file(text);
        let mut config = config();
        config.users = Some(path);
        let error = Sandbox::start(config)
            .await
            .err()
            .expect("a refusal")
            .to_string();
        write!(
            shown,
            "{text}\n{}\n\n",
            error.replace(&folder.path().display().to_string(), "FOLDER")
        )
        .expect("written");
    }
    insta::assert_snapshot!(shown);
}

#[tokio::test]
async fn a_missing_file_is_told() {
    let mut config = config();
    config.users = Some(PathBuf::from("no/such/users.json"));
    let error = Sandbox::start(config)
        .await
        .err()
        .expect("a refusal")
        .to_string();
    assert!(error.starts_with("no/such/users.json: "), "{error}");
}
