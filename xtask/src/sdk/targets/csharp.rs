//! C#.

use super::{ANY, BETA, OPENAPI_GENERATOR};
use crate::sdk::target::{Options, Target, Version, Warning};
use crate::tools::Kit;

pub(super) const TARGETS: &[Target] = &[Target {
    language: "csharp",
    title: "C#",
    generator: "openapi-generator",
    program: "csharp",
    pins: &[OPENAPI_GENERATOR],
    kits: &[Kit::Python, Kit::Jvm, Kit::Mono],
    document: Version::V3_1,
    reads_other: true,
    install: &["pip install openapi-generator-cli=={openapi-generator-cli}"],
    generate: "openapi-generator-cli generate -g csharp -i {document} -o client -c openapi/generators/csharp.yaml",
    compile: &[
        "cp /usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll . && mcs -langversion:latest -warn:4 -out:sign-in.exe \
         -r:Newtonsoft.Json.dll -r:System.Net.Http -r:System.Web -r:System.Runtime.Serialization \
         -r:System.ComponentModel.DataAnnotations -recurse:'client/src/VmsAdmin/*.cs' SignIn.cs Debian.cs",
    ],
    run: "mono sign-in.exe",
    options: Some(Options {
        file: "csharp.yaml",
        text: "library: httpclient\ntargetFramework: net48\npackageName: VmsAdmin\n",
    }),
    warnings: &[
        BETA,
        ANY,
        Warning {
            says: "The variable `contentList' is assigned but its value is never used",
            why: "its own plumbing, a leftover",
        },
        Warning {
            says: "Compilation succeeded - 1 warning(s)",
            why: "the one above",
        },
    ],
    warts: &[],
}];
