//! A model as a few lines a reader can follow; Rust in looks only.

use std::fmt::Write as _;

use apicrate::model::{
    Additional, Api, Body, BodyFormat, Constant, EnumVariant, Field, FieldKind, FieldStyle, Home,
    Kind, Location, Operation, Outcome, Parameter, ReplyFormat, Rules, Shape, StatusMatch, Type,
    TypeDef, Union,
};

/// The outline of a model.
pub(super) fn outline(api: &Api) -> String {
    let mut out = format!("{:?} {:?}\n", api.title, api.version);
    docs(&mut out, "", &api.docs);
    for server in &api.servers {
        line(&mut out, &format!("server {} {}", server.name, server.url));
        for variable in &server.variables {
            let allowed = variable.allowed.join("|");
            line(
                &mut out,
                &format!("    {} = {:?} {allowed}", variable.name, variable.default),
            );
        }
    }
    for scheme in &api.schemes {
        line(
            &mut out,
            &format!("scheme {} {:?}", scheme.name, scheme.credential),
        );
    }
    for module in &api.modules {
        docs(&mut out, "", &module.docs);
        line(&mut out, &format!("mod {}", module.name));
        for operation in &module.operations {
            write_operation(&mut out, api, operation);
        }
    }
    for def in &api.types {
        out.push('\n');
        write_type(&mut out, api, def);
    }
    out
}

