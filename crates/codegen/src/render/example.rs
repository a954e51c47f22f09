//! The example of a crate's documentation: a real operation, called with made-up values.

use std::collections::BTreeSet;

use super::argument::resolved;
use super::imports::Imports;
use super::{operations, parameters, servers, structs};
use crate::model::{
    Api, Body, BodyFormat, Credential, Kind, Operation, Outcome, Parameter, ReplyFormat, Shape,
    Type, TypeDef,
};

/// How deep values are made up.
const DEPTH: usize = 4;
/// An operation with at most so many arguments makes a good example.
const FEW: usize = 3;

/// A function that makes a client and calls an operation.
pub(super) fn code(api: &Api, library: &str) -> String {
    let mut names = Names::default();
    let chosen = choose(api, &mut names);
    let mut text = String::new();
    let models = format!("{library}::models");
    let mut imports = Imports::default();
    imports.add(library, names.root.iter().copied().chain(["Client"]));
    imports.add(&models, names.models.iter().map(String::as_str));
    imports.write("", &mut text);
    text.push_str("\nasync fn example() -> Result<(), Box<dyn std::error::Error>> {\n");
    text.extend([
        "    let client = ",
        &client(api, chosen.as_ref().map(|call| call.operation)),
        ";\n",
    ]);
    if let Some(call) = &chosen {
        text.push_str(&call.statements);
    } else {
        text.push_str("    println!(\"{}\", client.base_url());\n");
    }
    text.push_str("    Ok(())\n}\n");
    text
}

/// The URL of the document's first server, defaults filled in: one that a client talks to without further ado before
/// one that it doesn't.
fn base_url(api: &Api) -> String {
    let filled = api.servers.iter().map(|server| {
        let variables = server.variables.iter();
        variables.fold(server.url.clone(), |url, variable| {
            url.replace(&format!("{{{}}}", variable.wire), &variable.default)
        })
    });
    // An address and nothing else: what a document says otherwise has no place in code that is compiled.
    let is_address = |url: &String| {
        url.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c))
    };
    let usable: Vec<String> = filled.filter(is_address).collect();
    let with = |start: &str| usable.iter().find(|url| url.starts_with(start)).cloned();
    with("https://")
        .or_else(|| with("http://"))
        .or_else(|| with("/").map(|path| format!("https://example.com{path}")))
        .unwrap_or_else(|| "https://example.com".to_owned())
}

/// What makes a client, with credentials if the operation needs some.
fn client(api: &Api, operation: Option<&Operation>) -> String {
    let url = servers::only_server(api).is_none().then(|| base_url(api));
    let needed = operation.and_then(|operation| operation.security.first());
    let needed = needed.map(Vec::as_slice).unwrap_or_default();
    let mut settings: Vec<String> = needed
        .iter()
        .filter_map(|index| api.schemes.get(*index))
        .map(|scheme| match scheme.credential {
            Credential::Basic => format!(".{}(\"user\", \"password\")", scheme.name),
            Credential::Bearer => format!(".{}(\"token\")", scheme.name),
            _ => format!(".{}(\"key\")", scheme.name),
        })
        .collect();
    let is_plain = |url: &str| url.starts_with("http://") && !url.starts_with("http://localhost");
    if url.as_deref().is_some_and(is_plain) {
        settings.insert(0, ".allow_plain_http()".to_owned());
    }
    let url = url.map(|url| format!("{url:?}")).unwrap_or_default();
    if settings.is_empty() {
        format!("Client::new({url})?")
    } else {
        format!("Client::builder({url}){}.build()?", settings.concat())
    }
}

/// An operation to call, and the statements that do.
struct Call<'a> {
    operation: &'a Operation,
    statements: String,
}

/// The first operation that is as good an example as any.
fn choose<'a>(api: &'a Api, names: &mut Names) -> Option<Call<'a>> {
    let mut ranked: Vec<(u8, &Operation)> = operations::operations(api)
        .filter(|operation| !operation.deprecated)
        .map(|operation| (rank(operation), operation))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().find_map(|(_, operation)| {
        let mut own = Names::default();
        let statements = statements(api, operation, &mut own)?;
        *names = own;
        Some(Call {
            operation,
            statements,
        })
    })
}

/// How little an operation is fit to be shown: best is one that changes nothing, asks for little and tells something.
fn rank(operation: &Operation) -> u8 {
    let body = operation.body.as_ref();
    let arguments =
        parameters::required(operation).len() + usize::from(body.is_some_and(|body| body.required));
    let is_told = matches!(
        &operation.replies.success,
        Outcome::Single {
            format: ReplyFormat::Json(_),
            ..
        }
    );
    let is_easy = arguments <= FEW && is_told;
    match operation.method.as_str() {
        "GET" if is_easy => 0,
        "DELETE" => 5,
        // A body that may be left out is left out, so the call would say little.
        _ if is_easy && body.is_none_or(|body| body.required) => 1,
        _ if is_easy => 2,
        "GET" => 3,
        _ => 4,
    }
}

