//! A minute of everything at once: whether memory stays where it is.

use std::io;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::Figure;
use crate::client::{get, incomplete, rate, sign_in};
use crate::server::Server;

const TIME: Duration = Duration::from_mins(1);
/// When memory has become what it is to stay: all buffers are there, all records full.
const SETTLED: Duration = Duration::from_secs(15);

pub(crate) async fn measure() -> io::Result<Vec<Figure>> {
    let server = Server::sandbox()?;
    let idle = server.memory();
    let address = server.address;
    let load = [
        (sign_in(), 200, 16),
        (incomplete(), 422, 16),
        (get("/openapi.json"), 200, 4),
        (get("/_sandbox/requests"), 200, 1),
        (get("/nothing"), 404, 4),
    ];
    let tasks: Vec<_> = load
        .into_iter()
        .map(|(request, status, connections)| {
            tokio::spawn(async move { rate(address, &request, status, connections, TIME).await })
        })
        .collect();
    let start = Instant::now();
    let mut settled = Vec::new();
    while start.elapsed() < TIME {
        sleep(Duration::from_millis(500)).await;
        if start.elapsed() >= SETTLED {
            settled.extend(server.memory());
        }
    }
    let mut per_second = 0.0;
    for task in tasks {
        per_second += task.await??;
    }
    let requests = per_second * TIME.as_secs_f64();
    let [first, last] = ends(&settled);
    let growth = if first > 0.0 { last / first } else { 1.0 };
    let mib = |memory: f64| format!("{memory:.1} MiB");
    Ok(vec![
        Figure::plain(
            "requests in a minute, all as expected",
            format!("{requests:.0}"),
        ),
        Figure::plain("memory before", idle.map_or("unknown".to_owned(), mib)),
        Figure::plain("memory after 15 s (median of 5 s)", mib(first)),
        Figure::plain("memory after 60 s (median of 5 s)", mib(last)),
        Figure::wanted("growth", format!("{growth:.3}"), "≤ 1.05", growth <= 1.05),
    ])
}

/// The medians of the first and of the last ten figures.
fn ends(figures: &[f64]) -> [f64; 2] {
    let share = figures.len().min(10);
    let (first, last) = (&figures[..share], &figures[figures.len() - share..]);
    [first, last].map(|figures| crate::client::median(figures.to_vec()))
}