/// The names of everything that becomes a type, each once where it is shared.
pub(super) fn names_of_types(api: &Api) -> Vec<String> {
    let mut names: Vec<String> = api.types.iter().map(|def| def.name.clone()).collect();
    let mut choices = Vec::new();
    for operation in api.modules.iter().flat_map(|module| &module.operations) {
        names.push(operation.marker.clone());
        for outcome in [&operation.replies.success, &operation.replies.failure] {
            if let Outcome::Choice { name, .. } = outcome {
                choices.push(name.clone());
            }
        }
        let Some(body) = &operation.body else {
            continue;
        };
        names.extend(Some(body.choice.clone()).filter(|choice| !choice.is_empty()));
        for case in &body.cases {
            if let BodyFormat::Multipart { name, .. } = &case.format {
                names.push(name.clone());
            }
        }
    }
    choices.sort();
    choices.dedup();
    names.extend(choices);
    names
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn docs(out: &mut String, indent: &str, text: &str) {
    for text in text.lines() {
        line(out, &format!("{indent}/// {text}"));
    }
}

fn write_operation(out: &mut String, api: &Api, operation: &Operation) {
    docs(out, "    ", &operation.docs);
    let deprecated = if operation.deprecated {
        "#[deprecated] "
    } else {
        ""
    };
    let mut arguments: Vec<String> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
        .map(|parameter| argument(api, parameter))
        .collect();
    arguments.extend(operation.body.as_ref().map(|body| body_text(api, body)));
    line(
        out,
        &format!(
            "    {deprecated}fn {}({})",
            operation.name,
            arguments.join(", ")
        ),
    );
    line(
        out,
        &format!("        {} {}", operation.method, operation.path),
    );
    for parameter in operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
    {
        line(out, &format!("        .{}", argument(api, parameter)));
    }
    line(
        out,
        &format!("        -> {}", outcome(api, &operation.replies.success)),
    );
    line(
        out,
        &format!("        !> {}", outcome(api, &operation.replies.failure)),
    );
    line(
        out,
        &format!("        accept {}", operation.replies.accept.join(", ")),
    );
    if !operation.security.is_empty() {
        line(out, &format!("        security {:?}", operation.security));
    }
}

fn argument(api: &Api, parameter: &Parameter) -> String {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    let mut text = format!("{}: {} @{place}", parameter.name, ty(api, &parameter.ty));
    if parameter.json {
        text.push_str(" json");
    } else {
        let _ = write!(text, " {:?}", parameter.style);
    }
    for (set, word) in [
        (parameter.explode, "explode"),
        (parameter.allow_reserved, "reserved"),
        (parameter.deprecated, "deprecated"),
    ] {
        if set {
            let _ = write!(text, " {word}");
        }
    }
    if let Some(default) = &parameter.default {
        let _ = write!(text, " = {default}");
    }
    text
}

fn body_text(api: &Api, body: &Body) -> String {
    let mark = if body.required { "" } else { "?" };
    let cases: Vec<String> = body
        .cases
        .iter()
        .map(|case| {
            let format = match &case.format {
                BodyFormat::Json(of) => ty(api, of),
                BodyFormat::Form(of, styles) => {
                    let styles: Vec<String> = styles
                        .iter()
                        .map(|field| {
                            let FieldStyle {
                                wire,
                                json,
                                style,
                                explode,
                            } = field;
                            if *json {
                                format!("; {wire} as JSON")
                            } else {
                                format!("; {wire} as {style:?} {explode}")
                            }
                        })
                        .collect();
                    format!("form {}{}", ty(api, of), styles.concat())
                }
                BodyFormat::Multipart { name, fields } => {
                    let fields: Vec<String> = fields
                        .iter()
                        .map(|field| {
                            let mark = if field.required { "" } else { "?" };
                            let content = field.content_type.as_deref().unwrap_or_default();
                            format!("{}{mark}: {} {content}", field.name, ty(api, &field.ty))
                        })
                        .collect();
                    format!("multipart {name} {{ {} }}", fields.join(", "))
                }
                BodyFormat::Text => "text".to_owned(),
                BodyFormat::Binary => "binary".to_owned(),
            };
            format!("{}({format}) as {}", case.name, case.media_type)
        })
        .collect();
    format!("body{mark}: {} {}", body.choice, cases.join(" | "))
}

fn outcome(api: &Api, outcome: &Outcome) -> String {
    match outcome {
        Outcome::None => "-".to_owned(),
        Outcome::Single { format, cases } => {
            format!("{} for {}", format_text(api, format), statuses(cases))
        }
        Outcome::Choice { name, cases } => {
            let cases: Vec<String> = cases
                .iter()
                .map(|case| {
                    let format = format_text(api, &case.format);
                    format!("{}({format}) for {}", case.name, statuses(&case.matches))
                })
                .collect();
            format!("{name} {{ {} }}", cases.join(" | "))
        }
    }
}

fn format_text(api: &Api, format: &ReplyFormat) -> String {
    match format {
        ReplyFormat::Empty => "()".to_owned(),
        ReplyFormat::Json(of) => ty(api, of),
        ReplyFormat::Text => "text".to_owned(),
        ReplyFormat::Binary => "binary".to_owned(),
    }
}

fn statuses(matches: &[StatusMatch]) -> String {
    let texts: Vec<String> = matches
        .iter()
        .map(|status| {
            let media = status.media_type.as_deref().unwrap_or_default();
            let range = if status.from == status.to {
                status.from.to_string()
            } else {
                format!("{}-{}", status.from, status.to)
            };
            format!("{range} {media}").trim_end().to_owned()
        })
        .collect();
    texts.join(", ")
}

fn write_type(out: &mut String, api: &Api, def: &TypeDef) {
    let home = match def.home {
        Home::Shared => "shared".to_owned(),
        Home::Module(module) => format!("module {module}"),
    };
    let mut facts = vec![def.pointer.clone(), home];
    for (set, word) in [
        (def.usage.sent, "sent"),
        (def.usage.received, "received"),
        (def.deprecated, "deprecated"),
        (def.open, "open"),
    ] {
        facts.extend(set.then(|| word.to_owned()));
    }
    line(out, &format!("// {}", facts.join(", ")));
    docs(out, "", &def.docs);
    let name = &def.name;
    match &def.shape {
        Shape::Struct(object) => {
            let rules = object.rules.as_deref().map(rules).unwrap_or_default();
            line(out, &format!("struct {name} {{{rules}"));
            for field in &object.fields {
                write_field(out, api, field);
            }
            match &object.additional {
                Additional::Ignored => {}
                Additional::Denied => line(out, "    // nothing else"),
                Additional::Kept { name, value } => {
                    line(out, &format!("    ..{name}: {}", ty(api, value)));
                }
            }
            line(out, "}");
        }
        Shape::StringEnum(variants) => write_enum(out, name, variants),
        Shape::IntEnum(variants) => write_enum(out, name, variants),
        Shape::Union(union) => write_union(out, api, name, union),
        Shape::Alias(of) => line(out, &format!("type {name} = {}", ty(api, of))),
    }
}

fn write_enum<T: std::fmt::Debug>(out: &mut String, name: &str, variants: &[EnumVariant<T>]) {
    line(out, &format!("enum {name} {{"));
    for variant in variants {
        docs(out, "    ", &variant.docs);
        line(out, &format!("    {} = {:?}", variant.name, variant.value));
    }
    line(out, "}");
}

fn write_union(out: &mut String, api: &Api, name: &str, union: &Union) {
    let word = if union.any { "any" } else { "one" };
    let tag = union
        .tag
        .as_deref()
        .map(|tag| format!(" by {tag:?}"))
        .unwrap_or_default();
    line(out, &format!("{word} {name}{tag} {{"));
    for variant in &union.variants {
        docs(out, "    ", &variant.docs);
        let of = ty(api, &variant.ty);
        let of = if variant.boxed {
            format!("Box<{of}>")
        } else {
            of
        };
        let tags = variant.tags.join(" | ");
        let tags = if tags.is_empty() {
            tags
        } else {
            format!(" = {tags}")
        };
        line(out, &format!("    {}({of}){tags}", variant.name));
    }
    line(out, "}");
}

fn write_field(out: &mut String, api: &Api, field: &Field) {
    docs(out, "    ", &field.docs);
    let of = match &field.kind {
        FieldKind::Value(of) => ty(api, of),
        FieldKind::Constant(Constant::String(value)) => format!("{value:?}"),
        FieldKind::Constant(Constant::Int(value)) => value.to_string(),
        FieldKind::Constant(Constant::Bool(value)) => value.to_string(),
    };
    let of = if field.boxed {
        format!("Box<{of}>")
    } else {
        of
    };
    let of = match (field.required, field.nullable) {
        (true, false) => of,
        (true, true) => format!("Nullable<{of}>"),
        (false, false) => format!("Option<{of}>"),
        (false, true) => format!("Option<Option<{of}>>"),
    };
    let wire = if field.name == field.wire {
        String::new()
    } else {
        format!(" {:?}", field.wire)
    };
    let default = field
        .default
        .as_ref()
        .map(|text| format!(" = {text}"))
        .unwrap_or_default();
    let access = match field.access {
        apicrate::model::Access::ReadWrite => "",
        apicrate::model::Access::ReadOnly => " read only",
        apicrate::model::Access::WriteOnly => " write only",
    };
    let deprecated = if field.deprecated { " deprecated" } else { "" };
    line(
        out,
        &format!(
            "    {}{wire}: {of}{default}{access}{deprecated}",
            field.name
        ),
    );
}

fn ty(api: &Api, ty: &Type) -> String {
    let kind = kind(api, &ty.kind);
    format!(
        "{kind}{}",
        ty.rules.as_deref().map(rules).unwrap_or_default()
    )
}

fn kind(api: &Api, kind: &Kind) -> String {
    match kind {
        Kind::Any => "Value".to_owned(),
        Kind::Null => "()".to_owned(),
        Kind::Never => "Never".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Int { bits, signed: true } => format!("i{bits}"),
        Kind::Int {
            bits,
            signed: false,
        } => format!("u{bits}"),
        Kind::Float { bits } => format!("f{bits}"),
        Kind::Named(id) => api.def(*id).name.clone(),
        Kind::List(item) => format!("Vec<{}>", ty(api, item)),
        Kind::Map(value) => format!("Map<{}>", ty(api, value)),
        Kind::Option(inner) => format!("Option<{}>", ty(api, inner)),
        Kind::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| ty(api, item)).collect();
            format!("({})", items.join(", "))
        }
        scalar => format!("{scalar:?}"),
    }
}

/// Only the rules that are set.
fn rules(rules: &Rules) -> String {
    let text = format!("{rules:#?}");
    let mut set = Vec::new();
    let mut name = "";
    for text in text.lines() {
        let text = text.trim().trim_end_matches(',');
        if let Some((before, value)) = text.split_once(": ") {
            name = before;
            if value == "true" {
                set.push(name.to_owned());
            }
        } else if !text.ends_with(['(', '{']) && !matches!(text, ")" | "}") {
            set.push(format!("{name} {text}"));
        }
    }
    format!(" [{}]", set.join(", "))
}
