//! Parameters.

use apicrate_openapi::Code;
use apicrate_openapi::{
    Node, Subs, Types,
    operation::{self, Operation},
};
use indexmap::{IndexMap, IndexSet};

use super::hint::Hint;
use super::media::is_json;
use super::object::default_text;
use super::path::{Part, encoded, template};
use super::schema::Lowering;
use crate::model::names::{CALL_METHODS, Scope, raw, snake, snake_spelled};
use crate::model::{Kind, Location, Parameter, PathPiece, Style, Type, docs};

/// A parameter of the document and the node that declares it.
struct Declared<'d> {
    parameter: operation::Parameter<'d>,
    location: Location,
    /// Its component's name, if it is one.
    component: Option<&'d str>,
}

impl Declared<'_> {
    fn is_required(&self) -> bool {
        self.parameter.required || self.location == Location::Path
    }
}

impl<'d> Lowering<'d> {
    /// The parameters of an operation, and its path in pieces. `name` is the operation's in `PascalCase`.
    pub(super) fn parameters(
        &mut self,
        operation: &Operation<'d>,
        name: &str,
    ) -> (Vec<Parameter>, Vec<PathPiece>) {
        let template = template(operation.path);
        let declared = self.declared(operation, &template);
        // The names of the arguments are more important than those of the setters.
        let mut scope = Scope::without(&["body"]);
        let mut names = vec![String::new(); declared.len()];
        let mut places = IndexMap::<String, IndexSet<Location>>::new();
        for declared in &declared {
            let places = places.entry(snake(declared.parameter.name)).or_default();
            places.insert(declared.location);
        }
        for (required, exact) in [(true, true), (true, false), (false, true), (false, false)] {
            for (declared, name) in declared.iter().zip(&mut names) {
                let wire = declared.parameter.name;
                if declared.is_required() == required && (snake(wire) == wire) == exact {
                    let elsewhere = places
                        .get(&snake(wire))
                        .is_some_and(|places| places.len() > 1);
                    let place = elsewhere.then_some(declared.location);
                    *name = argument_name(wire, place, required, &mut scope);
                }
            }
        }
        let mut parameters = Vec::with_capacity(declared.len());
        for (declared, argument) in declared.iter().zip(names) {
            parameters.push(self.parameter(declared, argument, name));
        }
        let mut pieces = Vec::with_capacity(template.len());
        for part in template {
            pieces.push(match part {
                Part::Text(text) => PathPiece::Literal(encoded(text)),
                Part::Name(name) => PathPiece::Parameter(self.path_parameter(
                    operation,
                    name,
                    &mut parameters,
                    &mut scope,
                )),
            });
        }
        (parameters, pieces)
    }

