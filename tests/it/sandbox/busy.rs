//! More sign-ins than the sandbox can hash for.

use std::time::{Duration, Instant};

use vms_admin_sandbox::Cost;

use super::http::Request;
use super::{config, demo, start};

#[tokio::test(flavor = "multi_thread")]
async fn excess_is_sent_away_and_nothing_is_lost() {
    let mut config = config();
    config.hashing.threads = 1;
    config.hashing.queue = 4;
    config.hashing.cost = Cost::default();
    let sandbox = start(config).await;
    let sandbox = std::sync::Arc::new(sandbox);
    let sign_ins: Vec<_> = (0..50)
        .map(|_| {
            let sandbox = std::sync::Arc::clone(&sandbox);
            tokio::spawn(async move { demo().send(&sandbox).await })
        })
        .collect();
    // Everything else goes on meanwhile.
    let begin = Instant::now();
    assert_eq!(
        Request::get("/_sandbox/health").send(&sandbox).await.status,
        200
    );
    assert!(begin.elapsed() < Duration::from_secs(2));

    let (mut served, mut sent_away) = (0, 0);
    for sign_in in sign_ins {
        let answer = sign_in.await.expect("no panic");
        match answer.status {
            200 => served += 1,
            503 => {
                sent_away += 1;
                let seconds: u64 = answer
                    .header("retry-after")
                    .expect("a time")
                    .parse()
                    .expect("seconds");
                assert!((1..60).contains(&seconds), "{seconds}");
                assert_eq!(
                    answer.json()["message"],
                    format!("Too many sign-ins are waiting; try again in {seconds} s.")
                );
            }
            _ => panic!("{}", answer.shown()),
        }
    }
    // The queue, at the least: on a busy machine, all may come before its thread takes the first.
    assert!(served >= 4, "{served} were served");
    assert!(sent_away > 0, "nobody was sent away");
    assert_eq!(
        demo().send(&sandbox).await.status,
        200,
        "and then there is room again"
    );
}
