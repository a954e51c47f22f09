//! The second contract's samples as programs: each sends what is documented, prints the response and tells a refusal.

use std::fs;
use std::process::Command;

use apicrate::Artifact;
use serde_json::{Value, json};
use vms_admin_samples::{Sample, samples};

use super::workspace;
use crate::loopback::{Server, answer};
use crate::second;

/// The token that the server wants.
const TOKEN: &str = "t0ken";
/// The password that is sent.
const PASSWORD: &str = "pa\"ss$wörd";

/// What each operation's sample prints.
const PRINTED: [(&str, &str); 9] = [
    ("obtain-key", "status: 200"),
    ("list-admins", "name: Name"),
    ("create-admin", "name: Name"),
    ("get-admin", "name: Name"),
    ("replace-admin", "name: Name"),
    ("delete-admin", "status: 204"),
    ("upload-avatar", "status: 204"),
    ("download-avatar", "bytes: 3"),
    ("list-permissions", "name: streams-update"),
];

/// Responds as the document says to the operation that a request is for.
fn respond(document: &Value, request: &str) -> String {
    let mut words = request.split(' ');
    let method = words.next().unwrap_or_default().to_lowercase();
    let address = words.next().unwrap_or_default();
    let path = address
        .split('?')
        .next()
        .unwrap_or_default()
        .replace("/87", "/{user}");
    let operation = &document["paths"][&path][&method];
    let authorization = format!("authorization: bearer {TOKEN}\n");
    if operation.get("security").is_none() && !request.to_lowercase().contains(&authorization) {
        let body = r#"{"message":"Unauthenticated."}"#;
        return answer(
            "401 Unauthorized",
            "Content-Type: application/json\r\n",
            body,
        );
    }
    let Some(responses) = operation["responses"].as_object() else {
        return answer("404 Not Found", "", address);
    };
    let (status, response) = responses.iter().next().expect("a response");
    if response["content"].get("image/png").is_some() {
        return answer("200 OK", "Content-Type: image/png\r\n", "PNG");
    }
    let content = &response["content"]["application/json"];
    if content.is_null() {
        return "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_owned();
    }
    let body = content["examples"]["documented"]["value"].to_string();
    answer(
        &format!("{status} OK"),
        "Content-Type: application/json\r\n",
        &body,
    )
}

/// The command that runs a sample; the interpreter's own where there is one.
fn command(sample: &Sample, binaries: &std::path::Path) -> Option<Command> {
    let interpreter: &[&str] = match sample.lang {
        "shell" => &["sh"],
        "php" => &["php"],
        "javascript" => &["node"],
        "python" => &["python3"],
        "go" => &["go", "run"],
        "rust" => {
            let stem = sample.file.split('.').next().expect("a name");
            return Some(Command::new(binaries.join(stem)));
        }
        // `cargo xtask samples` compiles these: they need more than a compiler.
        _ => return None,
    };
    let mut command = Command::new(interpreter[0]);
    command.args(&interpreter[1..]).arg(&sample.file);
    Some(command)
}

#[test]
#[ignore = "it needs the languages and compiles for a minute; `cargo xtask test` includes it"]
fn each_sends_what_is_documented_and_tells_what_comes_back() {
    let document = second::document();
    let samples = samples(&document, "VMS");
    let rust = samples.iter().filter(|sample| sample.lang == "rust");
    let mut manifest = "[package]\nname = \"programs\"\nversion.workspace = true\nedition.workspace = true\n\n\
        [dependencies]\nreqwest = { workspace = true, features = [\"form\", \"json\", \"multipart\", \"query\", \
        \"rustls\"] }\nserde_json.workspace = true\ntokio = { workspace = true, features = [\"macros\", \
        \"rt-multi-thread\"] }\n"
        .to_owned();
    let mut files = Vec::new();
    for sample in rust {
        let stem = sample.file.split('.').next().expect("a name");
        manifest.extend([format!(
            "\n[[bin]]\nname = \"{stem}\"\npath = \"src/{}\"\n",
            sample.file
        )]);
        files.push(Artifact::new(
            format!("programs/src/{}", sample.file),
            sample.text.clone(),
        ));
    }
    files.push(Artifact::new("programs/Cargo.toml", manifest));
    let workspace = workspace::write("programs", &["programs".to_owned()], files);
    workspace.cargo(&["fmt", "--check"], &[]);
    workspace.cargo(&["build", "--quiet"], &[("RUSTFLAGS", "--deny warnings")]);
    let binaries = workspace::target().join("debug");

    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("avatar.png"), "PNG").expect("a picture");
    let told = document.clone();
    let server = Server::start(move |request| respond(&told, request));
    let mut ran = 0;
    for sample in &samples {
        fs::write(folder.path().join(&sample.file), &sample.text).expect("a file");
        let Some(mut command) = command(sample, &binaries) else {
            continue;
        };
        command
            .current_dir(folder.path())
            .env("VMS_URL", server.url().trim_end_matches('/'))
            .env("VMS_PASSWORD", PASSWORD);
        let stem = sample.file.split('.').next().expect("a name");
        let output = command.env("VMS_TOKEN", TOKEN).output().expect("it runs");
        let printed = String::from_utf8_lossy(&output.stdout).replace('"', "");
        let (_, expected) = PRINTED
            .iter()
            .find(|(name, _)| *name == stem)
            .expect("a sample of an operation");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(printed.trim(), *expected, "{}: {errors}", sample.file);
        let request = server.received().pop().expect("a request");
        check(stem, &request, &document);
        ran += 1;
        if sample.text.contains("VMS_TOKEN") {
            let output = command.env("VMS_TOKEN", "wrong").output().expect("it runs");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(errors.contains("401: "), "{}: {errors}", sample.file);
            assert_eq!(output.status.code(), Some(1), "{}", sample.file);
        }
    }
    assert_eq!(ran, 9 * 6);
}

/// What a request has to say.
fn check(stem: &str, request: &str, document: &Value) {
    let (head, body) = request.split_once("\n\n").expect("a head and a body");
    match stem {
        "create-admin" | "replace-admin" => {
            let sent: Value = serde_json::from_str(body).expect("JSON");
            let content =
                &document["paths"]["/api/admin/v1/admins"]["post"]["requestBody"]["content"];
            let mut expected =
                content["application/json"]["examples"]["documented"]["value"].clone();
            expected["password"] = json!(PASSWORD);
            assert_eq!(sent, expected);
        }
        "list-admins" => {
            let line = head.lines().next().expect("a line");
            for part in [
                "per_page=50",
                "filter%5Bpermissions%5D%5B%5D=streams-update",
                "search=smith",
                "paginate=1",
            ] {
                assert!(line.contains(part), "{line} lacks {part}");
            }
            assert!(head.to_lowercase().contains("x-request-id: 1f0c"), "{head}");
        }
        "obtain-key" => {
            assert!(body.contains("login=user%40mail.com"), "{body}");
            assert!(body.contains("password=pa%22ss%24w%C3%B6rd"), "{body}");
        }
        "upload-avatar" => {
            for part in [
                "name=\"avatar\"",
                "filename=\"avatar.png\"",
                "\nPNG",
                "name=\"caption\"",
                "At the sea",
            ] {
                assert!(body.contains(part), "{body} lacks {part}");
            }
        }
        _ => {}
    }
}
