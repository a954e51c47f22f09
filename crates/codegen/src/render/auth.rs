//! `auth.rs`: a method for each security scheme, to give the client its credentials.

use std::fmt::Write as _;

use super::docs::{code, comment, or_sentence};
use super::layout;
use crate::model::{Api, Credential, Scheme};

/// The file without its head.
pub(super) fn render(api: &Api) -> String {
    let mut text = "//! Credentials for the API's security schemes.\n\n".to_owned();
    if api
        .schemes
        .iter()
        .any(|scheme| scheme.credential == Credential::Basic)
    {
        text.push_str("use crate::runtime::security::basic::basic;\n");
    }
    text.push_str(
        "use crate::{BuildError, Client, ClientBuilder, Secret};\n\nimpl ClientBuilder {\n",
    );
    for (index, scheme) in api.schemes.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { "\n" });
        comment(&mut text, "    ", &docs(scheme));
        let (arguments, secret) = argument(scheme);
        layout::signature(&mut text, &scheme.name, "self", &arguments, "Self");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "        self.credential({index}, &{secret})\n    }}");
    }
    text.push_str("}\n\nimpl Client {\n");
    for (index, scheme) in api.schemes.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { "\n" });
        let name = scheme.name.trim_start_matches("r#");
        let docs = format!(
            "The same client, sharing its connections, with another credential for {}.\n\n# Errors\n\n\
             The credential has a character that cannot be sent.",
            code(&scheme.wire)
        );
        comment(&mut text, "    ", &docs);
        let (arguments, secret) = argument(scheme);
        let (name, output) = (format!("with_{name}"), "Result<Self, BuildError>");
        layout::signature(&mut text, &name, "&self", &arguments, output);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "        self.with_credential({index}, &{secret})\n    }}"
        );
    }
    text.push_str("}\n");
    text
}

/// The author's text, or else where the credential goes.
fn docs(scheme: &Scheme) -> String {
    or_sentence(&scheme.docs, || {
        format!(
            "The credential for {}. {}",
            code(&scheme.wire),
            sent_as(&scheme.credential)
        )
    })
}

/// Where the credential goes, in a sentence.
fn sent_as(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => {
            "Sent as `Authorization: Bearer …`; the word `Bearer` in front of the token may be left out.".to_owned()
        }
        Credential::Basic => "Sent as `Authorization: Basic …`.".to_owned(),
        Credential::Header(name) => format!("Sent in the header {}.", code(name)),
        Credential::Query(name) => format!("Sent in the query parameter {}.", code(name)),
        Credential::Cookie(name) => format!("Sent in the cookie {}.", code(name)),
    }
}

/// The arguments, and the secret made of them.
fn argument(scheme: &Scheme) -> (Vec<(String, String)>, &'static str) {
    let owned = |name: &str, ty: &str| (name.to_owned(), ty.to_owned());
    match scheme.credential {
        Credential::Bearer => (vec![owned("token", "impl Into<Secret>")], "token.into()"),
        Credential::Basic => (
            vec![
                owned("user", "impl AsRef<str>"),
                owned("password", "impl Into<Secret>"),
            ],
            "basic(user.as_ref(), &password.into())",
        ),
        Credential::Header(_) | Credential::Query(_) | Credential::Cookie(_) => {
            (vec![owned("key", "impl Into<Secret>")], "key.into()")
        }
    }
}
