//! A process, run to its end and measured by what the system says of it.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::Failure;

/// No further run once those before took longer than this together.
const LONG: Duration = Duration::from_secs(15);
/// Runs that took less than this together say little, so there are more of them.
const SHORT: Duration = Duration::from_millis(300);

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
    let child = command.spawn().map_err(failed)?;
    let process = child.id();
    let (done, waiting) = mpsc::channel();
    // A thread of its own waits without asking again and again, which would take time from what is measured.
    thread::spawn(move || {
        let ended = child.wait4().map(|ended| (ended, start.elapsed()));
        // Nobody listens any more once the limit is over.
        let _ = done.send(ended);
    });
    let Ok(ended) = waiting.recv_timeout(limit) else {
        let mut kill = Command::new("kill");
        kill.arg("-KILL").arg(process.to_string());
        kill.status().map_err(failed)?;
        return Err(Failure::Job(format!(
            "{name}: took longer than {} s",
            limit.as_secs()
        )));
    };
    let (ended, wall) = ended.map_err(failed)?;
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
        self.total() > LONG
    }

    /// Whether they are `usual` runs, and more where each is short.
    pub(super) fn are_enough(&self, usual: usize) -> bool {
        self.are_long()
            || (self.0.len() >= usual && self.total() > SHORT)
            || self.0.len() >= 8 * usual
    }

    fn total(&self) -> Duration {
        self.0.iter().map(|usage| usage.wall).sum()
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
