//! Paths and types.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Lifetime, Path, PathArguments, PathSegment,
    TraitBound, Type, TypeImplTrait, TypeParamBound, TypePath, TypeReference, TypeSlice, TypeTuple,
};

use super::ident;

fn segment(name: &str, arguments: PathArguments) -> PathSegment {
    PathSegment {
        ident: ident(name),
        arguments,
    }
}

/// A path, written with `::`.
pub(in crate::render) fn path(text: &str) -> Path {
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
pub(in crate::render) fn named(text: &str) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: path(text),
    })
}

/// `name<arguments>`.
pub(in crate::render) fn generic(name: &str, arguments: impl IntoIterator<Item = Type>) -> Type {
    generic_of(
        name,
        arguments.into_iter().map(GenericArgument::Type).collect(),
    )
}

/// `name<'_, argument>`.
pub(in crate::render) fn generic_elided(name: &str, argument: Type) -> Type {
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
pub(in crate::render) fn reference(ty: Type) -> Type {
    Type::Reference(TypeReference {
        attrs: Vec::new(),
        and_token: <syn::Token![&]>::default(),
        lifetime: None,
        mutability: None,
        elem: Box::new(ty),
    })
}

/// `[ty]`.
pub(in crate::render) fn slice(ty: Type) -> Type {
    Type::Slice(TypeSlice {
        attrs: Vec::new(),
        bracket_token: syn::token::Bracket::default(),
        elem: Box::new(ty),
    })
}

/// `(a, b)`.
pub(in crate::render) fn tuple(types: impl IntoIterator<Item = Type>) -> Type {
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
pub(in crate::render) fn impl_into(ty: Type) -> Type {
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
