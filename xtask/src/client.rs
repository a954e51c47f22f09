//! `crates/client`: the client crate, generated from the published document.

use anstream::eprintln;
use apicrate::{Artifact, Options, Package};

use crate::Failure;

/// The client crate's folder.
pub(crate) const FOLDER: &str = "crates/client";

/// The files of the client crate.
///
/// # Errors
/// The generator can't make a faithful client of the document.
pub(crate) fn artifacts(document: &[u8]) -> Result<Vec<Artifact>, Failure> {
    let generated = apicrate::generate(document, &options())
        .map_err(|error| Failure::Job(format!("no client can be made of the document: {error}")))?;
    for warning in &generated.warnings {
        eprintln!("warning: {warning}");
    }
    let below = |artifact: Artifact| {
        Artifact::new(format!("{FOLDER}/{}", artifact.path), artifact.contents)
    };
    Ok(generated.artifacts.into_iter().map(below).collect())
}

fn options() -> Options {
    Options {
        package: Package {
            name: "vms-admin-client".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            description: "Client of the VMS Admin API: sign in to a video-management system"
                .to_owned(),
            license: env!("CARGO_PKG_LICENSE").to_owned(),
            documentation: "https://docs.rs/vms-admin-client".to_owned(),
            keywords: ["vms", "video", "api", "client", "reqwest"]
                .map(str::to_owned)
                .to_vec(),
            categories: vec![
                "api-bindings".to_owned(),
                "web-programming::http-client".to_owned(),
            ],
            ..Package::default()
        },
        schemars: true,
        // The tests read the documented requests too.
        decode_all: true,
        keep_unknown: false,
        command: Some("cargo xtask generate".to_owned()),
    }
}
