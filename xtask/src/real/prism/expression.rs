//! Values as Rust writes them: of the client's types, from what JSON says.

use std::fmt::Write as _;

use apicrate::model::{
    Additional, Api, EnumVariant, Field, FieldKind, FormField, Kind, Shape, Struct, Type, TypeDef,
    Union,
};
use serde_json::Value;

/// The expression of an argument that a method only reads.
pub(super) fn borrowed(api: &Api, ty: &Type, value: &Value) -> Option<String> {
    match &resolved(api, ty).kind {
        Kind::String => Some(format!("{:?}", scalar_text(value)?)),
        Kind::List(item) => {
            let items = value.as_array()?.iter();
            let items: Option<Vec<String>> = items.map(|value| owned(api, item, value)).collect();
            Some(format!("&[{}]", items?.join(", ")))
        }
        Kind::Option(_) if value.is_null() => Some("None".to_owned()),
        Kind::Option(inner) => Some(format!("Some({})", borrowed(api, inner, value)?)),
        Kind::Bool | Kind::Int { .. } | Kind::Float { .. } | Kind::Null => owned(api, ty, value),
        _ => Some(format!("&{}", owned(api, ty, value)?)),
    }
}

/// The expression of a value; none where JSON says what the type can't hold.
pub(super) fn owned(api: &Api, ty: &Type, value: &Value) -> Option<String> {
    Some(match &ty.kind {
        Kind::Any => json(value),
        Kind::Null => value.is_null().then(|| "()".to_owned())?,
        Kind::Bool => value.as_bool()?.to_string(),
        Kind::Int { .. } if value.is_i64() || value.is_u64() => value.to_string(),
        Kind::Int { .. } | Kind::Never => return None,
        Kind::Float { bits } => format!("{:?}_f{bits}", value.as_f64()?),
        Kind::String => format!("{:?}.to_owned()", scalar_text(value)?),
        Kind::Secret => format!("client::Secret::from({:?})", value.as_str()?),
        Kind::Timestamp | Kind::Date | Kind::LocalDateTime | Kind::Uuid => {
            format!("client::Text::from_text({:?})", value.as_str()?)
        }
        // It is decoded by the server alone: whatever bytes are as good.
        Kind::Base64 => "client::Base64::from(b\"bytes\".to_vec())".to_owned(),
        Kind::Binary => "client::Upload::from(\"bytes\")".to_owned(),
        Kind::Named(id) => return named(api, api.def(*id), value),
        Kind::List(item) => {
            let items = value.as_array()?.iter();
            let items: Option<Vec<String>> = items.map(|value| owned(api, item, value)).collect();
            format!("vec![{}]", items?.join(", "))
        }
        Kind::Map(item) => map(api, item, value.as_object()?.iter())?,
        Kind::Tuple(items) => {
            let pairs = items.iter().zip(value.as_array()?);
            let items: Option<Vec<String>> =
                pairs.map(|(ty, value)| owned(api, ty, value)).collect();
            format!("({},)", items?.join(", "))
        }
        Kind::Option(_) if value.is_null() => "None".to_owned(),
        Kind::Option(inner) => format!("Some({})", owned(api, inner, value)?),
    })
}

/// Any JSON at all.
fn json(value: &Value) -> String {
    format!(
        "serde_json::from_str::<serde_json::Value>({:?}).expect(\"JSON\")",
        value.to_string()
    )
}

/// A text; what documents write without quotation marks is taken for one, too.
fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

fn map<'a>(
    api: &Api,
    item: &Type,
    entries: impl Iterator<Item = (&'a String, &'a Value)>,
) -> Option<String> {
    let entries: Option<Vec<String>> = entries
        .map(|(name, value)| {
            Some(format!(
                "({name:?}.to_owned(), {})",
                owned(api, item, value)?
            ))
        })
        .collect();
    Some(format!("[{}].into_iter().collect()", entries?.join(", ")))
}

fn named(api: &Api, def: &TypeDef, value: &Value) -> Option<String> {
    let path = format!("client::models::{}", def.name);
    match &def.shape {
        Shape::Struct(_) if !def.usage.sent => None,
        Shape::Struct(object) => structure(api, &path, object, value),
        Shape::StringEnum(variants) => {
            let text = value.as_str()?;
            let other = format!("{path}::Other({text:?}.to_owned())");
            Some(variant(&path, variants, text).unwrap_or(other))
        }
        Shape::IntEnum(variants) => {
            let number = value.as_i64()?;
            let other = format!("{path}::Other({number})");
            Some(variant(&path, variants, &number).unwrap_or(other))
        }
        Shape::Union(union) => choice(api, &path, union, value),
        Shape::Alias(ty) => owned(api, ty, value),
    }
}

