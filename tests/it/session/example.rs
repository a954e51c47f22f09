//! The session's example, run against the sandbox.

use vms_admin_sandbox::{Config, DEMO_LOGIN, DEMO_PASSWORD, Sandbox};
use vms_admin_session::Credentials;

#[path = "../../../crates/session/examples/calls.rs"]
#[allow(dead_code, reason = "its `main` is for the command line")]
mod calls;

async fn run(password: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut config = Config::default();
    config.address.set_port(0);
    let sandbox = Sandbox::start(config).await?;
    let paths = vec!["/_sandbox/token".to_owned(); 3];
    calls::calls(
        &sandbox.url(),
        Credentials::new(DEMO_LOGIN, password),
        &paths,
    )
    .await
}

#[tokio::test]
async fn calls_on_one_token() {
    let lines = run(DEMO_PASSWORD).await.expect("signed in");
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn who_is_refused_is_told() {
    let refused = run("wrong").await.expect_err("refused");
    insta::assert_snapshot!(refused);
}
