//! Nodes of syntax trees, built by hand: no tokens to parse again, and nothing that can fail.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, Arm, AttrStyle, Attribute, Block, Expr, ExprArray, ExprCall,
    ExprField, ExprLit, ExprMatch, ExprMethodCall, ExprPath, ExprReference, ExprStruct, Field,
    FieldValue, Fields, FieldsUnnamed, FnArg, GenericArgument, Generics, ImplItemFn, Lifetime, Lit,
    LitBool, LitInt, LitStr, Local, LocalInit, MacroDelimiter, Member, Meta, MetaList,
    MetaNameValue, Pat, PatIdent, PatTupleStruct, PatType, Path, PathArguments, PathSegment,
    Receiver, ReceiverKind, ReturnType, Signature, Stmt, TraitBound, Type, TypeImplTrait,
    TypeParamBound, TypePath, TypeReference, TypeSlice, TypeTuple, Visibility,
};

/// An identifier, raw where it is written so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

fn segment(name: &str, arguments: PathArguments) -> PathSegment {
    PathSegment {
        ident: ident(name),
        arguments,
    }
}

/// A path, written with `::`.
pub(super) fn path(text: &str) -> Path {
    let segments = text
        .split("::")
        .map(|name| segment(name, PathArguments::None))
        .collect();
    Path {
        leading_colon: None,
        segments,
    }
}

/// A type named by a path.
pub(super) fn named(text: &str) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: path(text),
    })
}

/// `name<arguments>`.
pub(super) fn generic(name: &str, arguments: impl IntoIterator<Item = Type>) -> Type {
    generic_of(
        name,
        arguments.into_iter().map(GenericArgument::Type).collect(),
    )
}

/// `name<'_, argument>`.
pub(super) fn generic_elided(name: &str, argument: Type) -> Type {
    let lifetime = Lifetime::new("'_", Span::call_site());
    generic_of(
        name,
        [
            GenericArgument::Lifetime(lifetime),
            GenericArgument::Type(argument),
        ]
        .into_iter()
        .collect(),
    )
}

fn generic_of(name: &str, args: Punctuated<GenericArgument, syn::Token![,]>) -> Type {
    let arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
        colon2_token: None,
        lt_token: <syn::Token![<]>::default(),
        args,
        gt_token: <syn::Token![>]>::default(),
    });
    let mut path = path(name);
    if let Some(last) = path.segments.last_mut() {
        last.arguments = arguments;
    }
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// `&ty`.
pub(super) fn reference(ty: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: <syn::Token![&]>::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(ty),
    })
}

/// `[ty]`.
pub(super) fn slice(ty: Type) -> Type {
    Type::Slice(TypeSlice {
        attrs: Vec::new(),
        bracket_token: syn::token::Bracket::default(),
        elem: Box::new(ty),
    })
}

/// `(a, b)`.
pub(super) fn tuple(types: impl IntoIterator<Item = Type>) -> Type {
    let mut elems: Punctuated<Type, syn::Token![,]> = types.into_iter().collect();
    if elems.len() == 1 {
        elems.push_punct(<syn::Token![,]>::default());
    }
    Type::Tuple(TypeTuple {
        attrs: Vec::new(),
        paren_token: syn::token::Paren::default(),
        elems,
    })
}

/// `impl Into<ty>`.
pub(super) fn impl_into(ty: Type) -> Type {
    let Type::Path(into) = generic("Into", [ty]) else {
        return tuple([]);
    };
    let bound = TraitBound {
        paren_token: None,
        lifetimes: None,
        maybe: None,
        modifiers: syn::TraitBoundModifiers::default(),
        path: into.path,
    };
    Type::ImplTrait(TypeImplTrait {
        attrs: Vec::new(),
        impl_token: <syn::Token![impl]>::default(),
        bounds: [TypeParamBound::Trait(bound)].into_iter().collect(),
    })
}

