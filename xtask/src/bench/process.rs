//! A process, run to its end and measured by what the system says of it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::Failure;

/// No further run once those before took longer than this together.
const LONG: Duration = Duration::from_secs(15);

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usage {
    /// From its start to its end.
    pub(super) wall: Duration,
    /// Its processors' time and the system's for it, its children's with it.
    pub(super) processor: Duration,
    /// The most memory that it, or one of its children, held at once.
    pub(super) peak_bytes: u64,
}

/// Runs a command; what it prints goes to a file of this folder, and is told only where it fails.
///
/// # Errors
/// The command can't be started, takes longer than the limit, or what it printed where it ended with a failure.
pub(super) fn measure(
    command: &mut Command,
    folder: &Path,
    limit: Duration,
) -> Result<Usage, Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |error: std::io::Error| Failure::Job(format!("{name}: {error}"));
    // A file, not a pipe: a full pipe would stop what is measured.
    let path = folder.join("printed.txt");
    let printed = File::create(&path).map_err(failed)?;
    command
        .stdin(Stdio::null())
        .stdout(printed.try_clone().map_err(failed)?)
        .stderr(printed);
    let start = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let (ended, wall) = loop {
        let ended = child.try_wait4().map_err(failed)?;
        let wall = start.elapsed();
        if let Some(ended) = ended {
            break (ended, wall);
        }
        if wall > limit {
            child.kill().and_then(|()| child.wait()).map_err(failed)?;
            return Err(Failure::Job(format!(
                "{name}: took longer than {} s",
                limit.as_secs()
            )));
        }
        // So rarely that it costs nothing, so often that what is measured stays true to a half per cent.
        thread::sleep(wall / 200);
    };
    if !ended.status.success() {
        let text = fs::read(&path).map_err(failed)?;
        let text = String::from_utf8_lossy(&text);
        return Err(Failure::Job(format!("{name}: {}\n{text}", ended.status)));
    }
    Ok(Usage {
        wall,
        processor: ended.rusage.utime + ended.rusage.stime,
        peak_bytes: ended.rusage.maxrss,
    })
}

/// Several runs of the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Runs(Vec<Usage>);

impl Runs {
    pub(super) fn push(&mut self, usage: Usage) {
        self.0.push(usage);
    }

    /// Whether they took so long together that another one would tell little more.
    pub(super) fn are_long(&self) -> bool {
        self.0.iter().map(|usage| usage.wall).sum::<Duration>() > LONG
    }

    /// Seconds from start to end: the median of the runs.
    pub(super) fn wall(&self) -> f64 {
        median(self.0.iter().map(|usage| usage.wall.as_secs_f64()))
    }

    /// Seconds of processors: the median of the runs.
    pub(super) fn processor(&self) -> f64 {
        median(self.0.iter().map(|usage| usage.processor.as_secs_f64()))
    }

    /// The most memory of any run, in MiB.
    pub(super) fn peak_mib(&self) -> f64 {
        let bytes = self.0.iter().map(|usage| usage.peak_bytes).max();
        mebibytes(bytes.unwrap_or_default())
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no process holds 2^53 bytes, and a table shows whole MiB"
)]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

/// The middle of the values, the greater of two; 0 of none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
