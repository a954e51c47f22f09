//! Security schemes and what operations require of them.

use crate::model::names::{SCHEME_METHODS, Scope, raw, snake};
use crate::model::{Credential, Requirement, Scheme, docs};
use apicrate_openapi::Code;
use apicrate_openapi::{
    Document, Notes, Warning,
    document::{Security, SecurityScheme},
    operation::Operation,
};

/// The document's schemes.
pub(super) struct Schemes {
    pub(super) known: Vec<Scheme>,
    /// What operations require that don't say it themselves.
    pub(super) default: Vec<Requirement>,
    /// Schemes for which the caller's own TLS identity is enough.
    silent: Vec<String>,
}

impl Schemes {
    pub(super) fn new(document: &Document<'_>, notes: &Notes) -> Self {
        let mut scope = Scope::without(SCHEME_METHODS);
        let mut all = Self {
            known: Vec::new(),
            default: Vec::new(),
            silent: Vec::new(),
        };
        for scheme in document.security_schemes(notes) {
            if scheme.kind.as_deref() == Some("mutualTLS") {
                all.silent.push(scheme.key.to_owned());
                continue;
            }
            let Some(credential) = credential(&scheme, notes) else {
                continue;
            };
            let wanted = snake(scheme.key);
            let suffixed = format!("{wanted}_auth");
            all.known.push(Scheme {
                name: raw(scope.claim([wanted.as_str(), suffixed.as_str()], "_")),
                wire: scheme.key.to_owned(),
                docs: docs::markdown(scheme.description.as_deref().unwrap_or_default()),
                credential,
            });
        }
        if let Some(security) = document.security(notes) {
            all.default = all.requirements(&security, notes);
        }
        all
    }

    /// Schemes that nothing in the document requires can only be meant for all of it: whichever the caller has a
    /// credential for is used.
    pub(super) fn settle(
        &mut self,
        document: &Document<'_>,
        operations: &[Operation<'_>],
        notes: &Notes,
    ) {
        let is_said = document.security(notes).is_some()
            || operations
                .iter()
                .any(|operation| operation.security.is_some());
        if is_said || self.known.is_empty() {
            return;
        }
        self.default = (0..self.known.len()).map(|scheme| vec![scheme]).collect();
        notes.add(Warning::new(
            "#/components/securitySchemes",
            Code::Security,
            "no `security` says what requires them: a credential that is set goes with every call",
            "add a `security` to the document or its operations",
        ));
    }

    /// The alternatives of a `security`; those with a scheme that can't be used are left out.
    pub(super) fn requirements(&self, security: &Security<'_>, notes: &Notes) -> Vec<Requirement> {
        let mut requirements: Vec<Requirement> = Vec::with_capacity(security.len());
        'alternatives: for alternative in security {
            let mut requirement = Requirement::new();
            for name in alternative {
                if self.silent.iter().any(|silent| silent == name.key()) {
                    continue;
                }
                let position = self
                    .known
                    .iter()
                    .position(|scheme| scheme.wire == name.key());
                let Some(position) = position else {
                    notes.warn(
                        *name,
                        Code::Security,
                        format!(
                            "`{}` is no security scheme that can be used: left out",
                            name.key()
                        ),
                        "add it to `components/securitySchemes`, or send the header yourself",
                    );
                    continue 'alternatives;
                };
                requirement.push(position);
            }
            if !requirements.contains(&requirement) {
                requirements.push(requirement);
            }
        }
        requirements
    }
}

fn credential(scheme: &SecurityScheme<'_>, notes: &Notes) -> Option<Credential> {
    let lower = |text: &Option<std::borrow::Cow<'_, str>>| {
        text.as_deref()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    let name = scheme.name.as_deref().unwrap_or_default().trim().to_owned();
    let credential = match (lower(&scheme.kind).as_str(), lower(&scheme.scheme).as_str()) {
        ("http", "bearer") | ("oauth2" | "openidconnect", _) => Some(Credential::Bearer),
        ("http", "basic") | ("basic", _) => Some(Credential::Basic),
        ("apikey", _) if !name.is_empty() => match lower(&scheme.location).as_str() {
            "header" => Some(Credential::Header(name)),
            "query" => Some(Credential::Query(name)),
            "cookie" => Some(Credential::Cookie(name)),
            _ => None,
        },
        _ => None,
    };
    if credential.is_none() {
        notes.warn(
            scheme.node,
            Code::Security,
            "a security scheme that isn't understood: left out",
            "the client knows http bearer and basic, apiKey, oauth2 and openIdConnect",
        );
    }
    credential
}
