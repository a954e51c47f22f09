//! Requests per second that are refused for a missing field, against a bare axum handler.

use std::io;
use std::time::Duration;

use crate::Figure;
use crate::client::{incomplete, median, rate};
use crate::server::Server;

const TIME: Duration = Duration::from_millis(500);
const CONNECTIONS: usize = 32;
/// Many short rounds in turn: what else the machine does comes and goes, and meets both servers alike.
const ROUNDS: usize = 25;

/// What a server took for all rounds.
#[derive(Default)]
struct Total {
    rates: Vec<f64>,
    requests: f64,
    processor: [f64; 2],
}

impl Total {
    async fn round(&mut self, server: &Server, request: &[u8]) -> io::Result<f64> {
        let before = server.processor().unwrap_or_default();
        let rate = rate(server.address, request, 422, CONNECTIONS, TIME).await?;
        let after = server.processor().unwrap_or_default();
        self.rates.push(rate);
        self.requests += rate * TIME.as_secs_f64();
        for (total, (before, after)) in self.processor.iter_mut().zip(before.into_iter().zip(after))
        {
            *total += after - before;
        }
        Ok(rate)
    }

    /// Microseconds of processor time a request, in the server's code and in the system's.
    fn cost(&self) -> String {
        let [own, system] = self.processor.map(|seconds| seconds * 1e6 / self.requests);
        format!("{own:.1} + {system:.1} µs")
    }
}

pub(crate) async fn measure() -> io::Result<Vec<Figure>> {
    let servers = [Server::bare()?, Server::sandbox()?];
    let request = incomplete();
    let [mut bare, mut sandbox] = [Total::default(), Total::default()];
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let alone = bare.round(&servers[0], &request).await?;
        ratios.push(sandbox.round(&servers[1], &request).await? / alone);
    }
    let ratio = median(ratios);
    let costs = [bare.cost(), sandbox.cost()];
    let rates = [bare.rates, sandbox.rates].map(|rates| format!("{:.0}", median(rates)));
    let [bare_rate, sandbox_rate] = rates;
    let [bare_cost, sandbox_cost] = costs;
    Ok(vec![
        Figure::plain("a bare axum handler, requests per second", bare_rate),
        Figure::plain("  own and system's processor time of each", bare_cost),
        Figure::plain("422 of the sandbox, requests per second", sandbox_rate),
        Figure::plain("  own and system's processor time of each", sandbox_cost),
        Figure::wanted("ratio", format!("{ratio:.3}"), "≥ 0.8", ratio >= 0.8),
    ])
}
