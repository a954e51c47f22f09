//! Connections that fail, at every stage.

use std::net::TcpListener;
use std::time::Duration;

use super::fault::{Connection, Fault, report, request, secretive, within};
use crate::runtime::client::Client;

const SHORT: Duration = Duration::from_millis(300);
const SOON: Duration = Duration::from_secs(5);

/// What asking for a token ends in.
async fn ask(server: &Fault) -> String {
    fail(server.client().build().expect("a client")).await
}

/// The same with little time.
async fn ask_briefly(server: &Fault) -> String {
    fail(server.client().timeout(SHORT).build().expect("a client")).await
}

/// What asking for a token ends in; when the client is gone, nothing of the call is left.
async fn fail(client: Client) -> String {
    let error = within(SOON, client.obtain_token(&request()))
        .await
        .expect_err("it fails");
    drop(client);
    tokio::time::timeout(SOON, no_task_is_left())
        .await
        .expect("every task of the call ends");
    report(&error)
}

/// Returns when the runtime has no task but the test itself, which doesn't count as one.
async fn no_task_is_left() {
    let metrics = tokio::runtime::Handle::current().metrics();
    while metrics.num_alive_tasks() > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn refused() {
    // The port was free a moment ago.
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let url = format!("http://{}", address.expect("an address"));
    let client = secretive(Client::builder(url)).build().expect("a client");
    let error = within(SOON, client.obtain_token(&request()))
        .await
        .expect_err("nobody listens");
    assert!(error.is_connect());
    insta::assert_snapshot!(report(&error));
}

#[tokio::test]
async fn unresolvable() {
    let builder = Client::builder("https://no-such-host.invalid").retries(0);
    let client = secretive(builder).build().expect("a client");
    let error = client
        .obtain_token(&request())
        .await
        .expect_err("there is no such host");
    assert!(error.is_connect());
    // What the resolver says differs from system to system.
    let text = error.to_string();
    let start = "POST /auth/token: https://no-such-host.invalid: the host's name is not known";
    assert!(text.starts_with(start), "{text}");
}

#[tokio::test]
async fn reset_before_the_answer() {
    insta::assert_snapshot!(
        ask(&Fault::start(|connection| {
            connection.request();
        }))
        .await
    );
}

#[tokio::test]
async fn reset_within_the_headers() {
    let server = Fault::answering("HTTP/1.1 200 OK\r\nContent-Le");
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn reset_within_the_body() {
    let server = Fault::answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"hunter2");
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn reset_within_a_chunk() {
    let server =
        Fault::answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"hunter2");
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn not_http() {
    insta::assert_snapshot!(ask(&Fault::answering("220 hunter2 SMTP ready\r\n")).await);
}

#[tokio::test]
async fn a_chunk_that_is_none() {
    let server =
        Fault::answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhunter2\r\n");
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn compressed_wrongly() {
    let server = Fault::answering(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\nhunter2",
    );
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn stalled_before_the_answer() {
    let server = Fault::start(|connection| {
        connection.request();
        Connection::stall();
    });
    insta::assert_snapshot!(ask_briefly(&server).await);
}

#[tokio::test]
async fn stalled_before_the_request_is_read() {
    insta::assert_snapshot!(ask_briefly(&Fault::start(|_| Connection::stall())).await);
}

#[tokio::test]
async fn stalled_within_the_headers() {
    let server = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Le");
        Connection::stall();
    });
    insta::assert_snapshot!(ask_briefly(&server).await);
}

#[tokio::test]
async fn stalled_within_the_body() {
    let server = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"hunter2");
        Connection::stall();
    });
    insta::assert_snapshot!(ask_briefly(&server).await);
}

#[tokio::test]
async fn dripping() {
    let server = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        while connection.send("x") {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    insta::assert_snapshot!(ask_briefly(&server).await);
}

#[tokio::test]
async fn endless() {
    let server = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
        while connection.send(&chunk) {}
    });
    let client = server
        .client()
        .response_limit(1 << 20)
        .build()
        .expect("a client");
    let error = within(SOON, client.obtain_token(&request()))
        .await
        .expect_err("it is too much");
    insta::assert_snapshot!(report(&error));
}

#[tokio::test]
async fn announced_as_too_large() {
    let server = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        Connection::stall();
    });
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn a_compression_bomb() {
    use std::io::Write as _;

    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        bomb.write_all(&vec![b' '; 1 << 20]).expect("memory");
    }
    let bomb = bomb.finish().expect("memory");
    assert!(bomb.len() < 1 << 20);
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        bomb.len()
    )
    .into_bytes();
    answer.extend(bomb);
    let server = Fault::answering(answer);
    let client = server
        .client()
        .response_limit(1 << 20)
        .build()
        .expect("a client");
    let error = within(SOON, client.obtain_token(&request()))
        .await
        .expect_err("it is too much");
    insta::assert_snapshot!(report(&error));
}

/// The client works in this thread alone, and only what it allocates is counted.
#[test]
fn what_is_too_much_does_not_fill_the_memory() {
    use std::io::Write as _;

    let endless = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
        while connection.send(&chunk) {}
    });
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..32 {
        bomb.write_all(&vec![b' '; 1 << 20]).expect("memory");
    }
    let bomb = bomb.finish().expect("memory");
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ";
    let head = format!("{head}{}\r\n\r\n", bomb.len());
    let bomb = Fault::answering([head.as_bytes(), &bomb].concat());
    for server in [endless, bomb] {
        let client = server.client().response_limit(1 << 20);
        let client = client.build().expect("a client");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let used = allocation_counter::measure(|| {
            let error = runtime.block_on(client.obtain_token(&request()).into_future());
            assert!(error.is_err());
        });
        // The limit, twice where a buffer grows, and what connections need.
        assert!(used.bytes_max < 4 << 20, "{used:?}");
        assert!(used.bytes_max > 1 << 20, "{used:?}");
    }
}

#[tokio::test]
async fn a_header_of_a_megabyte() {
    let header = "x".repeat(1 << 20);
    let server = Fault::answering(format!("HTTP/1.1 200 OK\r\nX-Long: {header}\r\n\r\n"));
    insta::assert_snapshot!(ask(&server).await);
}

#[tokio::test]
async fn stalled_before_the_connection() {
    // The backlog of a listener that accepts nothing is full at some point; then connecting hangs.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut waiting = Vec::new();
    while let Ok(stream) = std::net::TcpStream::connect_timeout(&address, SHORT) {
        waiting.push(stream);
    }
    let builder = Client::builder(format!("http://{address}")).connect_timeout(SHORT);
    let client = secretive(builder).build().expect("a client");
    let error = within(SOON, client.obtain_token(&request()))
        .await
        .expect_err("nobody accepts");
    assert!(error.is_connect() && error.is_timeout());
    // Which of two timers is first differs between runs.
    let report = report(&error);
    insta::assert_snapshot!(report.split("\nbecause").next().unwrap_or_default());
}
