//! What `--stats` prints: one line of JSON for programs that compare documents.

use std::fs;
use std::time::Duration;

use apicrate::Generated;

/// A line of JSON with the size of a generation and what it took.
pub(crate) fn line(generated: &Generated, took: Duration) -> String {
    let lines: usize = generated
        .artifacts
        .iter()
        .filter_map(|artifact| artifact.text())
        .map(|text| text.lines().count())
        .sum();
    let bytes: usize = generated
        .artifacts
        .iter()
        .map(|artifact| artifact.contents.len())
        .sum();
    let line = serde_json::json!({
        "operations": generated.operations,
        "schemas": generated.schemas,
        "warnings": generated.warnings.len(),
        "lines": lines,
        "bytes": bytes,
        "milliseconds": took.as_secs_f64() * 1000.0,
        "peak_kib": peak_kib(),
    });
    format!("{line}\n")
}

/// The most memory that the process has used so far. [`None`] where the system doesn't tell it in a file.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
