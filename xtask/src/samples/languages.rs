//! How a sample of each language is run.

use crate::tools::Kit;

/// How a sample is run. In the lines, `{file}` stands for the sample's file and `{stem}` for its name without the
/// extension, `{ca}` for the certificate to trust, `{root}` for the workspace.
#[derive(Debug, Clone, Copy)]
pub(super) struct Language {
    pub(super) lang: &'static str,
    /// What must be installed.
    pub(super) kits: &'static [Kit],
    /// A line that fails where the language isn't on the machine, and how to get it on Debian.
    pub(super) probe: &'static str,
    pub(super) packages: &'static str,
    /// What is done once before it runs.
    pub(super) prepare: &'static str,
    /// What makes it trust the certificate: what `{trust}` stands for in `run`.
    pub(super) trust: &'static str,
    pub(super) run: &'static str,
}

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        lang: "shell",
        kits: &[],
        probe: "curl --version && jq --version",
        packages: "curl jq",
        prepare: "true",
        trust: "CURL_CA_BUNDLE={ca}",
        run: "{trust} sh {file}",
    },
    Language {
        lang: "php",
        kits: &[],
        probe: "php -r 'exit(extension_loaded(\"openssl\") ? 0 : 1);'",
        packages: "php-cli",
        prepare: "php -l {file}",
        trust: "SSL_CERT_FILE={ca}",
        run: "{trust} php {file}",
    },
    Language {
        lang: "javascript",
        kits: &[],
        // From 18 on, `fetch` is there.
        probe: "node --eval 'fetch'",
        packages: "nodejs",
        prepare: "true",
        trust: "NODE_EXTRA_CA_CERTS={ca}",
        run: "{trust} node {file}",
    },
    Language {
        lang: "python",
        kits: &[],
        probe: "python3 --version",
        packages: "python3",
        prepare: "true",
        trust: "SSL_CERT_FILE={ca}",
        run: "{trust} python3 {file}",
    },
    Language {
        lang: "go",
        kits: &[],
        probe: "go version",
        packages: "golang-go",
        // `go run` would add the exit code to what the sample prints.
        prepare: "go vet {file} && go build -o {stem} {file}",
        trust: "SSL_CERT_FILE={ca}",
        run: "{trust} ./{stem}",
    },
    Language {
        lang: "java",
        kits: &[Kit::Jvm],
        probe: "java -version",
        packages: "default-jdk-headless maven",
        prepare: "keytool -importcert -noprompt -file {ca} -keystore trust.p12 -storepass changeit",
        trust: "-Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit",
        run: "java {trust} -cp 'lib/*' {file}",
    },
    Language {
        lang: "csharp",
        kits: &[Kit::Mono],
        probe: "mcs --version",
        packages: "mono-devel libnewtonsoft-json5.0-cil ca-certificates-mono",
        prepare: "cp /usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll . && \
                  mcs -warnaserror -r:System.Net.Http -r:Newtonsoft.Json.dll {file} && \
                  mkdir trusting && HOME=$PWD/trusting cert-sync --user {ca}",
        trust: "HOME=$PWD/trusting",
        run: "{trust} mono {stem}.exe",
    },
    Language {
        lang: "rust",
        kits: &[Kit::Rust],
        probe: "cargo --version",
        packages: "cargo",
        // A package of its own, made by the trial, in the workspace's target folder so that what is built stays so.
        prepare: "cargo update --quiet --offline --workspace && cargo build --quiet --locked --offline --target-dir {root}/target",
        trust: "SSL_CERT_FILE={ca}",
        run: "{trust} {root}/target/debug/{stem}",
    },
];
