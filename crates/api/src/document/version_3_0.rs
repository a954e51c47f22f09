//! The document in the words of OpenAPI 3.0, for tools that read no 3.1.
//!
//! Nothing is dropped in silence: a construct that 3.0 can't say is a fault with its JSON pointer.

use serde_json::{Map, Value, json};

use super::fault::{Fault, Faults};
use super::pointer;

/// The version that the result claims.
const VERSION: &str = "3.0.3";

/// Keywords of JSON Schema 2020-12 that have no equivalent in the schema dialect of OpenAPI 3.0.
const UNKNOWN_TO_3_0: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$schema",
    "$vocabulary",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Rewrites an OpenAPI 3.1 document as one of OpenAPI 3.0.3 that means the same.
///
/// # Errors
/// Every construct that 3.0 can't say, by its JSON pointer.
pub fn to_3_0(document: &Value) -> Result<Value, Faults> {
    let mut rewrite = Rewrite { faults: Vec::new() };
    let mut result = document.clone();
    result["openapi"] = Value::String(VERSION.to_owned());
    rewrite.root(&mut result);
    Faults::or_none(result, rewrite.faults)
}

struct Rewrite {
    faults: Vec<Fault>,
}

impl Rewrite {
    fn refuse(&mut self, at: &str, construct: &str) {
        let message = format!(
            "OpenAPI 3.0 has no {construct}; describe it in a way that both versions can say, or drop the 3.0 document"
        );
        self.faults.push(Fault::new(at, message));
    }

    fn root(&mut self, document: &mut Value) {
        for key in ["webhooks", "jsonSchemaDialect"] {
            if document.get(key).is_some() {
                self.refuse(&format!("/{key}"), &format!("`{key}`"));
            }
        }
        if document.pointer("/components/pathItems").is_some() {
            self.refuse("/components/pathItems", "`pathItems` among the components");
        }
        if document.pointer("/info/summary").is_some() {
            self.refuse("/info/summary", "`summary` of an API");
        }
        if let Some(license) = document
            .pointer_mut("/info/license")
            .and_then(Value::as_object_mut)
        {
            name_license_by_url(license);
        }
        self.security_schemes(document);
        self.walk(document, &mut String::new());
    }

    fn security_schemes(&mut self, document: &Value) {
        let schemes = document
            .pointer("/components/securitySchemes")
            .and_then(Value::as_object);
        for (name, scheme) in schemes.into_iter().flatten() {
            if scheme["type"] == "mutualTLS" {
                self.refuse(
                    &format!("/components/securitySchemes/{name}"),
                    "security scheme `mutualTLS`",
                );
            }
        }
    }

    /// Finds the schemas of the document: under `schema` of a parameter, header or media type, and under `schemas` of
    /// the components.
    fn walk(&mut self, node: &mut Value, at: &mut String) {
        match node {
            Value::Object(members) => {
                for (key, member) in members.iter_mut() {
                    let length = push(at, key);
                    match key.as_str() {
                        "schema" => self.schema(member, at),
                        "schemas" if at == "/components/schemas" => self.each(member, at),
                        // Payloads and extensions are nobody's schemas.
                        "value" | "example" | "default" => {}
                        extension if extension.starts_with("x-") => {}
                        _ => self.walk(member, at),
                    }
                    at.truncate(length);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let length = push(at, &index.to_string());
                    self.walk(item, at);
                    at.truncate(length);
                }
            }
            _ => {}
        }
    }

