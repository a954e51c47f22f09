//! Certificates: which are trusted, and what is said of those that are not.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::client::Client;
use super::fault::{report, request, secretive};

/// A certificate authority of our own.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut parameters = CertificateParams::new(Vec::new()).expect("no names");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    CertifiedIssuer::self_signed(parameters, key).expect("a certificate")
}

/// A server with a certificate for `name`, which ends its life with the test's process.
fn serve(authority: &CertifiedIssuer<'static, KeyPair>, name: &str, last_year: i32) -> SocketAddr {
    let mut parameters = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    parameters.not_before = date_time_ymd(2020, 1, 1);
    parameters.not_after = date_time_ymd(last_year, 1, 1);
    let key = KeyPair::generate().expect("a key");
    let certificate = parameters
        .signed_by(&key, authority)
        .expect("a certificate");
    let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("protocol versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a certificate and its key");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = rustls::ServerConnection::new(config.clone()).expect("a connection");
            let mut stream = rustls::StreamOwned::new(connection, stream.expect("a connection"));
            let mut request = [0; 4096];
            if stream.read(&mut request).is_ok() {
                let _ = stream.write_all(b"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
                let _ = stream.flush();
            }
        }
    });
    address
}

#[tokio::test]
async fn only_certificates_of_trusted_authorities_are_accepted() {
    let authority = authority();
    let good = serve(&authority, "localhost", 4000);
    let misnamed = serve(&authority, "other.example", 4000);
    let expired = serve(&authority, "localhost", 2021);
    let url = |address: SocketAddr| format!("https://localhost:{}", address.port());
    let pem = authority.pem();

    // Unknown as it is, and accepted once its authority is added, or with closed eyes.
    let client = secretive(Client::builder(url(good)))
        .build()
        .expect("a client");
    let error = client
        .obtain_token(&request())
        .await
        .expect_err("it is not trusted");
    let mut reports = vec![report(&error)];
    let trusting = Client::builder(url(good))
        .add_root_certificate(&pem)
        .build();
    let blind = Client::builder(url(expired))
        .danger_accept_invalid_certificates()
        .build();
    for client in [trusting, blind] {
        let error = client
            .expect("a client")
            .obtain_token(&request())
            .await
            .expect_err("a 500");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(500),
            "{error}"
        );
    }

    for server in [misnamed, expired] {
        let builder = Client::builder(url(server)).add_root_certificate(&pem);
        let client = secretive(builder).build().expect("a client");
        let error = client
            .obtain_token(&request())
            .await
            .expect_err("it is not valid");
        assert!(error.is_connect());
        reports.push(report(&error));
    }
    // Times differ between runs.
    let lines = reports.iter().filter_map(|report| report.lines().next());
    let lines: Vec<_> = lines
        .map(|line| line.split(':').nth(5).unwrap_or(line).to_owned())
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
