//! Jars of Maven Central: what a `pom.xml` lists and brings, held against the checksums beside it.

use std::fs;
use std::path::PathBuf;

use super::{Environment, folder, install_once};

/// The jars of one manifest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Jars {
    name: &'static str,
    manifest: &'static str,
    /// A line for each jar, as `sha256sum` writes it.
    checksums: &'static str,
}

/// What clients of Java and Kotlin are compiled by and against.
pub(super) const JVM: Jars = Jars {
    name: "jvm",
    manifest: include_str!("../../tools/pom.xml"),
    checksums: include_str!("../../tools/jars.sha256"),
};
/// A server that answers as it is told to.
pub(super) const WIREMOCK: Jars = Jars {
    name: "wiremock",
    manifest: include_str!("../../tools/wiremock/pom.xml"),
    checksums: include_str!("../../tools/wiremock/jars.sha256"),
};

/// The plugin that copies jars, at a version of its own: Maven's default is older.
const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

impl Jars {
    /// Where they are.
    pub(super) fn folder(self) -> PathBuf {
        folder().join(self.name).join("lib")
    }

    pub(super) fn install(self) -> Result<(), String> {
        let folder = folder().join(self.name);
        let what = format!("{}{}", self.manifest, self.checksums);
        let name = format!("the jars of Maven Central for {}", self.name);
        install_once(&folder, &name, &what, || {
            for (name, text) in [("pom.xml", self.manifest), ("jars.sha256", self.checksums)] {
                fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
            }
            // Maven holds a download against the registry's own sums (`--strict-checksums`); what is used of it is
            // what this list knows, to the jar.
            let line = format!(
                "rm -rf lib && javac -version && mvn --quiet --batch-mode --strict-checksums {COPY} -DoutputDirectory=lib\n\
                 cd lib && sha256sum --check --strict --quiet ../jars.sha256\n\
                 test \"$(ls | wc -l)\" -eq \"$(wc -l < ../jars.sha256)\" || {{ ls; echo 'some of these are not in jars.sha256'; exit 1; }}"
            );
            Environment::default().must(&folder, &line).map(|_| ())
        })
    }
}
