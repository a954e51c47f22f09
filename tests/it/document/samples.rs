//! The code samples: each file is in the document, to the byte. `cargo xtask samples` runs them.

use std::fs;

use vms_admin_api::document::{openapi_3_1, registry};

#[test]
fn every_file_is_a_sample_of_an_operation() {
    let folder = xtask::root().join("crates/api/samples");
    let mut files: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    files.sort();
    let mut listed: Vec<&str> = registry()
        .iter()
        .flat_map(|endpoint| &endpoint.samples)
        .map(|sample| sample.file)
        .collect();
    listed.sort_unstable();
    assert!(listed.len() >= 8, "{listed:?}");
    assert_eq!(files, listed);
}

#[test]
fn the_document_has_them_as_they_are() {
    let document = openapi_3_1().expect("no fault");
    for endpoint in registry() {
        let shown = document
            .pointer(&format!("{}/x-codeSamples", endpoint.pointer()))
            .and_then(|samples| samples.as_array())
            .expect("samples");
        assert_eq!(shown.len(), endpoint.samples.len());
        for (shown, sample) in shown.iter().zip(&endpoint.samples) {
            assert_eq!(shown["source"], sample.text);
        }
    }
}
