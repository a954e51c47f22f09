//! Jars of Maven Central: what `xtask/tools/pom.xml` lists and brings, held against the checksums beside it.

use std::fs;

use super::{Environment, folder, install_once};

const MANIFEST: &str = include_str!("../../tools/pom.xml");
/// A line for each jar, as `sha256sum` writes it.
const CHECKSUMS: &str = include_str!("../../tools/jars.sha256");
/// The plugin that copies jars, at a version of its own: Maven's default is older.
const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/// Where the jars are.
pub(crate) fn jars() -> std::path::PathBuf {
    folder().join("jvm/lib")
}

pub(super) fn install() -> Result<(), String> {
    let folder = folder().join("jvm");
    let what = format!("{MANIFEST}{CHECKSUMS}");
    install_once(&folder, "the jars of Maven Central", &what, || {
        for (name, text) in [("pom.xml", MANIFEST), ("jars.sha256", CHECKSUMS)] {
            fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
        }
        // Maven holds a download against the registry's own sums (`--strict-checksums`); what is used of it is what
        // this list knows, to the jar.
        let line = format!(
            "rm -rf lib && javac -version && mvn --quiet --batch-mode --strict-checksums {COPY} -DoutputDirectory=lib\n\
             cd lib && sha256sum --check --strict --quiet ../jars.sha256\n\
             test \"$(ls | wc -l)\" -eq \"$(wc -l < ../jars.sha256)\" || {{ ls; echo 'some of these are not in jars.sha256'; exit 1; }}"
        );
        Environment::default().must(&folder, &line).map(|_| ())
    })
}
