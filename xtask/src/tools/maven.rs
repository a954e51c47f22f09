//! Jars of Maven Central that `xtask/tools/pom.xml` lists.

use std::fs;

use super::{Environment, folder, install_once};

const MANIFEST: &str = include_str!("../../tools/pom.xml");
/// The plugin that copies jars, at a version of its own: Maven's default is older.
const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/// Where the jars are.
pub(crate) fn jars() -> std::path::PathBuf {
    folder().join("jvm/lib")
}

pub(super) fn install() -> Result<(), String> {
    let folder = folder().join("jvm");
    install_once(&folder, "the jars of Maven Central", MANIFEST, || {
        fs::write(folder.join("pom.xml"), MANIFEST).map_err(|error| error.to_string())?;
        let line = format!(
            "rm -rf lib && javac -version && mvn --quiet --batch-mode {COPY} -DoutputDirectory=lib"
        );
        Environment::default().must(&folder, &line).map(|_| ())
    })
}