fn statements(api: &Api, operation: &Operation, names: &mut Names) -> Option<String> {
    let mut text = String::new();
    let mut arguments = Vec::new();
    for parameter in parameters::required(operation) {
        arguments.push(borrowed(api, &parameter.ty, &parameter.name, names)?);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let (value, argument) = body_value(api, body, names)?;
        if let Some(value) = value {
            text.extend(["    let body = ", &value, ";\n"]);
        }
        arguments.push(argument);
    }
    let mut call = format!("client.{}({})", operation.name, arguments.join(", "));
    let is_number = |parameter: &&Parameter| {
        !parameter.deprecated && matches!(resolved(api, &parameter.ty).kind, Kind::Int { .. })
    };
    // How many are wanted, or which page: it shows how what is optional is set.
    if let Some(parameter) = parameters::optional(operation).find(is_number) {
        call.extend([".", &parameter.name, "(10)"]);
    }
    call.push_str(".await?");
    match &operation.replies.success {
        Outcome::None
        | Outcome::Single {
            format: ReplyFormat::Empty,
            ..
        } => {
            text.extend(["    ", &call, ";\n"]);
        }
        _ => text.extend([
            "    let answer = ",
            &call,
            ";\n    println!(\"{answer:?}\");\n",
        ]),
    }
    Some(text)
}

/// The value of a variable `body`, where one helps, and the argument.
fn body_value(api: &Api, body: &Body, names: &mut Names) -> Option<(Option<String>, String)> {
    let [case] = body.cases.as_slice() else {
        return None;
    };
    match &case.format {
        BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => match &resolved(api, ty).kind {
            Kind::Named(_) => Some((
                Some(owned(api, ty, "body", DEPTH, names)?),
                "&body".to_owned(),
            )),
            _ => Some((None, borrowed(api, ty, "body", names)?)),
        },
        BodyFormat::Text => Some((None, "\"text\"".to_owned())),
        BodyFormat::Binary => Some((None, "b\"bytes\".to_vec()".to_owned())),
        BodyFormat::Multipart { .. } => None,
    }
}

/// An argument of a method.
fn borrowed(api: &Api, ty: &Type, name: &str, names: &mut Names) -> Option<String> {
    match &resolved(api, ty).kind {
        Kind::String => Some(text(name)),
        Kind::List(item) => Some(format!("&[{}]", owned(api, item, name, DEPTH, names)?)),
        Kind::Option(_) => Some("None".to_owned()),
        Kind::Bool | Kind::Int { .. } | Kind::Float { .. } | Kind::Null => {
            owned(api, ty, name, DEPTH, names)
        }
        _ => Some(format!("&{}", owned(api, ty, name, DEPTH, names)?)),
    }
}

/// A value of the type.
fn owned(api: &Api, ty: &Type, name: &str, depth: usize, names: &mut Names) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    Some(match &ty.kind {
        Kind::Any => "serde_json::Value::Null".to_owned(),
        Kind::Null => "()".to_owned(),
        Kind::Never | Kind::Binary | Kind::Base64 => return None,
        Kind::Bool => "true".to_owned(),
        Kind::Int { .. } => "1".to_owned(),
        Kind::Float { .. } => "1.0".to_owned(),
        Kind::String => format!("{}.to_owned()", text(name)),
        Kind::Secret => {
            names.root.insert("Secret");
            format!("Secret::from({})", text(name))
        }
        Kind::Timestamp => names.text("2025-01-31T12:00:00Z"),
        Kind::Date => names.text("2025-01-31"),
        Kind::LocalDateTime => names.text("2025-01-31 12:00:00"),
        Kind::Uuid => names.text("00000000-0000-0000-0000-000000000000"),
        Kind::Named(id) => return named(api, api.def(*id), name, depth, names),
        Kind::List(item) => format!("vec![{}]", owned(api, item, name, depth, names)?),
        Kind::Map(_) => "Default::default()".to_owned(),
        Kind::Tuple(items) => {
            let values: Option<Vec<String>> = items
                .iter()
                .map(|item| owned(api, item, name, depth, names))
                .collect();
            format!("({},)", values?.join(", "))
        }
        Kind::Option(_) => "None".to_owned(),
    })
}

fn named(api: &Api, def: &TypeDef, name: &str, depth: usize, names: &mut Names) -> Option<String> {
    if def.deprecated {
        return None;
    }
    let value = match &def.shape {
        Shape::Struct(_) if !def.usage.sent => return None,
        Shape::Struct(object) if structs::has_default(object) => format!("{}::default()", def.name),
        Shape::Struct(object) => {
            let arguments: Option<Vec<String>> = structs::required(object)
                .map(|(field, ty)| match ty.kind {
                    Kind::String | Kind::Secret => Some(text(&field.name)),
                    _ => owned(api, ty, &field.name, depth, names),
                })
                .collect();
            format!("{}::new({})", def.name, arguments?.join(", "))
        }
        Shape::StringEnum(variants) => format!("{}::{}", def.name, variants.first()?.name),
        Shape::IntEnum(variants) => format!("{}::{}", def.name, variants.first()?.name),
        Shape::Union(union) => {
            let variant = union.variants.first()?;
            let inner = owned(api, &variant.ty, name, depth, names)?;
            let inner = if variant.boxed {
                format!("Box::new({inner})")
            } else {
                inner
            };
            format!("{}::{}({inner})", def.name, variant.name)
        }
        Shape::Alias(ty) => return owned(api, ty, name, depth, names),
    };
    names.models.insert(def.name.clone());
    Some(value)
}

/// A text that stands for a value of this name.
fn text(name: &str) -> String {
    format!("{:?}", name.trim_start_matches("r#").replace('_', "-"))
}

/// What the example brings into scope.
#[derive(Debug, Default)]
struct Names {
    root: BTreeSet<&'static str>,
    models: BTreeSet<String>,
}

impl Names {
    fn text(&mut self, text: &str) -> String {
        self.root.insert("Text");
        format!("Text::from_text({text:?})")
    }
}
