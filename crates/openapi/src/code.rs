//! The codes of warnings: what kind of finding each is, under a name that stays.

use std::fmt;

/// Makes the enum, its names and the list of both from one table.
macro_rules! codes {
    ($($variant:ident $name:literal $meaning:literal,)*) => {
        /// What kind of finding a warning is. Its name is stable: warnings are allowed or denied by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// All of them, by name.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name, like `dangling-reference`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What such a warning tells, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)*
                }
            }
        }
    };
}

codes! {
    Circle "circle" "Something is a part of itself, or defined by nothing but itself.",
    Contradiction "contradiction" "Parts of a schema exclude each other.",
    DanglingReference "dangling-reference" "A reference points to nothing.",
    Discriminator "discriminator" "A discriminator isn't written as the specification says.",
    Duplicate "duplicate" "A name, a parameter or an operationId occurs twice.",
    Empty "empty" "A list that has to name something is empty.",
    Enum "enum" "Values of an enum don't fit its type, or have none that is known.",
    Event "event" "Webhooks and callbacks are requests that the server makes: a client has no operation for them.",
    Form "form" "A form's fields, or headers of its parts, can't all be sent as described.",
    Info "info" "The document has no title or no version.",
    JoinedVariants "joined-variants" "Variants of a union that no reader can tell apart are read as one.",
    Malformed "malformed" "Something else stands where a text, a number, a list or an object belongs.",
    MediaType "media-type" "A media type isn't known, is missing, or is passed as it is.",
    Method "method" "An operation's method isn't in lower case.",
    Misplaced "misplaced" "A keyword stands in the wrong place.",
    MissingType "missing-type" "A schema has no type, but keywords that are about one.",
    Nullable "nullable" "`nullable` in a document of OpenAPI 3.1.",
    Parameter "parameter" "A parameter isn't described as the specification says.",
    PathParameter "path-parameter" "A path and its parameters don't fit.",
    Security "security" "A security scheme isn't known, or nothing requires one.",
    Server "server" "A server is of a single operation, or its variable has no default.",
    Status "status" "A key of `responses` is no status.",
    Style "style" "A style doesn't go where it stands, or can't write what it is for.",
    Tuple "tuple" "A tuple whose length isn't fixed.",
    Unchecked "unchecked" "The generated type allows more than the schema.",
    UndeclaredProperty "undeclared-property" "A property is required, but not among the properties.",
    UnknownType "unknown-type" "A type that JSON Schema doesn't have.",
    UntaggedUnion "untagged-union" "A discriminator doesn't tell all variants apart: they are tried in turn.",
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl std::str::FromStr for Code {
    type Err = String;

    /// The code of this name; else a text that lists those there are.
    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|code| code.name() == name);
        known.copied().ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|code| code.name()).collect();
            format!(
                "`{name}` is no code of warnings: there are {}",
                names.join(", ")
            )
        })
    }
}
