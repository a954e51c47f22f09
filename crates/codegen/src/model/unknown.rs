//! Keeps the properties that a document allows but does not name.

use super::{Additional, Api, Kind, Shape, Struct};

/// The field that keeps them.
const NAME: &str = "additional_properties";

impl Api {
    /// Gives each type that is received a field for the properties that it has beside its own.
    pub(crate) fn keep_unknown(&mut self) {
        for def in self.types.iter_mut().filter(|def| def.usage.received) {
            if let Shape::Struct(object) = &mut def.shape {
                keep(object);
            }
        }
    }
}

fn keep(object: &mut Struct) {
    if object.additional != Additional::Ignored {
        return;
    }
    let mut name = NAME.to_owned();
    while object.fields.iter().any(|field| field.name == name) {
        name.push('_');
    }
    object.additional = Additional::Kept {
        name,
        value: Kind::Any.into(),
    };
}

#[cfg(test)]
mod tests {
    use crate::{Options, generate};

    const DOCUMENT: &str = r##"{"openapi":"3.1.0","info":{"title":"A B","version":"1.0.0"},
        "paths":{"/a":{"post":{"operationId":"a",
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Sent"}}}},
            "responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Open"}}}}}}}},
        "components":{"schemas":{
            "Sent":{"type":"object","properties":{"x":{"type":"string"}}},
            "Closed":{"type":"object","additionalProperties":false,"properties":{"x":{"type":"string"}}},
            "Open":{"type":"object","properties":{"additional_properties":{"type":"string"},
                "closed":{"$ref":"#/components/schemas/Closed"}}}}}}"##;

    #[test]
    fn what_is_received_and_open_keeps_what_it_does_not_know() {
        let codec = |keep_unknown| {
            let options = Options {
                keep_unknown,
                ..Options::default()
            };
            let made = generate(DOCUMENT.as_bytes(), &options).expect("a client");
            let file = made
                .artifacts
                .iter()
                .find(|file| file.path == "src/codec.rs");
            file.and_then(|file| file.text())
                .expect("a table")
                .to_owned()
        };
        assert!(!codec(false).contains(".."), "{}", codec(false));
        let codec = codec(true);
        assert_eq!(codec.matches("    .. ").count(), 1, "{codec}");
        assert!(codec.contains(".. additional_properties_"), "{codec}");
    }
}
