//! The generators that are tried, language by language.

mod csharp;
mod go;
mod java;
mod kotlin;
mod php;
mod python;
mod ruby;
mod rust;
mod typescript;

use super::target::{Pin, Target, Warning};
use crate::tools;

/// The generator that knows most languages.
const OPENAPI_GENERATOR: Pin = Pin::PyPi(tools::OPENAPI_GENERATOR);

/// What it says of every 3.1 document.
const BETA: Warning = Warning {
    says: "OpenAPI 3.1 support is still in beta",
    why: "said of every 3.1 document; the code from 3.1 and 3.0 is compiled and run alike",
};
/// What it says of a schema without a type.
const ANY: Warning = Warning {
    says: "Failed to get the schema name: null",
    why: "items of `DhcpSubnetGroup.users` may be anything, which is what the document means",
};

/// All targets, in the order in which people are told of them.
pub(crate) fn all() -> Vec<Target> {
    [
        typescript::TARGETS,
        python::TARGETS,
        php::TARGETS,
        go::TARGETS,
        java::TARGETS,
        kotlin::TARGETS,
        ruby::TARGETS,
        csharp::TARGETS,
        rust::TARGETS,
    ]
    .concat()
}
