//! The threads that compare passwords: as many as there are processors, with a bounded queue before them.
//!
//! A hash keeps a processor busy for some 20 ms. Done by the threads that serve connections, a few sign-ins would hold
//! up everything else; done on threads without a bound, a thousand of them would take 19 GiB.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use vms_admin_api::Secret;

use crate::config;
use crate::password::{Hash, HashError, Hasher};

/// Why a password was not compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum NotCompared {
    /// The queue is full; it will have room after about this time.
    Busy(Duration),
    /// The sandbox ends, or argon2 got no memory.
    Failed,
}

/// A password to compare, and who waits for the verdict.
struct Job {
    password: Secret,
    hash: Arc<Hash>,
    verdict: oneshot::Sender<Result<bool, HashError>>,
}

/// A handle of the threads; they end when it is dropped and the queue is done.
pub(crate) struct HashingThreads {
    queue: SyncSender<Job>,
    pace: Arc<Pace>,
}

/// How fast the queue moves.
struct Pace {
    threads: usize,
    waiting: AtomicUsize,
    /// Time of the latest hash, in nanoseconds.
    latest: AtomicU64,
}

impl HashingThreads {
    pub(crate) fn start(settings: &config::Hashing) -> Result<Self, HashError> {
        let threads = settings.threads.max(1);
        let (queue, jobs) = sync_channel(settings.queue);
        let jobs = Arc::new(Mutex::new(jobs));
        let pace = Arc::new(Pace {
            threads,
            waiting: AtomicUsize::new(0),
            latest: AtomicU64::new(0),
        });
        for _ in 0..threads {
            let hasher = Hasher::new(settings.cost)?;
            let (jobs, pace) = (Arc::clone(&jobs), Arc::clone(&pace));
            thread::spawn(move || work(hasher, &jobs, &pace));
        }
        Ok(Self { queue, pace })
    }

    /// Whether the hash is of this password.
    pub(crate) async fn compare(
        &self,
        password: Secret,
        hash: Arc<Hash>,
    ) -> Result<bool, NotCompared> {
        let (verdict, answer) = oneshot::channel();
        let job = Job {
            password,
            hash,
            verdict,
        };
        self.pace.waiting.fetch_add(1, Ordering::Relaxed);
        if let Err(error) = self.queue.try_send(job) {
            self.pace.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(match error {
                TrySendError::Full(_) => NotCompared::Busy(self.pace.time_to_room()),
                TrySendError::Disconnected(_) => NotCompared::Failed,
            });
        }
        match answer.await {
            Ok(Ok(verdict)) => Ok(verdict),
            Ok(Err(_)) | Err(_) => Err(NotCompared::Failed),
        }
    }
}

impl Pace {
    /// When the sign-ins that wait now will be done.
    fn time_to_room(&self) -> Duration {
        let waiting = self.waiting.load(Ordering::Relaxed) as u64;
        let nanoseconds = waiting.saturating_mul(self.latest.load(Ordering::Relaxed));
        Duration::from_nanos(nanoseconds / self.threads as u64)
    }
}

/// The life of a thread.
fn work(mut hasher: Hasher, jobs: &Mutex<Receiver<Job>>, pace: &Pace) {
    loop {
        // The lock is held while waiting: the other idle threads wait for it instead.
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        pace.waiting.fetch_sub(1, Ordering::Relaxed);
        // Who has hung up needs no verdict.
        if job.verdict.is_closed() {
            continue;
        }
        let start = Instant::now();
        let verdict = hasher.is_of(&job.hash, &job.password);
        let nanoseconds = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        pace.latest.store(nanoseconds, Ordering::Relaxed);
        // A send fails only where nobody waits any more.
        let _ = job.verdict.send(verdict);
    }
}
