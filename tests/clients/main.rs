//! What holds of the clients that are generated of the fixtures; `tests/it/clients.rs` puts them together.

mod bodies;
mod closure;
#[path = "../it/loopback.rs"]
mod loopback;
#[path = "../it/contract/mutants.rs"]
mod mutants;
mod parameters;
mod replies;
mod samples;
mod scalars;
mod schemas;
mod security;

use loopback::Server;

/// A server that answers everything with an empty 204.
fn server() -> Server {
    Server::start(|_| loopback::answer("204 No Content", "", ""))
}

/// The target in the request line of the only request.
fn target(server: &Server) -> String {
    let request = only(server);
    let line = request.lines().next().expect("a request line");
    line.split(' ').nth(1).expect("a target").to_owned()
}

/// The value of a header of the only request.
fn header(server: &Server, name: &str) -> Option<String> {
    let request = only(server);
    let (head, _) = request.split_once("\n\n").expect("a head");
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}

/// The body of the only request.
fn body(server: &Server) -> String {
    let request = only(server);
    let (_, body) = request.split_once("\n\n").expect("a head");
    body.to_owned()
}

fn only(server: &Server) -> String {
    let mut received = server.received();
    assert_eq!(received.len(), 1, "{received:?}");
    received.remove(0)
}