fn variant<T: PartialEq<U>, U: ?Sized>(
    path: &str,
    variants: &[EnumVariant<T>],
    value: &U,
) -> Option<String> {
    let variant = variants.iter().find(|variant| variant.value == *value)?;
    Some(format!("{path}::{}", variant.name))
}

/// The variant that the discriminator names, or the first that can hold the value.
fn choice(api: &Api, path: &str, union: &Union, value: &Value) -> Option<String> {
    let tag = union.tag.as_ref().and_then(|tag| value[tag].as_str());
    union
        .variants
        .iter()
        .filter(|variant| tag.is_none_or(|tag| variant.tags.iter().any(|known| known == tag)))
        .find_map(|variant| {
            let inner = owned(api, &variant.ty, value)?;
            let inner = if variant.boxed {
                format!("Box::new({inner})")
            } else {
                inner
            };
            Some(format!("{path}::{}({inner})", variant.name))
        })
}

/// `{ let mut value = Type::new(…); value.field = …; value }`
fn structure(api: &Api, path: &str, object: &Struct, value: &Value) -> Option<String> {
    let value = value.as_object()?;
    let mut needed = Vec::new();
    let mut text = String::new();
    let mut known = Vec::new();
    for field in &object.fields {
        known.push(&field.wire);
        let FieldKind::Value(ty) = &field.kind else {
            continue;
        };
        let found = value.get(&field.wire);
        if field.required && !field.nullable {
            let inner = owned(api, ty, found?)?;
            needed.push(if field.boxed { boxed(&inner) } else { inner });
        } else if let Some(found) = found {
            text.push_str(&set(api, field, ty, found)?);
        }
    }
    if let Additional::Kept { name, value: ty } = &object.additional {
        let further = value.iter().filter(|(name, _)| !known.contains(name));
        let _ = write!(text, "made.{name} = {}; ", map(api, ty, further)?);
    }
    let start = if needed.is_empty() {
        format!("{path}::default()")
    } else {
        format!("{path}::new({})", needed.join(", "))
    };
    Some(if text.is_empty() {
        start
    } else {
        format!("{{ let mut made = {start}; {text}made }}")
    })
}

fn boxed(inner: &str) -> String {
    format!("Box::new({inner})")
}

/// Gives a field that may be left out its value.
fn set(api: &Api, field: &Field, ty: &Type, value: &Value) -> Option<String> {
    let mut inner = if field.nullable && value.is_null() {
        "None".to_owned()
    } else {
        let mut inner = owned(api, ty, value)?;
        if field.boxed {
            inner = boxed(&inner);
        }
        if field.nullable {
            inner = format!("Some({inner})");
        }
        inner
    };
    if !field.required {
        inner = format!("Some({inner})");
    }
    Some(format!("made.{} = {inner}; ", field.name))
}

/// A multipart form: a struct beside its operation.
pub(super) fn form(api: &Api, name: &str, fields: &[FormField], value: &Value) -> Option<String> {
    let is_files =
        |field: &FormField| matches!(&field.ty.kind, Kind::List(item) if item.kind == Kind::Binary);
    let mut needed = Vec::new();
    let mut text = String::new();
    for field in fields {
        let found = value.get(&field.wire);
        if is_files(field) {
            let _ = write!(
                text,
                "made.{} = vec![client::Upload::from(\"bytes\")]; ",
                field.name
            );
        } else if field.required {
            needed.push(owned(api, &field.ty, found?)?);
        } else if let Some(found) = found {
            let _ = write!(
                text,
                "made.{} = Some({}); ",
                field.name,
                owned(api, &field.ty, found)?
            );
        }
    }
    let path = format!("client::operations::{name}");
    let start = if needed.is_empty() {
        format!("{path}::default()")
    } else {
        format!("{path}::new({})", needed.join(", "))
    };
    Some(format!(
        "{{ #[allow(unused_mut)] let mut made = {start}; {text}made }}"
    ))
}

/// The type behind aliases.
pub(super) fn resolved<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    for _ in 0..api.types.len() {
        let Kind::Named(id) = &ty.kind else { break };
        let Shape::Alias(inner) = &api.def(*id).shape else {
            break;
        };
        ty = inner;
    }
    ty
}
