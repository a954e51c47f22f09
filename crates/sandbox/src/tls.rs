//! The sandbox's certificate, and the authority that signs it and that clients are to trust.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
};
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::config::Tls;

/// What every sandbox is called.
const OWN_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The files of a kept authority.
const CERTIFICATE: &str = "ca.pem";
const KEY: &str = "ca-key.pem";
const NAMES: &str = "ca-names.txt";

/// Why TLS can't be had.
#[derive(Debug)]
pub struct TlsError(String);

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TLS: {}", self.0)
    }
}

impl std::error::Error for TlsError {}

impl From<rcgen::Error> for TlsError {
    fn from(error: rcgen::Error) -> Self {
        Self(error.to_string())
    }
}

/// What serves TLS, and what makes clients trust it.
pub(crate) struct Identity {
    pub(crate) acceptor: TlsAcceptor,
    pub(crate) authority: Authority,
}

/// The certificate of the authority, for clients to trust.
#[derive(Debug)]
pub struct Authority {
    pem: String,
    path: PathBuf,
    /// Removes the file of an authority that isn't kept.
    _folder: Option<TempDir>,
}

impl Authority {
    /// The certificate, as PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A file that holds it, for as long as the sandbox runs.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Identity {
    /// Makes a certificate for loopback and further hosts, and the authority if it isn't kept from before.
    pub(crate) fn make(settings: &Tls, hosts: &[String]) -> Result<Self, TlsError> {
        let mut names: Vec<String> = OWN_NAMES.map(str::to_owned).to_vec();
        for name in hosts {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let mut authority_params = authority_params();
        let (key, authority) = if let Some(folder) = &settings.folder {
            authority_params.name_constraints = Some(constraints(&names));
            kept(folder, &names, &authority_params)?
        } else {
            passing(&authority_params)?
        };
        let issuer = Issuer::from_params(&authority_params, key);
        let server_key = KeyPair::generate()?;
        let certificate = server_params(names)?.signed_by(&server_key, &issuer)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
        let mut config =
            ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
                .with_safe_default_protocol_versions()
                .and_then(|builder| {
                    builder
                        .with_no_client_auth()
                        .with_single_cert(vec![certificate.der().clone()], key)
                })
                .map_err(|error| TlsError(error.to_string()))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            authority,
        })
    }
}

/// An authority for this run alone: its certificate is written for clients to read, its key stays in memory.
fn passing(params: &CertificateParams) -> Result<(KeyPair, Authority), TlsError> {
    let key = KeyPair::generate()?;
    let pem = params.self_signed(&key)?.pem();
    let folder = tempfile::Builder::new()
        .prefix("vms-admin-sandbox-")
        .tempdir()
        .map_err(|error| TlsError(format!("no folder for the certificate: {error}")))?;
    let path = folder.path().join(CERTIFICATE);
    write(&path, pem.as_bytes(), 0o644)?;
    let authority = Authority {
        pem,
        path,
        _folder: Some(folder),
    };
    Ok((key, authority))
}

/// The authority of a folder, made there if it is missing.
fn kept(
    folder: &Path,
    names: &[String],
    params: &CertificateParams,
) -> Result<(KeyPair, Authority), TlsError> {
    let path = folder.join(CERTIFICATE);
    let names = names.join("\n") + "\n";
    if !path.exists() {
        fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        let key = KeyPair::generate()?;
        write(&folder.join(NAMES), names.as_bytes(), 0o644)?;
        write(&folder.join(KEY), key.serialize_pem().as_bytes(), 0o600)?;
        // The certificate last: where it is, the others are.
        write(&path, params.self_signed(&key)?.pem().as_bytes(), 0o644)?;
    }
    let kept_names = read(&folder.join(NAMES))?;
    if kept_names != names {
        return Err(TlsError(format!(
            "the authority in {} is for {} alone; ask for the same names, or delete it to have one made for others",
            folder.display(),
            kept_names.trim_end().replace('\n', ", ")
        )));
    }
    let key = KeyPair::from_pem(&read(&folder.join(KEY))?)
        .map_err(|error| TlsError(format!("{}: {error}", folder.join(KEY).display())))?;
    let authority = Authority {
        pem: read(&path)?,
        path,
        _folder: None,
    };
    Ok((key, authority))
}

/// What every authority of a sandbox has in common.
fn authority_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.remove(DnType::CommonName);
    params
        .distinguished_name
        .push(DnType::CommonName, "VMS Admin sandbox authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    set_validity(&mut params, 10);
    params
}

/// Lets an authority sign for the sandbox's names and nothing else: a key that is stolen from the disk is of no use.
/// Mono refuses constraints of addresses, so the authority whose key never reaches the disk does without them.
fn constraints(names: &[String]) -> NameConstraints {
    NameConstraints {
        permitted_subtrees: names.iter().map(|name| subtree(name)).collect(),
        excluded_subtrees: Vec::new(),
    }
}

fn subtree(name: &str) -> GeneralSubtree {
    match name.parse::<IpAddr>() {
        Ok(address) => {
            let bits = if address.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, bits))
        }
        Err(_) => GeneralSubtree::DnsName(name.to_owned()),
    }
}

fn server_params(names: Vec<String>) -> Result<CertificateParams, TlsError> {
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.remove(DnType::CommonName);
    params
        .distinguished_name
        .push(DnType::CommonName, "VMS Admin sandbox");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Apple's systems refuse certificates that live longer than 825 days.
    set_validity(&mut params, 1);
    Ok(params)
}

/// Valid from the start of last year, for clocks that are wrong, to the end of the year so many years ahead.
fn set_validity(params: &mut CertificateParams, years: i32) {
    let now = i32::from(jiff::ZonedDateTime::now().year());
    params.not_before = rcgen::date_time_ymd(now - 1, 1, 1);
    params.not_after = rcgen::date_time_ymd(now + years, 12, 31);
}

fn write(path: &Path, contents: &[u8], mode: u32) -> Result<(), TlsError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options
        .open(path)
        .and_then(|mut file| file.write_all(contents))
        .map_err(|error| at(path, &error))
}

fn read(path: &Path) -> Result<String, TlsError> {
    fs::read_to_string(path).map_err(|error| at(path, &error))
}

fn at(path: &Path, error: &io::Error) -> TlsError {
    TlsError(format!("{}: {error}", path.display()))
}