pub(super) fn public() -> Visibility {
    Visibility::Public(<syn::Token![pub]>::default())
}

fn attribute(style: AttrStyle, meta: Meta) -> Attribute {
    Attribute {
        pound_token: <syn::Token![#]>::default(),
        style,
        bracket_token: syn::token::Bracket::default(),
        meta,
    }
}

/// `#[name]`.
pub(super) fn marker(name: &str) -> Attribute {
    attribute(AttrStyle::Outer, Meta::Path(path(name)))
}

/// `#[name(tokens)]`.
pub(super) fn list(name: &str, tokens: TokenStream) -> Attribute {
    attribute(
        AttrStyle::Outer,
        Meta::List(MetaList {
            path: path(name),
            delimiter: MacroDelimiter::Paren(syn::token::Paren::default()),
            tokens,
        }),
    )
}

/// The derives of a model.
pub(super) fn derive_model() -> Attribute {
    list("derive", quote!(Debug, Clone, PartialEq))
}

/// The derives of a model without anything required.
pub(super) fn derive_default_model() -> Attribute {
    list("derive", quote!(Debug, Clone, Default, PartialEq))
}

/// The derives of an enum of strings.
pub(super) fn derive_value() -> Attribute {
    list(
        "derive",
        quote!(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash),
    )
}

/// The derives of an enum of integers.
pub(super) fn derive_copied_value() -> Attribute {
    list(
        "derive",
        quote!(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash),
    )
}

/// The derives of a type that may hold a stream.
pub(super) fn derive_debug() -> Attribute {
    list("derive", quote!(Debug))
}

/// The derives of a form without anything required.
pub(super) fn derive_debug_default() -> Attribute {
    list("derive", quote!(Debug, Default))
}

/// The derives of an operation's marker.
pub(super) fn derive_marker() -> Attribute {
    list("derive", quote!(Debug, Clone, Copy))
}

/// Variants may differ much in size.
pub(super) fn allow_large_variants() -> Attribute {
    allow(
        "clippy::large_enum_variant",
        "it is made once and taken apart once",
    )
}

/// `#[allow(lint, reason = "…")]`.
pub(super) fn allow(lint: &str, reason: &str) -> Attribute {
    let lint = path(lint);
    let lint =
        TokenStream::from_iter(lint.segments.iter().enumerate().flat_map(|(at, segment)| {
            let ident = &segment.ident;
            if at == 0 {
                quote!(#ident)
            } else {
                quote!(::#ident)
            }
        }));
    list("allow", quote!(#lint, reason = #reason))
}

/// One `///` line for each line of the text.
pub(super) fn docs(text: &str) -> Vec<Attribute> {
    let lines = text.trim_end().lines();
    lines.map(doc_line).collect()
}

fn doc_line(line: &str) -> Attribute {
    let line = line.trim_end();
    let line = if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    };
    let meta = MetaNameValue {
        path: path("doc"),
        eq_token: <syn::Token![=]>::default(),
        value: string(&line),
    };
    attribute(AttrStyle::Outer, Meta::NameValue(meta))
}

/// `name: ty`, with attributes, public.
pub(super) fn field(attrs: Vec<Attribute>, name: &str, ty: Type) -> Field {
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
pub(super) fn unnamed(ty: Type) -> Fields {
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
pub(super) fn variant(attrs: Vec<Attribute>, name: &str, fields: Fields) -> syn::Variant {
    syn::Variant {
        attrs,
        ident: ident(name),
        fields,
        discriminant: None,
    }
}

/// An enum.
pub(super) fn item_enum(
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
pub(super) fn item_struct(
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
pub(super) fn item_unit(attrs: Vec<Attribute>, name: &str) -> syn::Item {
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
pub(super) fn item_alias(attrs: Vec<Attribute>, name: &str, ty: Type) -> syn::Item {
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
pub(super) enum SelfArgument {
    None,
    Value,
    Reference,
}

/// A public method.
pub(super) fn method(
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

/// A body that is one expression.
pub(super) fn tail(expr: Expr) -> Vec<Stmt> {
    vec![Stmt::Expr(expr, None)]
}

/// A path as an expression.
pub(super) fn value(text: &str) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: path(text),
    })
}

/// A literal.
fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit,
    })
}

/// A string literal.
pub(super) fn string(text: &str) -> Expr {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// `true` or `false`.
pub(super) fn boolean(value: bool) -> Expr {
    literal(Lit::Bool(LitBool::new(value, Span::call_site())))
}

/// `function(arguments)`.
pub(super) fn call(function: &str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(value(function)),
        paren_token: syn::token::Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `receiver.name(arguments)`.
pub(super) fn call_method(
    receiver: Expr,
    name: &str,
    arguments: impl IntoIterator<Item = Expr>,
) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: <syn::Token![.]>::default(),
        method: ident(name),
        turbofish: None,
        paren_token: syn::token::Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `&expr`.
pub(super) fn borrow(expr: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <syn::Token![&]>::default(),
        mutability: None,
        expr: Box::new(expr),
    })
}

/// `Self { name: value, … }`.
pub(super) fn construct(fields: impl IntoIterator<Item = (String, Expr)>) -> Expr {
    let fields = fields.into_iter().map(|(name, expr)| {
        let member = ident(&name);
        let shorthand = matches!(&expr, Expr::Path(path) if path.path.is_ident(&member));
        FieldValue {
            attrs: Vec::new(),
            member: Member::Named(member),
            colon_token: (!shorthand).then(<syn::Token![:]>::default),
            expr,
        }
    });
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: path("Self"),
        brace_token: syn::token::Brace::default(),
        fields: fields.collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `match value { arms }`.
pub(super) fn match_value(value: Expr, arms: impl IntoIterator<Item = Arm>) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: <syn::Token![match]>::default(),
        expr: Box::new(value),
        brace_token: syn::token::Brace::default(),
        arms: arms.into_iter().collect(),
    })
}

/// `variant(name) => body,`.
pub(super) fn arm(variant: &str, name: &str, body: Expr) -> Arm {
    let binding = Pat::Ident(binding(name));
    Arm {
        attrs: Vec::new(),
        pat: Pat::TupleStruct(PatTupleStruct {
            attrs: Vec::new(),
            qself: None,
            path: path(variant),
            paren_token: syn::token::Paren::default(),
            elems: [binding].into_iter().collect(),
        }),
        fat_arrow_token: <syn::Token![=>]>::default(),
        body: Box::new(body),
        comma: Some(<syn::Token![,]>::default()),
    }
}

fn binding(name: &str) -> PatIdent {
    PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: ident(name),
        subpat: None,
    }
}

/// `let name = value;`.
pub(super) fn let_value(name: &str, value: Expr) -> Stmt {
    Stmt::Local(Local {
        attrs: Vec::new(),
        modifiers: syn::LocalModifiers::default(),
        let_token: <syn::Token![let]>::default(),
        pat: Pat::Ident(binding(name)),
        init: Some(LocalInit {
            eq_token: <syn::Token![=]>::default(),
            expr: Box::new(value),
            diverge: None,
        }),
        semi_token: <syn::Token![;]>::default(),
    })
}

/// `receiver.name`.
pub(super) fn member(receiver: Expr, name: &str) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(receiver),
        dot_token: <syn::Token![.]>::default(),
        member: Member::Named(ident(name)),
    })
}

/// `&[items]`.
pub(super) fn borrowed_array(items: impl IntoIterator<Item = Expr>) -> Expr {
    borrow(Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: syn::token::Bracket::default(),
        elems: items.into_iter().collect(),
    }))
}

/// An index as a literal.
pub(super) fn index(value: usize) -> Expr {
    literal(Lit::Int(LitInt::new(&value.to_string(), Span::call_site())))
}
