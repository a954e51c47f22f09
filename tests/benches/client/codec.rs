//! Reading and writing JSON: the client's shared visitor against what serde derives for the same types.

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vms_admin_client::models;

use crate::answering::TOKEN;
use crate::{Turns, by_hand};

/// How many tokens a text holds, and how often it is read.
const TOKENS: usize = 1000;
const TURNS: usize = 60;

pub(crate) fn measure() {
    let token: serde_json::Value = serde_json::from_str(TOKEN).expect("a documented answer");
    let text = serde_json::to_string(&vec![token; TOKENS]).expect("written");
    let ours: Vec<models::Token> = serde_json::from_str(&text).expect("read by the client");
    let theirs: Vec<by_hand::Token> = serde_json::from_str(&text).expect("read by derived serde");
    assert_eq!(
        serde_json::to_string(&ours).expect("written"),
        serde_json::to_string(&theirs).expect("written"),
        "both keep the same"
    );

    let reading = Turns::take(
        TURNS,
        || read::<models::Token>(&text),
        || read::<by_hand::Token>(&text),
    );
    print("reading", text.len(), &reading);
    let writing = Turns::take(TURNS, || write(&ours), || write(&theirs));
    print("writing", text.len(), &writing);
}

fn read<T: DeserializeOwned>(text: &str) -> f64 {
    let start = Instant::now();
    let values: Vec<T> = serde_json::from_str(text).expect("read");
    let time = start.elapsed().as_secs_f64();
    black_box(values);
    time
}

fn write<T: Serialize>(values: &[T]) -> f64 {
    let start = Instant::now();
    let text = serde_json::to_vec(values).expect("written");
    let time = start.elapsed().as_secs_f64();
    black_box(text);
    time
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a text of some megabytes, shown as whole megabytes"
)]
fn print(what: &str, bytes: usize, turns: &Turns) {
    let (ours, theirs) = turns.medians();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{what}: {:.0} MB/s by the client, {:.0} MB/s by derived serde; throughput ratio {:.3} (wanted: at least 0.9)",
        megabytes / ours,
        megabytes / theirs,
        1.0 / turns.ratio()
    );
}
