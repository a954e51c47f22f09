//! The generator against documents that nobody wrote: random damages to the fixtures, as values and as raw text, for as
//! long as one likes. `cargo xtask fuzz` runs it.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::damage::{self, Random};
use crate::fixtures::fixtures;

/// How long it runs when nothing is said.
const SECONDS: u64 = 10;

#[test]
#[ignore = "it runs for as long as it is told: `cargo xtask fuzz`"]
fn no_document_makes_the_generator_panic() {
    let said = |name: &str| {
        let text = std::env::var(name).ok()?;
        Some(text.parse().expect("a whole number"))
    };
    let seconds: u64 = said("FUZZ_SECONDS").unwrap_or(SECONDS);
    let start: u64 = said("FUZZ_SEED").unwrap_or(0);
    let end = Instant::now() + Duration::from_secs(seconds);
    let fixtures = fixtures();
    let values: Vec<Value> = fixtures
        .iter()
        .map(|(_, yaml)| yaml_serde::from_slice(yaml).expect("YAML"))
        .collect();
    let (mut seed, mut accepted) = (start, 0);
    while Instant::now() < end {
        let mut random = Random::new(seed);
        let at = random.below(fixtures.len());
        let document = if random.below(3) == 0 {
            damaged_text(&fixtures[at].1, &mut random)
        } else {
            let damages = (0..=random.below(6)).map(|_| random.next());
            let mutant = damages.fold(values[at].clone(), |mutant, seed| {
                damage::mutant(&mutant, seed)
            });
            serde_json::to_vec(&mutant).expect("JSON")
        };
        match outcome(&document) {
            Some(is_accepted) => accepted += usize::from(is_accepted),
            None => panic!(
                "seed {seed}: the generator panics on\n{}",
                String::from_utf8_lossy(&smallest(document))
            ),
        }
        seed += 1;
    }
    println!(
        "{} documents from seed {start} on, {accepted} became clients",
        seed - start
    );
    assert!(seconds == 0 || accepted > 0, "no document was accepted");
}

/// Whether a client is made of the document; nothing where the generator panics.
fn outcome(document: &[u8]) -> Option<bool> {
    let options = apicrate::Options {
        schemars: true,
        ..apicrate::Options::default()
    };
    catch_unwind(|| apicrate::generate(document, &options).is_ok()).ok()
}

/// The text with a few pieces removed, doubled, moved or overwritten.
fn damaged_text(text: &[u8], random: &mut Random) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=random.below(8) {
        let from = random.below(text.len() + 1);
        let to = (from + random.below(40)).min(text.len());
        let at = random.below(text.len() + 1);
        let piece = text[from..to].to_vec();
        match random.below(4) {
            0 => drop(text.drain(from..to)),
            1 => drop(text.splice(at..at, piece)),
            2 if at < text.len() => text[at] = u8::try_from(random.below(256)).expect("a byte"),
            _ => drop(text.splice(from..to, *b"{}")),
        }
    }
    text
}

/// What is left of a document when everything is removed that isn't needed to make the generator panic.
fn smallest(mut document: Vec<u8>) -> Vec<u8> {
    if let Ok(mut value) = serde_json::from_slice::<Value>(&document) {
        let panics = |value: &Value| outcome(&serde_json::to_vec(value).expect("JSON")).is_none();
        let mut at = 1;
        while at < damage::count(&value) {
            let mut less = value.clone();
            damage::remove(&mut less, at);
            if panics(&less) {
                value = less;
            } else {
                at += 1;
            }
        }
        return serde_json::to_vec_pretty(&value).expect("JSON");
    }
    let mut size = document.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at + size <= document.len() {
            let mut less = document.clone();
            less.drain(at..at + size);
            if outcome(&less).is_none() {
                document = less;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    document
}

#[test]
fn a_document_is_made_as_small_as_can_be() {
    let mut value = serde_json::json!({"a": [1, 2], "b": {"c": 3}});
    assert_eq!(damage::count(&value), 6);
    damage::remove(&mut value, 2);
    assert_eq!(value, serde_json::json!({"a": [2], "b": {"c": 3}}));
    damage::remove(&mut value, 3);
    assert_eq!(value, serde_json::json!({"a": [2]}));
}
