//! Certificates: which are trusted, and what is said of those that are not.

use super::fault::{report, request, secretive};
use super::loopback::answer;
use super::tls::{Authority, self_signed, serve};
use crate::runtime::client::Client;
use crate::runtime::error::Error;

/// What asking for a token ends in, with this client's settings.
async fn ask(
    builder: crate::runtime::client::builder::ClientBuilder,
) -> Error<super::api::ValidationFailure> {
    let client = secretive(builder).build().expect("a client");
    let call = client.obtain_token(&request());
    call.await.expect_err("there is no token to be had")
}

#[tokio::test]
async fn only_certificates_of_trusted_authorities_are_accepted() {
    let authority = Authority::new();
    let start = |config| serve(config, |_| answer("500 Internal Server Error", "", ""));
    let good = start(authority.server("localhost", 4000));
    let lonely = start(self_signed("localhost"));
    let misnamed = start(authority.server("other.example", 4000));
    let expired = start(authority.server("localhost", 2021));
    let pem = authority.pem();

    // Unknown as it is, and accepted once its authority is added, or with closed eyes.
    let mut reports = Vec::new();
    for server in [&good, &lonely] {
        let error = ask(Client::builder(server.url())).await;
        assert!(error.is_connect());
        reports.push(report(&error));
    }
    let trusting = Client::builder(good.url()).add_root_certificate(&pem);
    let blind = Client::builder(expired.url()).danger_accept_invalid_certificates();
    for builder in [trusting, blind] {
        let error = ask(builder).await;
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(500),
            "{error}"
        );
    }
    for server in [&misnamed, &expired, &lonely] {
        let error = ask(Client::builder(server.url()).add_root_certificate(&pem)).await;
        assert!(error.is_connect());
        reports.push(report(&error));
    }
    for refused in [&lonely, &misnamed] {
        assert_eq!(refused.received(), [""; 0], "nothing was sent");
    }
    // Times differ between runs.
    let lines = reports.iter().filter_map(|report| report.lines().next());
    let lines: Vec<_> = lines
        .map(|line| line.split(':').nth(5).unwrap_or(line).to_owned())
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
