//! The end: what is under way is answered, nothing new is accepted.

use std::time::{Duration, Instant};

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::http::{Answer, Step, exchange};
use super::{config, demo, start};

#[tokio::test(flavor = "multi_thread")]
async fn requests_under_way_are_answered() {
    let sandbox = start(config()).await;
    let address = sandbox.address();
    let request = demo().header("X-Sandbox-Fault", "delay=500ms").bytes();
    let under_way = tokio::spawn(exchange(address, vec![Step::Send(request)]));
    let mut idle = TcpStream::connect(address).await.expect("a connection");
    sleep(Duration::from_millis(200)).await;

    sandbox.shutdown().await;
    let received = under_way.await.expect("no panic");
    let (answers, _) = Answer::read_all(&received);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0].status, 200);
    // It tells that the connection is over.
    assert_eq!(answers[0].header("connection"), Some("close"));
    assert_eq!(idle.read(&mut [0; 8]).await.expect("an end"), 0);
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_takes_too_long_is_cut_off() {
    let mut config = config();
    config.limits.shutdown = Duration::from_millis(300);
    let sandbox = start(config).await;
    let request = demo().header("X-Sandbox-Fault", "delay=30s").bytes();
    let under_way = tokio::spawn(exchange(sandbox.address(), vec![Step::Send(request)]));
    sleep(Duration::from_millis(100)).await;
    let begin = Instant::now();
    sandbox.shutdown().await;
    assert!(begin.elapsed() < Duration::from_secs(5));
    assert_eq!(under_way.await.expect("no panic"), b"");
}
