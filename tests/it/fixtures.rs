//! The documents below `fixtures/openapi`, one per construct, and that of the second contract.

use std::fs;
use std::path::PathBuf;

/// All fixtures by name, with their texts.
pub(crate) fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi");
    let mut fixtures: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(path).expect("the file can be read"))
        })
        .collect();
    let second = serde_json::to_vec_pretty(&crate::second::document()).expect("JSON");
    fixtures.push(("second".to_owned(), second));
    fixtures.sort();
    assert!(
        fixtures.len() >= 22,
        "only {} fixtures were found",
        fixtures.len()
    );
    fixtures
}