    /// The declarations that count: the operation's own before the path's.
    fn declared(&self, operation: &Operation<'d>, template: &[Part<'d>]) -> Vec<Declared<'d>> {
        let mut all: Vec<Declared<'d>> = Vec::new();
        let shared = operation.shared_parameters.iter().map(|node| (node, false));
        let own = operation.parameters.iter().map(|node| (node, true));
        let mut overridable = 0;
        for (&node, is_own) in shared.chain(own) {
            if !is_own {
                overridable += 1;
            }
            let Some(declared) = self.declaration(node, template) else {
                continue;
            };
            let alike = all.iter().position(|other| {
                let names = (other.parameter.name, declared.parameter.name);
                other.location == declared.location
                    && (names.0 == names.1
                        || declared.location == Location::Header
                            && names.0.eq_ignore_ascii_case(names.1))
            });
            match alike {
                Some(position) => {
                    if !is_own || position >= overridable {
                        self.notes.warn(
                            node,
                            Code::Duplicate,
                            format!(
                                "the parameter `{}` is declared twice: the last one counts",
                                declared.parameter.name
                            ),
                            "remove one of them",
                        );
                    }
                    all[position] = declared;
                }
                None => all.push(declared),
            }
        }
        all
    }

    fn declaration(&self, node: Node<'d>, template: &[Part<'d>]) -> Option<Declared<'d>> {
        let element = self.schemas.element(node)?;
        let parameter = operation::Parameter::read(element, self.notes)?;
        let location = match parameter.location {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            other => {
                self.notes.warn(
                    element,
                    Code::Parameter,
                    format!("a parameter in `{other}`: left out"),
                    "write path, query, header or cookie; a body belongs into `requestBody`",
                );
                return None;
            }
        };
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header
            && ignored.contains(&parameter.name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        if location == Location::Header && is_framing(parameter.name) {
            self.notes.warn(
                element,
                Code::Parameter,
                format!(
                    "the header `{}` is the HTTP library's, which knows the body and the connection: left out",
                    parameter.name
                ),
                "remove the parameter",
            );
            return None;
        }
        if location == Location::Header && !is_header_name(parameter.name) {
            self.notes.warn(
                element,
                Code::Parameter,
                format!("`{}` is no header's name: left out", parameter.name),
                "write letters, digits and hyphens",
            );
            return None;
        }
        if location == Location::Path {
            if !template.contains(&Part::Name(parameter.name)) {
                self.notes.warn(
                    element,
                    Code::PathParameter,
                    format!(
                        "the path has no `{{{}}}`: the parameter is left out",
                        parameter.name
                    ),
                    "add it to the path, or remove the parameter",
                );
                return None;
            }
            if !parameter.required {
                self.notes.warn(
                    element,
                    Code::PathParameter,
                    "a path parameter is always required",
                    "write `required: true`",
                );
            }
        }
        let component = (element != node)
            .then_some(element.key())
            .filter(|key| !key.is_empty());
        Some(Declared {
            parameter,
            location,
            component,
        })
    }

    fn parameter(&mut self, declared: &Declared<'d>, name: String, operation: &str) -> Parameter {
        let Declared {
            parameter,
            location,
            component,
        } = declared;
        let root = Hint::root(component.unwrap_or(operation));
        let hint = if component.is_some() {
            root
        } else {
            root.child(parameter.name)
        };
        let (ty, json) = self.parameter_type(parameter, &hint);
        let style = self.style(parameter, *location);
        if !json
            && style != Style::DeepObject
            && let Some(schema) = parameter.schema
            && self.is_nested(schema)
        {
            self.notes.warn(
                parameter.node,
                Code::Style,
                "lists and objects within a list or an object can't be written in the parameter's style: calls that have some fail",
                "describe it by `content` with application/json, or choose the style deepObject",
            );
        }
        let default = parameter
            .schema
            .and_then(|schema| self.schemas.default_of(schema))
            .and_then(default_text);
        Parameter {
            name,
            wire: parameter.name.to_owned(),
            docs: docs::markdown(parameter.description.as_deref().unwrap_or_default()),
            location: *location,
            style,
            explode: parameter
                .explode
                .unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
            allow_reserved: parameter.allow_reserved && *location == Location::Query,
            json,
            required: declared.is_required(),
            deprecated: parameter.deprecated,
            ty,
            default,
        }
    }

    /// The type, and whether it is written as JSON text.
    fn parameter_type(
        &mut self,
        parameter: &operation::Parameter<'d>,
        hint: &Hint<'_>,
    ) -> (Type, bool) {
        // A parameter that is null isn't sent.
        if let Some(schema) = parameter.schema {
            return (self.lower(schema, hint).ty, false);
        }
        if let Some(media) = parameter.content.first() {
            let json = is_json(media.name);
            return match media.schema {
                Some(schema) if json || self.is_plain(schema) => {
                    (self.lower(schema, hint).ty, json)
                }
                None if json => (Kind::Any.into(), true),
                schema => {
                    if schema.is_some() {
                        self.notes.warn(
                            media.node,
                            Code::MediaType,
                            format!("`{}` isn't written: the parameter is a text", media.name),
                            "describe it by `schema` or as application/json, if the server takes that",
                        );
                    }
                    (Kind::String.into(), false)
                }
            };
        }
        self.notes.warn(
            parameter.node,
            Code::Parameter,
            "a parameter without a schema: a text",
            "add a schema",
        );
        (Kind::String.into(), false)
    }

    /// Whether a schema is of a single text, number or boolean.
    fn is_plain(&self, schema: Node<'d>) -> bool {
        let merged = self.schemas.merged(schema);
        let scalars = Types::STRING.with(Types::NUMBER).with(Types::BOOLEAN);
        merged.unions.is_empty() && merged.is_among(scalars)
    }

    /// Whether a schema is of a list or an object with a list or an object within.
    fn is_nested(&self, schema: Node<'d>) -> bool {
        let merged = self.schemas.merged(schema);
        if let Some(Subs::Schemas(items)) = &merged.items {
            let item = self.schemas.merged_of(items);
            return item.is_object() || item.is_only(Types::ARRAY);
        }
        let mut properties = merged.properties.values();
        properties.any(|parts| self.schemas.merged_of(parts).is_object())
    }

    fn style(&self, parameter: &operation::Parameter<'d>, location: Location) -> Style {
        let default = match location {
            Location::Path | Location::Header => Style::Simple,
            Location::Query | Location::Cookie => Style::Form,
        };
        let Some(name) = parameter.style else {
            return default;
        };
        match (name, location) {
            ("simple", Location::Path | Location::Header) => Style::Simple,
            ("label", Location::Path) => Style::Label,
            ("matrix", Location::Path) => Style::Matrix,
            ("form", Location::Query | Location::Cookie) => Style::Form,
            ("spaceDelimited", Location::Query) => Style::SpaceDelimited,
            ("pipeDelimited", Location::Query) => Style::PipeDelimited,
            ("deepObject", Location::Query) => Style::DeepObject,
            _ => {
                self.notes.warn(
                    parameter.node,
                    Code::Style,
                    format!(
                        "the style `{name}` isn't for parameters in `{}`: the default is used",
                        parameter.location
                    ),
                    "remove the style or choose one that goes there",
                );
                default
            }
        }
    }

    /// The parameter that a template names; one of type string where none is declared.
    fn path_parameter(
        &self,
        operation: &Operation<'d>,
        wire: &str,
        parameters: &mut Vec<Parameter>,
        scope: &mut Scope,
    ) -> usize {
        let known = parameters
            .iter()
            .position(|other| other.location == Location::Path && other.wire == wire);
        known.unwrap_or_else(|| {
            self.notes.warn(
                operation.node,
                Code::PathParameter,
                format!("the path's `{{{wire}}}` isn't declared: a required text"),
                "declare it among the parameters",
            );
            parameters.push(Parameter {
                name: argument_name(wire, Some(Location::Path), true, scope),
                wire: wire.to_owned(),
                docs: String::new(),
                location: Location::Path,
                style: Style::Simple,
                explode: false,
                allow_reserved: false,
                json: false,
                required: true,
                deprecated: false,
                ty: Kind::String.into(),
                default: None,
            });
            parameters.len() - 1
        })
    }
}