    /// Rewrites each schema of a map or list.
    fn each(&mut self, schemas: &mut Value, at: &mut String) {
        match schemas {
            Value::Object(members) => {
                for (key, schema) in members.iter_mut() {
                    let length = push(at, key);
                    self.schema(schema, at);
                    at.truncate(length);
                }
            }
            Value::Array(items) => {
                for (index, schema) in items.iter_mut().enumerate() {
                    let length = push(at, &index.to_string());
                    self.schema(schema, at);
                    at.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn schema(&mut self, schema: &mut Value, at: &mut String) {
        let Value::Object(keywords) = schema else {
            return self.refuse(at, "schema that is `true` or `false`");
        };
        for keyword in UNKNOWN_TO_3_0 {
            if keywords.contains_key(*keyword) {
                self.refuse(&format!("{at}/{keyword}"), &format!("`{keyword}`"));
            }
        }
        self.types(keywords, at);
        self.examples(keywords, at);
        exclusive_bound(keywords, "exclusiveMinimum", "minimum");
        exclusive_bound(keywords, "exclusiveMaximum", "maximum");
        wrap_reference(keywords);
        for (keyword, argument) in keywords.iter_mut() {
            let length = push(at, keyword);
            match keyword.as_str() {
                "properties" | "allOf" | "anyOf" | "oneOf" => self.each(argument, at),
                "items" | "not" => self.schema(argument, at),
                // Here 3.0 takes `true` and `false` too.
                "additionalProperties" if argument.is_object() => self.schema(argument, at),
                _ => {}
            }
            at.truncate(length);
        }
    }

    /// `type: [string, "null"]` becomes `type: string, nullable: true`.
    fn types(&mut self, keywords: &mut Map<String, Value>, at: &str) {
        let Some(types) = keywords.get("type") else {
            return;
        };
        let listed: Vec<Value> = types
            .as_array()
            .cloned()
            .unwrap_or_else(|| vec![types.clone()]);
        let (null, others): (Vec<_>, Vec<_>) = listed.into_iter().partition(|name| name == "null");
        match (others.as_slice(), null.is_empty()) {
            ([_], true) => {
                // One type in a list says the same without it.
                keywords.insert("type".to_owned(), others[0].clone());
            }
            ([only], false) => {
                keywords.insert("type".to_owned(), only.clone());
                keywords.insert("nullable".to_owned(), Value::Bool(true));
            }
            ([], _) => self.refuse(&format!("{at}/type"), "type `null` alone"),
            _ => self.refuse(&format!("{at}/type"), "choice between types in `type`"),
        }
    }

    /// `examples: [x]` becomes `example: x`.
    fn examples(&mut self, keywords: &mut Map<String, Value>, at: &str) {
        match keywords
            .get("examples")
            .and_then(Value::as_array)
            .map(Vec::as_slice)
        {
            None => {}
            Some([only]) => {
                let only = only.clone();
                let place = keywords
                    .keys()
                    .position(|key| key == "examples")
                    .unwrap_or(0);
                keywords.shift_remove("examples");
                keywords.shift_insert(place, "example".to_owned(), only);
            }
            Some(_) => self.refuse(&format!("{at}/examples"), "list of examples in a schema"),
        }
    }
}

/// 3.0 gives a license by its address, not by its identifier.
fn name_license_by_url(license: &mut Map<String, Value>) {
    if license.shift_remove("identifier").is_some() {
        license
            .entry("url")
            .or_insert_with(|| json!("https://spdx.org/licenses/"));
    }
}

/// `exclusiveMinimum: 3` becomes `minimum: 3, exclusiveMinimum: true`.
fn exclusive_bound(keywords: &mut Map<String, Value>, exclusive: &str, bound: &str) {
    if let Some(limit) = keywords
        .get(exclusive)
        .filter(|limit| limit.is_number())
        .cloned()
    {
        keywords.insert(bound.to_owned(), limit);
        keywords.insert(exclusive.to_owned(), Value::Bool(true));
    }
}

/// 3.0 ignores what stands beside `$ref`: what is said there moves around an `allOf` of the reference.
fn wrap_reference(keywords: &mut Map<String, Value>) {
    if keywords.len() > 1
        && let Some(reference) = keywords.shift_remove("$ref")
    {
        keywords.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
}

/// Appends a token to a JSON pointer; returns the length to cut it back to.
fn push(at: &mut String, token: &str) -> usize {
    let length = at.len();
    at.push('/');
    at.push_str(&pointer::token(token));
    length
}
