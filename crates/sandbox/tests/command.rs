//! The command, from `--help` to ctrl-c.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vms-admin-sandbox"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().expect("it runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_tells_all_options_and_faults() {
    let output = run(&["--help"]);
    assert!(output.status.success());
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let mut shown = String::new();
    for arguments in [
        &["--prot", "80"][..],
        &["--port", "many"],
        &["--token-ttl", "-1h"],
        &["--token-ttl", "soon"],
        &["--zone", "Nowhere/Nothing"],
        &["--log", "loud"],
        &["--bind", "localhost:80"],
        &["here"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        write!(shown, "{}\n{}\n", arguments.join(" "), text(&output.stderr)).expect("written");
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_keeps_it_from_starting_is_exit_code_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = run(&["--port", &port]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.contains("can't listen on 127.0.0.1:") && said.contains("`--port 0`"),
        "{said}"
    );

    let output = run(&["--port", "0", "--token-ttl", "99999999h"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr),
        "error: a token would outlive the calendar; choose a shorter --token-ttl\n"
    );
}

/// Sends a signal as the shell does.
#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args(["-s", name, &child.id().to_string()])
        .status();
    assert!(status.expect("kill runs").success());
}

/// Waits for the end, not for ever.
fn end(mut child: Child) -> Output {
    let begin = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        assert!(begin.elapsed() < Duration::from_secs(20), "it doesn't end");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().expect("an end")
}

#[cfg(unix)]
#[test]
fn it_starts_signs_in_logs_and_ends_on_each_signal() {
    for name in ["INT", "TERM"] {
        let mut child = command(&["--port", "0", "--log", "json"])
            .spawn()
            .expect("it runs");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        let started: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(started["login"], "user@mail.com");
        assert_eq!(started["loopback"], true);
        let url = started["url"].as_str().expect("a URL");
        let (host, password) = (
            url.trim_start_matches("http://"),
            started["password"].as_str().expect("a text"),
        );

        let body = format!(r#"{{"login":"user@mail.com","password":"{password}"}}"#);
        let answer = post(host, &body);
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        signal(&child, name);
        let output = end(child);
        assert!(output.status.success(), "{name}: {output:?}");

        let log = text(&output.stderr);
        let request: Value =
            serde_json::from_str(log.lines().next().expect("a line")).expect("JSON");
        assert_eq!(request["path"], "/api/admin/v1/auth/token");
        assert_eq!(request["status"], 200);
        for secret in [password, token_of(&answer)] {
            assert!(!log.contains(secret), "{log}");
        }
    }
}

fn token_of(answer: &str) -> &str {
    answer
        .split("\"access_token\":\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a token")
}

fn post(host: &str, body: &str) -> String {
    let mut stream = std::net::TcpStream::connect(host).expect("a connection");
    let request = format!(
        "POST /api/admin/v1/auth/token HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    std::io::Write::write_all(&mut stream, request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[cfg(unix)]
#[test]
fn it_says_where_it_is_who_can_sign_in_and_whom_to_trust() {
    let mut child = command(&["--port", "0", "--tls", "--log", "off"])
        .spawn()
        .expect("it runs");
    let mut said = String::new();
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
    while !said.contains("Ctrl-c") {
        assert!(lines.read_line(&mut said).expect("a line") > 0, "{said}");
    }
    signal(&child, "INT");
    assert!(end(child).status.success());
    let url = said
        .lines()
        .next()
        .and_then(|line| line.split(' ').next_back())
        .expect("a URL");
    assert!(url.starts_with("https://127.0.0.1:"), "{url}");
    let file = said
        .split("--cacert ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .expect("a file");
    insta::assert_snapshot!(said.replace(url, "URL").replace(file, "FILE"));
}

#[cfg(unix)]
#[test]
fn a_password_is_hashed_from_the_standard_input() {
    let mut command = command(&["--hash-password"]);
    let mut child = command.stdin(Stdio::piped()).spawn().expect("it runs");
    let mut input = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut input, b"secret\n").expect("sent");
    drop(input);
    let hash = text(&end(child).stdout);
    assert!(
        hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && hash.ends_with('\n'),
        "{hash}"
    );
}
