//! Which calls go through the environment's proxy: none to this machine.

use std::process::Command;

use super::fault::{Fault, request};
use crate::runtime::client::Client;

const NONE: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// Signs in at an address, in a process whose environment names a proxy for everything.
fn sign_in(address: &str, proxy: &Fault) {
    let mut child = Command::new(std::env::current_exe().expect("a test binary"));
    child
        .args(["--exact", "tests::proxies::a_call_of_a_child", "--ignored"])
        .env("TEST_ADDRESS", address);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        let value = if name == "NO_PROXY" {
            String::new()
        } else {
            proxy.url()
        };
        child.env(name, &value).env(name.to_lowercase(), value);
    }
    let output = child.output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test]
#[ignore = "the process of another test"]
async fn a_call_of_a_child() {
    let address = std::env::var("TEST_ADDRESS").expect("an address");
    let builder = Client::builder(&address);
    let builder = if address.contains("host.example") {
        builder.allow_plain_http()
    } else {
        builder
    };
    let client = builder.build().expect("a client");
    // The answer is none; what matters is who was asked.
    let _ = client.obtain_token(&request()).await;
}

#[test]
fn a_password_for_this_machine_does_not_leave_it() {
    let proxy = Fault::answering(NONE);
    sign_in("http://host.example", &proxy);
    let passed = proxy.received().concat();
    assert!(passed.contains("http://host.example/"), "{passed}");
    assert!(passed.contains("hunter2"), "the proxy works: {passed}");
    let server = Fault::answering(NONE);
    let port = server.address.port();
    for host in ["127.0.0.1", "localhost"] {
        sign_in(&format!("http://{host}:{port}"), &proxy);
    }
    assert_eq!(server.received().len(), 2);
    // A connection that is encrypted needs no proxy to this machine either.
    sign_in(&format!("https://127.0.0.1:{port}"), &proxy);
    assert_eq!(proxy.received().len(), 1, "{:?}", proxy.received());
}

#[tokio::test]
async fn a_proxy_of_the_callers_own_sees_plain_text_only_where_that_is_allowed() {
    let proxy = Fault::answering(NONE);
    let server = Fault::answering(NONE);
    let allowed = server.plain().proxy(proxy.url()).allow_plain_http();
    let client = allowed.build().expect("a client");
    let _ = client.obtain_token(&request()).await;
    assert_eq!((proxy.connections(), server.connections()), (1, 0));
    // One that is hidden in reqwest's settings can't be told from those of the environment.
    let hidden = reqwest::Proxy::all(proxy.url()).expect("a proxy");
    let builder = server.plain().configure(|builder| builder.proxy(hidden));
    let client = builder.build().expect("a client");
    let _ = client.obtain_token(&request()).await;
    assert_eq!((proxy.connections(), server.connections()), (1, 1));
}
