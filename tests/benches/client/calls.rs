//! A call on loopback: the client against reqwest and derived serde.

use std::hint::black_box;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use vms_admin_client::models::TokenRequest;
use vms_admin_client::{Client, Secret};

use crate::{Turns, answering, by_hand};

/// How many calls a turn has, and how many turns there are.
const CALLS: u32 = 500;
const TURNS: usize = 60;
const PATH: &str = "/api/admin/v1/auth/token";

pub(crate) fn measure() -> std::io::Result<()> {
    let server = format!("http://{}", answering::start()?);
    // One thread, so that no wake-up of another blurs the measure, and allocations are counted where they are made.
    let runtime = Builder::new_current_thread().enable_all().build()?;

    // Each turn has a connection of its own: how quickly the system wakes the thread that answers differs between them.
    let turns = Turns::take(
        TURNS,
        || {
            let ours = Ours::new(&server);
            timed(&runtime, async || ours.call().await)
        },
        || {
            let theirs = Theirs::new(&server);
            timed(&runtime, async || theirs.call().await)
        },
    );
    let (our, their) = turns.medians();
    println!(
        "a call: {:.1} µs by the client, {:.1} µs by hand; ratio {:.3} (wanted: at most 1.02)",
        our * 1e6,
        their * 1e6,
        turns.ratio()
    );
    let (ours, theirs) = (Ours::new(&server), Theirs::new(&server));
    let our = allocations(&runtime, async || ours.call().await);
    let their = allocations(&runtime, async || theirs.call().await);
    println!(
        "a call's allocations: {} ({} bytes) by the client, {} ({} bytes) by hand",
        our.0, our.1, their.0, their.1
    );
    Ok(())
}

/// Seconds a call, after the first, which connects.
fn timed(runtime: &Runtime, call: impl AsyncFn()) -> f64 {
    runtime.block_on(async {
        call().await;
        let start = Instant::now();
        for _ in 0..CALLS {
            call().await;
        }
        start.elapsed().as_secs_f64() / f64::from(CALLS)
    })
}

/// How many allocations a call makes, and of how many bytes.
fn allocations(runtime: &Runtime, call: impl AsyncFn()) -> (u64, u64) {
    let counted = allocation_counter::measure(|| {
        runtime.block_on(async {
            for _ in 0..CALLS {
                call().await;
            }
        });
    });
    let calls = u64::from(CALLS);
    (counted.count_total / calls, counted.bytes_total / calls)
}

struct Ours {
    client: Client,
    request: TokenRequest,
}

impl Ours {
    fn new(server: &str) -> Self {
        Self {
            client: Client::builder(server)
                .bearer_auth(Secret::from("token"))
                .build()
                .expect("a client"),
            request: TokenRequest::new("user@mail.com", "password"),
        }
    }

    async fn call(&self) {
        let token = self.client.obtain_token(&self.request).await;
        black_box(token.expect("a token"));
    }
}

struct Theirs {
    client: reqwest::Client,
    url: String,
    request: by_hand::TokenRequest,
}

impl Theirs {
    fn new(server: &str) -> Self {
        Self {
            // What a careful hand sets, and the client sets by itself.
            client: reqwest::Client::builder()
                .connect_timeout(Duration::from_secs(10))
                .timeout(Duration::from_mins(1))
                .user_agent("by-hand")
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .expect("a client"),
            url: format!("{server}{PATH}"),
            request: by_hand::TokenRequest {
                login: "user@mail.com".to_owned(),
                password: "password".to_owned(),
            },
        }
    }

    async fn call(&self) {
        let body = serde_json::to_vec(&self.request).expect("written");
        let answer = self
            .client
            .post(&self.url)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .body(body)
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .expect("an answer");
        let bytes = answer.bytes().await.expect("a body");
        let token: by_hand::Token = serde_json::from_slice(&bytes).expect("a token");
        black_box(token);
    }
}
