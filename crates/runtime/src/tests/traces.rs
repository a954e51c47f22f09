//! What is traced of calls: by the runtime, and by the libraries below it.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::Method;
use tracing_subscriber::fmt::format::FmtSpan;

use super::api::GetUser;
use super::fault::{Fault, SECRET, request, secretive};
use crate::runtime::call::Call;
use crate::runtime::call::draft::Draft;
use crate::runtime::client::Client;

/// Collects what a subscriber writes.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .expect("no test panics while it holds this")
            .extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The traces are those of all tests that run beside this one, so all of them are searched.
#[tokio::test]
async fn tell_what_happened_and_no_secret() {
    let written = Written::default();
    let writer = written.clone();
    // With the records that libraries write by the crate `log`, as reqwest does.
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .try_init()
        .expect("it is the only one");

    let server = Fault::answering("HTTP/1.1 500 Oops\r\nContent-Length: 7\r\n\r\nhunter2");
    let client = server.client().build().expect("a client");
    client.obtain_token(&request()).await.expect_err("it fails");
    client.export().await.expect_err("it fails");
    keyed(&client).await.expect_err("it fails");
    let bad = client.obtain_token(&request()).header("\n", "hunter2");
    bad.await.expect_err("it fails");

    // A connection that is tried again, a redirect that is followed, a proxy with a password, TLS that is refused.
    let refused = secretive(Client::builder("http://127.0.0.1:9"));
    let refused = refused.build().expect("a client");
    keyed(&refused).await.expect_err("nobody listens");
    let redirecting = Fault::answering(
        "HTTP/1.1 307 R\r\nLocation: /keyed?key=hunter2\r\nContent-Length: 0\r\n\r\n",
    );
    let redirected = redirecting.client().build().expect("a client");
    keyed(&redirected).await.expect_err("it never ends");
    let proxy = format!("http://user:hunter2@{}", server.address);
    for base in ["https://host.example", "http://host.example"] {
        let builder = Client::builder(base).allow_plain_http().proxy(&proxy);
        let client = secretive(builder).build().expect("a client");
        keyed(&client).await.expect_err("it fails");
    }
    let url = server
        .url()
        .replace("http://127.0.0.1", "https://localhost");
    let builder = secretive(Client::builder(url)).timeout(Duration::from_millis(500));
    let client = builder.build().expect("a client");
    keyed(&client).await.expect_err("it does not speak TLS");

    let text = String::from_utf8(written.0.lock().expect("it is free").clone()).expect("text");
    for line in text.lines() {
        assert!(!line.contains(SECRET), "{line}");
        // The password for the proxy as it is sent.
        assert!(!line.contains("dXNlcjpodW50ZXIy"), "{line}");
    }
    for piece in [
        "url.template=\"/auth/token\"",
        "http.response.status_code=500",
        "error=",
        "trying again",
        "reqwest::connect: starting new connection",
        "reqwest::connect: proxy(",
        "hyper_util::",
    ] {
        assert!(text.contains(piece), "{piece} is not traced");
    }
}

/// A call with the key in its query.
fn keyed(client: &Client) -> Call<'_, GetUser> {
    Draft::new(client, Method::GET, "/keyed")
        .auth(&[&[3]])
        .call()
}
