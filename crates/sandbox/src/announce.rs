//! What the command says when it has started: where it is, who can sign in, how to trust it.

use std::fmt::Write as _;

use serde_json::json;
use vms_admin_api::{ObtainToken, Operation, Secret};
use vms_admin_sandbox::{DEMO_LOGIN, DEMO_PASSWORD, Sandbox};

/// For people.
pub(crate) fn text(sandbox: &Sandbox) -> String {
    let url = sandbox.url();
    let mut text = format!("The {} sandbox is at {url}\n\n", sandbox.title());
    // Writing to a string can't fail.
    let _ = writeln!(
        text,
        "  login      {DEMO_LOGIN}\n  password   {DEMO_PASSWORD}"
    );
    let others = sandbox.users() - 1;
    if others > 0 {
        let _ = writeln!(text, "  others     {others} from the file of users");
    }
    let mut trust = String::new();
    if let Some(authority) = sandbox.authority() {
        let file = authority.path().display();
        trust = format!(" --cacert {file}");
        let _ = writeln!(text, "  trust      {file} (also at {url}/_sandbox/ca.pem)");
    }
    let _ = writeln!(text, "  reference  {url}/\n  misbehave  {url}/_sandbox/\n");
    let _ = writeln!(text, "{}\n", example(sandbox, &trust));
    let _ = writeln!(text, "{}\nCtrl-c ends it.", reach(sandbox));
    text
}

/// A command to begin with: it signs in, or has a token given where the document knows no sign-in.
fn example(sandbox: &Sandbox, trust: &str) -> String {
    let url = sandbox.url();
    if !sandbox.has_sign_in() {
        return format!("  curl{trust} -X POST {url}/_sandbox/token   # a token");
    }
    let path = ObtainToken::PATH;
    format!(
        "  curl{trust} {url}{path} \\\n    -H 'Accept: application/json' -H 'Content-Type: application/json' \\\n    \
         -d '{{\"login\": \"{DEMO_LOGIN}\", \"password\": \"{DEMO_PASSWORD}\"}}'"
    )
}

fn reach(sandbox: &Sandbox) -> &'static str {
    if sandbox.address().ip().is_loopback() {
        "It listens on this machine's loopback alone: no other machine reaches it."
    } else {
        "OTHER MACHINES REACH IT, and the password above is known to everybody."
    }
}

/// For programs: one line.
pub(crate) fn json(sandbox: &Sandbox) -> String {
    let token = sandbox.token().ok();
    let token = token.as_ref().map(Secret::expose);
    let line = json!({
        "url": sandbox.url(),
        "login": DEMO_LOGIN,
        "password": DEMO_PASSWORD,
        "users": sandbox.users(),
        "token": token,
        "ca": sandbox.authority().map(|authority| authority.path().display().to_string()),
        "loopback": sandbox.address().ip().is_loopback(),
    });
    format!("{line}\n")
}
