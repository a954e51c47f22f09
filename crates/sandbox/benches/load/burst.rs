//! A thousand sign-ins at once: whether the rest goes on, and whether any is lost.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Barrier;
use tokio::time::sleep;

use crate::Figure;
use crate::client::{Client, get, sign_in};
use crate::server::Server;

const SIGN_INS: usize = 1000;
/// How often health is asked for meanwhile.
const PULSE: Duration = Duration::from_millis(5);

pub(crate) async fn measure() -> io::Result<Vec<Figure>> {
    let server = Server::sandbox()?;
    let start = Arc::new(Barrier::new(SIGN_INS + 1));
    let mut sign_ins = Vec::new();
    for _ in 0..SIGN_INS {
        let client = Client::connect(server.address).await?;
        sign_ins.push(tokio::spawn(until_signed_in(client, Arc::clone(&start))));
    }
    let is_over = Arc::new(AtomicBool::new(false));
    let health = tokio::spawn(pulse(server.address, Arc::clone(&is_over)));
    start.wait().await;
    let begin = Instant::now();
    let (mut signed_in, mut sent_away, mut lost) = (0, 0, 0);
    for sign_in in sign_ins {
        match sign_in.await? {
            Ok(times) => {
                signed_in += 1;
                sent_away += times;
            }
            Err(_) => lost += 1,
        }
    }
    let time = begin.elapsed().as_secs_f64();
    is_over.store(true, Ordering::Relaxed);
    let mut latencies = health.await??;
    latencies.sort();
    let at = |share: usize| {
        latencies
            .get((latencies.len() * share / 1000).min(latencies.len() - 1))
            .copied()
            .unwrap_or_default()
    };
    let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let longest = at(1000);
    Ok(vec![
        Figure::plain(
            "sign-ins at once, all served after",
            format!("{signed_in} in {time:.1} s"),
        ),
        Figure::plain("503 with Retry-After on the way", format!("{sent_away}")),
        Figure::wanted("lost", format!("{lost}"), "0", lost == 0),
        Figure::plain("health meanwhile, answers", format!("{}", latencies.len())),
        Figure::plain("health meanwhile, median", milliseconds(at(500))),
        Figure::plain("health meanwhile, 99 of 100", milliseconds(at(990))),
        Figure::wanted(
            "health meanwhile, longest",
            milliseconds(longest),
            "≤ 50 ms",
            longest <= Duration::from_millis(50),
        ),
    ])
}

/// Signs in, and again when it is told to come later; how often it was. A 503 without a time is a lost request.
async fn until_signed_in(mut client: Client, start: Arc<Barrier>) -> io::Result<u32> {
    let request = sign_in();
    start.wait().await;
    let mut sent_away = 0;
    loop {
        let answer = client.send(&request).await?;
        match (answer.status, answer.retry_after) {
            (200, _) => return Ok(sent_away),
            (503, Some(time)) => {
                sent_away += 1;
                sleep(time).await;
            }
            (status, _) => return Err(io::Error::other(format!("found {status}"))),
        }
    }
}

/// Asks for health until it is over; how long each answer took.
async fn pulse(address: SocketAddr, is_over: Arc<AtomicBool>) -> io::Result<Vec<Duration>> {
    let request = get("/_sandbox/health");
    let mut client = Client::connect(address).await?;
    let mut latencies = Vec::new();
    while !is_over.load(Ordering::Relaxed) {
        let begin = Instant::now();
        client.send(&request).await?;
        latencies.push(begin.elapsed());
        sleep(PULSE).await;
    }
    Ok(latencies)
}
