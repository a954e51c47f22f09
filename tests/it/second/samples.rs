//! The samples that are generated of the second contract. `clients::programs` runs them.

use vms_admin_samples::{LANGUAGES, add, samples};

use super::document;

#[test]
fn read_as_if_by_hand() {
    let samples = samples(&document(), "VMS");
    assert_eq!(samples.len(), 9 * LANGUAGES.len());
    for stem in ["create-admin", "list-admins", "upload-avatar", "obtain-key"] {
        let mut text = String::new();
        for sample in samples
            .iter()
            .filter(|sample| sample.file.starts_with(stem))
        {
            text.extend(["==== ", &sample.file, "\n", &sample.text]);
        }
        insta::assert_snapshot!(stem, text);
    }
}

#[test]
fn hold_no_secret_of_the_examples() {
    for sample in samples(&document(), "VMS") {
        for secret in ["\"password\": \"string\"", "Bearer token"] {
            assert!(!sample.text.contains(secret), "{}", sample.file);
        }
    }
}

#[test]
fn stand_in_the_document_in_the_table_s_order() {
    let mut document = document();
    let samples = samples(&document, "VMS");
    add(&mut document, &samples);
    let shown = &document["paths"]["/api/admin/v1/admins"]["get"]["x-codeSamples"];
    for (index, language) in LANGUAGES.iter().enumerate() {
        assert_eq!(shown[index]["lang"], language.lang);
        assert_eq!(shown[index]["label"], language.label);
    }
}
