//! Structs, enums, aliases and methods.

use syn::{
    Attribute, Block, Field, Fields, FieldsUnnamed, FnArg, Generics, ImplItemFn, Pat, PatType,
    Receiver, ReceiverKind, ReturnType, Signature, Stmt, Type, Visibility,
};

use super::expressions::binding;
use super::ident;

pub(in crate::render) fn public() -> Visibility {
    Visibility::Public(<syn::Token![pub]>::default())
}

/// `name: ty`, with attributes, public.
pub(in crate::render) fn field(attrs: Vec<Attribute>, name: &str, ty: Type) -> Field {
    Field {
        attrs,
        vis: public(),
        modifiers: syn::FieldModifiers::default(),
        ident: Some(ident(name)),
        colon_token: Some(<syn::Token![:]>::default()),
        ty,
        default: None,
    }
}

/// `(ty)` of a variant.
pub(in crate::render) fn unnamed(ty: Type) -> Fields {
    let field = Field {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: syn::FieldModifiers::default(),
        ident: None,
        colon_token: None,
        ty,
        default: None,
    };
    Fields::Unnamed(FieldsUnnamed {
        paren_token: syn::token::Paren::default(),
        unnamed: [field].into_iter().collect(),
    })
}

/// A variant of an enum.
pub(in crate::render) fn variant(
    attrs: Vec<Attribute>,
    name: &str,
    fields: Fields,
) -> syn::Variant {
    syn::Variant {
        attrs,
        ident: ident(name),
        fields,
        discriminant: None,
    }
}

/// An enum.
pub(in crate::render) fn item_enum(
    attrs: Vec<Attribute>,
    name: &str,
    variants: impl IntoIterator<Item = syn::Variant>,
) -> syn::Item {
    syn::Item::Enum(syn::ItemEnum {
        attrs,
        vis: public(),
        enum_token: <syn::Token![enum]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        brace_token: syn::token::Brace::default(),
        variants: variants.into_iter().collect(),
    })
}

/// A struct with named fields.
pub(in crate::render) fn item_struct(
    attrs: Vec<Attribute>,
    name: &str,
    fields: impl IntoIterator<Item = Field>,
) -> syn::Item {
    let named = syn::FieldsNamed {
        brace_token: syn::token::Brace::default(),
        named: fields.into_iter().collect(),
    };
    syn::Item::Struct(struct_of(attrs, name, Fields::Named(named), None))
}

/// `pub struct Name;`
pub(in crate::render) fn item_unit(attrs: Vec<Attribute>, name: &str) -> syn::Item {
    let semi = Some(<syn::Token![;]>::default());
    syn::Item::Struct(struct_of(attrs, name, Fields::Unit, semi))
}

fn struct_of(
    attrs: Vec<Attribute>,
    name: &str,
    fields: Fields,
    semi_token: Option<syn::Token![;]>,
) -> syn::ItemStruct {
    syn::ItemStruct {
        attrs,
        vis: public(),
        struct_token: <syn::Token![struct]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        fields,
        semi_token,
    }
}

/// `pub type Name = ty;`
pub(in crate::render) fn item_alias(attrs: Vec<Attribute>, name: &str, ty: Type) -> syn::Item {
    syn::Item::Type(syn::ItemType {
        attrs,
        vis: public(),
        modifiers: syn::TypeModifiers::default(),
        type_token: <syn::Token![type]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        eq_token: <syn::Token![=]>::default(),
        ty: Box::new(ty),
        semi_token: <syn::Token![;]>::default(),
        where_clause_placement: syn::WhereClausePlacement::Late,
    })
}

/// The receiver of a method.
#[derive(Clone, Copy)]
pub(in crate::render) enum SelfArgument {
    None,
    Value,
    Reference,
}

/// A public method.
pub(in crate::render) fn method(
    attrs: Vec<Attribute>,
    name: &str,
    receiver: SelfArgument,
    arguments: Vec<(String, Type)>,
    output: Type,
    body: Vec<Stmt>,
) -> ImplItemFn {
    let kind = match receiver {
        SelfArgument::None => None,
        SelfArgument::Value => Some(ReceiverKind::Value),
        SelfArgument::Reference => Some(ReceiverKind::Reference(
            <syn::Token![&]>::default(),
            None,
            None,
        )),
    };
    let receiver = kind.map(|kind| {
        FnArg::Receiver(Receiver {
            attrs: Vec::new(),
            mutability: None,
            self_token: <syn::Token![self]>::default(),
            kind,
        })
    });
    let typed = arguments.into_iter().map(|(name, ty)| {
        FnArg::Typed(PatType {
            attrs: Vec::new(),
            pat: Box::new(Pat::Ident(binding(&name))),
            colon_token: <syn::Token![:]>::default(),
            ty: Box::new(ty),
        })
    });
    ImplItemFn {
        attrs,
        vis: public(),
        modifiers: syn::FnModifiers::default(),
        sig: Signature {
            constness: None,
            asyncness: None,
            safety: syn::Safety::default(),
            abi: None,
            fn_token: <syn::Token![fn]>::default(),
            ident: ident(name),
            generics: Generics::default(),
            paren_token: syn::token::Paren::default(),
            inputs: receiver.into_iter().chain(typed).collect(),
            variadic: None,
            output: ReturnType::Type(<syn::Token![->]>::default(), Box::new(output)),
        },
        block: Block {
            brace_token: syn::token::Brace::default(),
            stmts: body,
        },
    }
}
