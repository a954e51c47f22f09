//! Requests per second that are refused for a missing field, against a bare axum handler.

use std::io;
use std::time::Duration;

use crate::Figure;
use crate::client::{incomplete, median, rate};
use crate::server::Server;

const TIME: Duration = Duration::from_secs(3);
const CONNECTIONS: usize = 32;
const ROUNDS: usize = 5;

pub(crate) async fn measure() -> io::Result<Vec<Figure>> {
    let (sandbox, bare) = (Server::sandbox()?, Server::bare()?);
    let request = incomplete();
    let (mut sandbox_rates, mut bare_rates, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let bare = rate(bare.address, &request, 422, CONNECTIONS, TIME).await?;
        let sandbox = rate(sandbox.address, &request, 422, CONNECTIONS, TIME).await?;
        bare_rates.push(bare);
        sandbox_rates.push(sandbox);
        ratios.push(sandbox / bare);
    }
    let ratio = median(ratios);
    Ok(vec![
        Figure {
            what: "a bare axum handler, requests per second",
            found: format!("{:.0}", median(bare_rates)),
            wanted: "",
            is_met: true,
        },
        Figure {
            what: "422 of the sandbox, requests per second",
            found: format!("{:.0}", median(sandbox_rates)),
            wanted: "",
            is_met: true,
        },
        Figure {
            what: "ratio",
            found: format!("{ratio:.3}"),
            wanted: "≥ 0.8",
            is_met: ratio >= 0.8,
        },
    ])
}
