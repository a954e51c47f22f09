//! Sign-ins per second, against the hashes that the machine makes when it does nothing else.

use std::io;
use std::thread;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use vms_admin_sandbox::Hashing;

use crate::Figure;
use crate::client::{median, rate, sign_in};
use crate::server::Server;

const TIME: Duration = Duration::from_secs(5);
/// Enough to keep the hashing threads busy, few enough to wait in the queue.
const CONNECTIONS: usize = 64;
const ROUNDS: usize = 3;

pub(crate) async fn measure() -> io::Result<Vec<Figure>> {
    let server = Server::sandbox()?;
    // Each round measures both, so that a machine that gets slower does so for both.
    let (mut bare, mut signed_in, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let hashes = tokio::task::spawn_blocking(hashes_per_second).await??;
        let sign_ins = rate(server.address, &sign_in(), 200, CONNECTIONS, TIME).await?;
        bare.push(hashes);
        signed_in.push(sign_ins);
        ratios.push(sign_ins / hashes);
    }
    let ratio = median(ratios);
    Ok(vec![
        Figure::plain(
            "argon2id hashes alone, per second",
            format!("{:.1}", median(bare)),
        ),
        Figure::plain("sign-ins, per second", format!("{:.1}", median(signed_in))),
        Figure::wanted("ratio", format!("{ratio:.3}"), "≥ 0.9", ratio >= 0.9),
    ])
}

/// What as many threads as the sandbox has manage without it, each in its own memory.
fn hashes_per_second() -> io::Result<f64> {
    let settings = Hashing::default();
    let params = Params::new(settings.cost.memory_kib, settings.cost.passes, 1, Some(32))
        .map_err(io::Error::other)?;
    let start = Instant::now();
    let threads: Vec<_> = (0..settings.threads)
        .map(|_| {
            let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
            thread::spawn(move || {
                let mut memory = vec![Block::default(); argon2.params().block_count()];
                let mut hash = [0; 32];
                let mut count = 0_u32;
                while start.elapsed() < TIME {
                    argon2
                        .hash_password_into_with_memory(
                            b"open-sesame",
                            b"a salt of 16 byt",
                            &mut hash,
                            &mut memory,
                        )
                        .map_err(io::Error::other)?;
                    count += 1;
                }
                Ok::<u32, io::Error>(count)
            })
        })
        .collect();
    let mut count = 0.0;
    for thread in threads {
        count += f64::from(
            thread
                .join()
                .map_err(|_| io::Error::other("a thread broke"))??,
        );
    }
    Ok(count / start.elapsed().as_secs_f64())
}
