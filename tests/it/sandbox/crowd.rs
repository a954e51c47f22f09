//! Clients that take all the room there is, and leave the others served.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use vms_admin_sandbox::Sandbox;

use super::http::Request;
use super::{config, demo, start};

/// Longer than any of these tests has to wait for an answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// More than lies on the way to a client.
const LARGE: usize = 32 << 20;

/// A connection that has sent these bytes.
async fn opened(sandbox: &Sandbox, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(sandbox.address())
        .await
        .expect("a connection");
    stream.write_all(bytes).await.expect("sent");
    stream
}

/// A folder with a site whose first page is large.
fn large_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("index.html"), vec![b'a'; LARGE]).expect("written");
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_say_or_read_nothing_make_room_for_others() {
    let site = large_site();
    let mut config = config();
    config.site = Some(site.path().to_owned());
    config.limits.connections = 4;
    // None of these ends it.
    config.limits.head = Duration::from_mins(5);
    config.limits.body = Duration::from_mins(5);
    config.limits.write = Duration::from_mins(5);
    let sandbox = start(config).await;
    let half_a_body = "POST /api/admin/v1/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                       Content-Length: 50\r\n\r\n{";
    let page = String::from_utf8(Request::get("/").bytes()).expect("text");
    let mut slow = Vec::new();
    for bytes in ["", "GET / HT", half_a_body, &page] {
        for _ in 0..6 {
            slow.push(opened(&sandbox, bytes.as_bytes()).await);
        }
        let answer = timeout(PATIENCE, demo().send(&sandbox)).await;
        assert_eq!(answer.expect("in time").status, 200, "{bytes:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_served_keeps_its_place() {
    let mut config = config();
    config.limits.connections = 4;
    let sandbox = start(config).await;
    let under_way = demo()
        .header("X-Sandbox-Fault", "delay=700ms")
        .header("Connection", "close");
    let mut waiting = opened(&sandbox, &under_way.bytes()).await;
    sleep(Duration::from_millis(100)).await;
    let mut crowd = Vec::new();
    for _ in 0..12 {
        crowd.push(opened(&sandbox, b"").await);
    }
    let mut answer = String::new();
    waiting
        .read_to_string(&mut answer)
        .await
        .expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn delays_are_had_by_so_many_at_a_time() {
    let mut config = config();
    config.limits.delays = 2;
    let sandbox = start(config).await;
    let delayed = demo().header("X-Sandbox-Fault", "delay=60s");
    let waiting = [
        opened(&sandbox, &delayed.bytes()).await,
        opened(&sandbox, &delayed.bytes()).await,
    ];
    sleep(Duration::from_millis(200)).await;
    let refused = timeout(PATIENCE, delayed.send(&sandbox))
        .await
        .expect("in time");
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (503, Some("1"))
    );
    assert_eq!(
        refused.text(),
        r#"{"message":"Too many delayed requests are waiting; try again in 1 s."}"#
    );
    assert_eq!(demo().send(&sandbox).await.status, 200, "others don't wait");
    // Whoever hangs up gives its place back.
    drop(waiting);
    let short = demo().header("X-Sandbox-Fault", "delay=1ms");
    for _ in 0..100 {
        if short.send(&sandbox).await.status == 200 {
            return;
        }
        sleep(Duration::from_millis(20)).await;
    }
    panic!("no place came back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_little_now_and_then_is_not_enough() {
    let site = large_site();
    let mut config = config();
    config.site = Some(site.path().to_owned());
    config.limits.write = Duration::from_millis(800);
    let sandbox = start(config).await;
    let mut stream = opened(&sandbox, &Request::get("/").bytes()).await;
    let mut bytes = vec![0; 64 * 1024];
    let mut received = 0;
    let reading = async {
        // Five seconds at the least, without ever pausing for long.
        while let Ok(read @ 1..) = stream.read(&mut bytes).await {
            received += read;
            sleep(Duration::from_millis(10)).await;
        }
    };
    let end = timeout(PATIENCE, reading).await;
    let health = Request::get("/_sandbox/health").send(&sandbox).await;
    assert_eq!(health.status, 200);
    assert!(end.is_ok(), "the connection is closed");
    assert!(received < LARGE, "before all was read");
}
