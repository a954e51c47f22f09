//! TLS: the sandbox's authority is all that a client needs to trust.

use std::process::Command;
use std::sync::Arc;

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use vms_admin_sandbox::{Config, Sandbox, Tls};

use super::http::{Answer, Request, Step, exchange};
use super::{PATH, config, demo, start};

pub(super) async fn start_tls(settings: Tls) -> Sandbox {
    let mut config = config();
    config.tls = Some(settings);
    start(config).await
}

/// Connects by a name, trusting these certificates.
async fn connect(
    sandbox: &Sandbox,
    pem: &str,
    name: &str,
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        roots
            .add(certificate.expect("a certificate"))
            .expect("trust");
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let stream = TcpStream::connect(sandbox.address()).await?;
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
}

async fn send(stream: &mut TlsStream<TcpStream>, request: &Request) -> Answer {
    let bytes = request.clone().header("Connection", "close").bytes();
    stream.write_all(&bytes).await.expect("sent");
    let mut received = Vec::new();
    stream
        .read_to_end(&mut received)
        .await
        .expect("an end that TLS vouches for");
    Answer::read_all(&received).0.remove(0)
}

fn authority(sandbox: &Sandbox) -> String {
    sandbox.authority().expect("an authority").pem().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_trusts_the_authority_signs_in() {
    let sandbox = start_tls(Tls::default()).await;
    assert!(sandbox.url().starts_with("https://127.0.0.1:"));
    let pem = authority(&sandbox);
    for name in ["localhost", "127.0.0.1", "::1"] {
        let mut stream = connect(&sandbox, &pem, name).await.expect(name);
        assert_eq!(send(&mut stream, &demo()).await.status, 200);
    }
    let mut stream = connect(&sandbox, &pem, "localhost")
        .await
        .expect("a connection");
    assert_eq!(
        send(&mut stream, &Request::get("/_sandbox/ca.pem"))
            .await
            .text(),
        pem
    );
    let file =
        std::fs::read_to_string(sandbox.authority().expect("an authority").path()).expect("a file");
    assert_eq!(file, pem);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_trusts_another_does_not() {
    let (sandbox, other) = (
        start_tls(Tls::default()).await,
        start_tls(Tls::default()).await,
    );
    let error = connect(&sandbox, &authority(&other), "localhost")
        .await
        .expect_err("no trust");
    assert!(error.to_string().contains("certificate"), "{error}");
    let error = connect(&sandbox, &authority(&sandbox), "example.org")
        .await
        .expect_err("no such name");
    assert!(error.to_string().contains("not valid for name"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_is_not_served_where_tls_is() {
    let sandbox = start_tls(Tls::default()).await;
    let received = exchange(sandbox.address(), vec![Step::Send(demo().bytes())]).await;
    assert!(!received.starts_with(b"HTTP"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_authority_is_trusted_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = |host: &str| Config {
        hosts: vec![host.to_owned()],
        tls: Some(Tls {
            folder: Some(folder.path().join("kept")),
        }),
        ..config()
    };
    let first = start(kept("sandbox.example")).await;
    let pem = authority(&first);
    first.shutdown().await;
    let second = start(kept("sandbox.example")).await;
    assert_eq!(authority(&second), pem);
    let mut stream = connect(&second, &pem, "sandbox.example")
        .await
        .expect("a connection");
    assert_eq!(send(&mut stream, &demo()).await.status, 200);
    assert_private(&folder);

    let error = Sandbox::start(kept("other.example"))
        .await
        .err()
        .expect("a refusal")
        .to_string();
    let error = error.replace(&folder.path().display().to_string(), "FOLDER");
    assert_eq!(
        error,
        "TLS: the authority in FOLDER/kept is for localhost, 127.0.0.1, ::1, sandbox.example alone; ask for the \
         same names, or delete it to have one made for others"
    );
}

/// Nobody else may read the key.
fn assert_private(folder: &TempDir) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = std::fs::metadata(folder.path().join("kept/ca-key.pem")).expect("a key");
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_of_a_passing_authority_go_with_it() {
    let sandbox = start_tls(Tls::default()).await;
    let path = sandbox.authority().expect("an authority").path().to_owned();
    assert!(path.exists());
    assert!(
        !path.with_file_name("ca-key.pem").exists(),
        "its key is nowhere on disk"
    );
    sandbox.shutdown().await;
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_signs_in_over_http_and_tls() {
    let (plain, tls) = (start(config()).await, start_tls(Tls::default()).await);
    let file = tls.authority().expect("an authority").path().to_owned();
    for (sandbox, trust) in [(&plain, None), (&tls, Some(file))] {
        let mut command = Command::new("curl");
        command.args([
            "--silent",
            "--show-error",
            "--noproxy",
            "*",
            "--write-out",
            "\n%{http_code}",
        ]);
        if let Some(file) = trust {
            command.arg("--cacert").arg(file);
        }
        command
            .arg(format!("{}{PATH}", sandbox.url()))
            .args([
                "--header",
                "Accept: application/json",
                "--header",
                "Content-Type: application/json",
            ])
            .args([
                "--data",
                r#"{"login": "user@mail.com", "password": "open-sesame"}"#,
            ]);
        let output = match tokio::task::spawn_blocking(move || command.output())
            .await
            .expect("no panic")
        {
            Ok(output) => output,
            // CI has it: there nothing is skipped.
            Err(error)
                if error.kind() == std::io::ErrorKind::NotFound
                    && std::env::var_os("CI").is_none() =>
            {
                return;
            }
            Err(error) => panic!("{error}"),
        };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            said.ends_with("\n200"),
            "{said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(said.contains(r#""token_type":"Bearer""#), "{said}");
    }
}
