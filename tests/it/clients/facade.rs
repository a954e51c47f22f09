//! The crate that offers all clients of the fixtures to their tests, with a list of their types.

use std::fmt::Write as _;

use apicrate::model::{Shape, TypeDef};
use apicrate::{Artifact, Warning};

use super::package;

/// Its name.
pub(super) const PACKAGE: &str = "all-clients";

/// What it is made of.
#[derive(Default)]
pub(super) struct Facade {
    documents: Vec<Artifact>,
    fixtures: String,
    models: String,
}

impl Facade {
    /// Adds a client.
    pub(super) fn add(&mut self, name: &str, yaml: &[u8], warnings: &[Warning]) {
        let document: serde_json::Value = yaml_serde::from_slice(yaml).expect("YAML");
        let json = serde_json::to_string(&document).expect("JSON");
        self.documents
            .push(Artifact::new(format!("all/src/{name}.json"), json));
        let pointers: Vec<&str> = warnings
            .iter()
            .map(|warning| warning.pointer.as_str())
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.fixtures,
            "    Fixture {{ name: {name:?}, document: include_str!(\"{name}.json\"), warnings: &{pointers:?} }},"
        );
        let document = apicrate::parse(yaml).expect("a document");
        let (api, _) = apicrate::lower(&document).expect("a model");
        let library = package(name).replace('-', "_");
        for TypeDef {
            name: ty,
            pointer,
            usage,
            shape,
            ..
        } in &api.types
        {
            // An alias is its target, to which schemars would say less than the document.
            if matches!(shape, Shape::Alias(_)) {
                continue;
            }
            let way = if usage.received { "received" } else { "sent" };
            let _ = writeln!(
                self.models,
                "    {way}::<{library}::models::{ty}>({name:?}, {ty:?}, {pointer:?}),"
            );
        }
    }

    /// The crate's files.
    pub(super) fn files(self, names: &[String]) -> Vec<Artifact> {
        let mut manifest = format!(
            "[package]\nname = {PACKAGE:?}\nversion.workspace = true\nedition.workspace = true\npublish = false\n\n\
             [dependencies]\nschemars.workspace = true\nserde.workspace = true\nserde_json.workspace = true\n"
        );
        let mut library = LIBRARY.to_owned();
        for name in names {
            let package = package(name);
            let _ = writeln!(
                manifest,
                "{package} = {{ path = \"../{name}\", features = [\"blocking\", \"schemars\", \"tracing\"] }}"
            );
            let _ = writeln!(library, "pub use {} as {name};", package.replace('-', "_"));
        }
        let _ = write!(
            library,
            "\npub const FIXTURES: &[Fixture] = &[\n{}];\n\n\
             pub const MODELS: &[Model] = &[\n{}];\n",
            self.fixtures, self.models
        );
        let mut files = self.documents;
        files.push(Artifact::new("all/Cargo.toml", manifest));
        files.push(Artifact::new("all/src/lib.rs", library));
        files
    }
}

const LIBRARY: &str = r"//! All clients, and a list of their types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A document, as JSON, and the pointers of the generator's warnings about it.
pub struct Fixture {
    pub name: &'static str,
    pub document: &'static str,
    pub warnings: &'static [&'static str],
}

/// A type of a client.
pub struct Model {
    pub fixture: &'static str,
    pub name: &'static str,
    pub pointer: &'static str,
    /// Its JSON Schema.
    pub schema: fn() -> Value,
    /// Where the type can be read.
    pub again: Option<Again>,
}

/// Reads a value and writes it again.
pub type Again = fn(&Value) -> Result<Value, String>;

const fn received<T: JsonSchema + Serialize + DeserializeOwned>(
    fixture: &'static str,
    name: &'static str,
    pointer: &'static str,
) -> Model {
    Model { again: Some(again::<T>), ..sent::<T>(fixture, name, pointer) }
}

const fn sent<T: JsonSchema>(fixture: &'static str, name: &'static str, pointer: &'static str) -> Model {
    Model { fixture, name, pointer, schema: schema::<T>, again: None }
}

fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

fn again<T: Serialize + DeserializeOwned>(value: &Value) -> Result<Value, String> {
    let read: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(read).map_err(|error| error.to_string())
}

";
