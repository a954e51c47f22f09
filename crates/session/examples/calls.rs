//! Many calls on one token: `cargo run --package vms-admin-session --example calls -- PATH…`
//!
//! The server stands in `VMS_URL`, login and password in `VMS_LOGIN` and `VMS_PASSWORD`. Against the sandbox:
//!
//! ```sh
//! cargo xtask sandbox    # in another terminal; it prints its address and the demo user's credentials
//! export VMS_URL=http://127.0.0.1:8422 VMS_LOGIN=user@mail.com VMS_PASSWORD=open-sesame
//! cargo run --package vms-admin-session --example calls -- /_sandbox/token /_sandbox/token
//! ```

use std::error::Error;

use vms_admin_client::Client;
use vms_admin_session::{CredentialSource, Environment, Session};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::var("VMS_URL").map_err(|error| format!("VMS_URL: {error}"))?;
    let paths: Vec<String> = std::env::args().skip(1).collect();
    for line in calls(&server, Environment::default(), &paths).await? {
        println!("{line}");
    }
    Ok(())
}

/// Asks for each path, all at once, and tells what came of each.
///
/// # Errors
/// The server's address makes no sense, nobody could be signed in, or a call failed.
pub(crate) async fn calls(
    server: &str,
    credentials: impl CredentialSource,
    paths: &[String],
) -> Result<Vec<String>, Box<dyn Error>> {
    let session = Session::new(Client::new(server)?, credentials);
    let http = reqwest::Client::new();
    let mut under_way = Vec::new();
    for path in paths {
        let (session, request) = (session.clone(), http.get(format!("{server}{path}")));
        // However many there are, they sign in once.
        let call = tokio::spawn(async move { session.send(request).await });
        under_way.push((path, call));
    }
    let mut lines = Vec::new();
    for (path, call) in under_way {
        let answer = call.await??;
        lines.push(format!("{path}: {}", answer.status()));
    }
    lines.push(format!("signed in as {}", session.user().await?.name));
    // When the program is done with the server, nothing of it stays in memory.
    session.forget();
    Ok(lines)
}
