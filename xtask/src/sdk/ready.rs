//! What is published ready to run: tried against the sandbox as the clients are.

use std::fmt::Write;

use super::attempt::{self, prepare};
use super::target::Pin;
use crate::published;
use crate::sandbox::Sandbox;
use crate::tools::{Environment, Kit};

/// A published file, and the program that runs it.
pub(super) struct Ready {
    /// What the command line calls it.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    file: &'static str,
    /// What people do with it.
    purpose: &'static str,
    /// The package of npm that runs it.
    pin: Pin,
    run: &'static str,
    /// A further check in the folder `tests/sdk/NAME`.
    check: Option<&'static str>,
}

/// What they need.
pub(super) const KIT: Kit = Kit::Npm;

pub(super) const ALL: &[Ready] = &[
    Ready {
        name: "postman",
        title: "Postman and Bruno",
        file: published::COLLECTION,
        purpose: "Import it, fill in its variables `baseUrl`, `login` and `password`, and send `Obtain a token`: it keeps \
                  the token for all other requests. Or run it:",
        pin: Pin::Npm("newman"),
        run: "npx newman run openapi/postman.json --env-var baseUrl=$VMS_URL --env-var login=$VMS_LOGIN \
              --env-var password=$VMS_PASSWORD",
        check: Some("node bruno.mjs"),
    },
    Ready {
        name: "arazzo",
        title: "Arazzo",
        file: published::WORKFLOWS,
        purpose: "Signs in, and is refused with a wrong password:",
        pin: Pin::Npm("@redocly/cli"),
        run: "npx redocly respect openapi/sign-in.arazzo.yaml --server vms-admin=$VMS_URL --input login=$VMS_LOGIN \
              --input password=$VMS_PASSWORD",
        check: None,
    },
];

impl Ready {
    /// Runs it against the sandbox.
    pub(super) fn attempt(&self, sandbox: &Sandbox) -> Result<(), String> {
        let folder = prepare(self.check.map(|_| self.name), self.name, &[KIT])?;
        let (login, password) = &sandbox.demo;
        let environment = Environment::of(&[KIT])
            .with(attempt::URL, &sandbox.url)
            .with(attempt::LOGIN, login)
            .with(attempt::PASSWORD, password);
        std::iter::once(self.run)
            .chain(self.check)
            .try_for_each(|line| environment.must(&folder, line).map(|_| ()))
            .map_err(|why| format!("{}: {why}", self.title))
    }

    /// Its section of the README.
    pub(super) fn section(&self, text: &mut String) {
        let file = self.file.rsplit('/').next().unwrap_or(self.file);
        // Writing to a text can't fail.
        let _ = writeln!(
            text,
            "\n## {}: `{file}`\n\n{}\n\n```sh\nnpm install {}@{}\n{}\n```",
            self.title,
            self.purpose,
            self.pin.name(),
            self.pin.version(),
            self.run
        );
    }
}