/// Whether a header says where a message begins and ends, how the connection is used, or where it leads.
fn is_framing(name: &str) -> bool {
    "connection content-length host keep-alive proxy-connection te trailer transfer-encoding upgrade"
        .split(' ')
        .any(|framing| framing.eq_ignore_ascii_case(name))
}

/// Whether HTTP allows a header of this name.
fn is_header_name(name: &str) -> bool {
    const SIGNS: &[u8] = b"!#$%&'*+-.^_`|~";
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || SIGNS.contains(&byte))
}

/// The Rust name of a parameter: an argument's, or a setter's, which stands beside the call's own methods.
///
/// `place` tells it from a parameter of the same name elsewhere.
fn argument_name(wire: &str, place: Option<Location>, required: bool, scope: &mut Scope) -> String {
    let short = snake(wire);
    if short == "body" || (!required && CALL_METHODS.contains(&short.as_str())) {
        return scope.claim([format!("{short}_param").as_str()], "_");
    }
    let placed = place.map(|place| {
        let place = match place {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        format!("{short}_{place}")
    });
    let names = [Some(short), placed, Some(snake_spelled(wire))];
    raw(scope.claim(names.iter().flatten().map(String::as_str), "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_keep_clear_of_the_calls_methods() {
        let mut scope = Scope::without(&["body"]);
        let mut name = |wire, required| argument_name(wire, None, required, &mut scope);
        assert_eq!(name("timeout", false), "timeout_param");
        assert_eq!(name("send", true), "send");
        assert_eq!(name("body", true), "body_param");
        assert_eq!(name("type", false), "r#type");
        assert_eq!(
            argument_name("id", Some(Location::Query), true, &mut scope),
            "id"
        );
        assert_eq!(
            argument_name("id", Some(Location::Path), true, &mut scope),
            "id_path"
        );
    }
}
