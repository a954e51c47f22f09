//! Expressions and statements.

use proc_macro2::Span;
use syn::{
    Arm, Expr, ExprArray, ExprCall, ExprField, ExprLit, ExprMatch, ExprMethodCall, ExprPath,
    ExprReference, ExprStruct, FieldValue, Lit, LitBool, LitInt, LitStr, Local, LocalInit, Member,
    Pat, PatIdent, PatTupleStruct, Stmt,
};

use super::{ident, path};

/// A body that is one expression.
pub(in crate::render) fn tail(expr: Expr) -> Vec<Stmt> {
    vec![Stmt::Expr(expr, None)]
}

/// A path as an expression.
pub(in crate::render) fn value(text: &str) -> Expr {
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
pub(in crate::render) fn string(text: &str) -> Expr {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// `true` or `false`.
pub(in crate::render) fn boolean(value: bool) -> Expr {
    literal(Lit::Bool(LitBool::new(value, Span::call_site())))
}

/// `function(arguments)`.
pub(in crate::render) fn call(function: &str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(value(function)),
        paren_token: syn::token::Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `receiver.name(arguments)`.
pub(in crate::render) fn call_method(
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
pub(in crate::render) fn borrow(expr: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <syn::Token![&]>::default(),
        mutability: None,
        expr: Box::new(expr),
    })
}

/// `Self { name: value, … }`.
pub(in crate::render) fn construct(fields: impl IntoIterator<Item = (String, Expr)>) -> Expr {
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
pub(in crate::render) fn match_value(value: Expr, arms: impl IntoIterator<Item = Arm>) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: <syn::Token![match]>::default(),
        expr: Box::new(value),
        brace_token: syn::token::Brace::default(),
        arms: arms.into_iter().collect(),
    })
}

/// `variant(name) => body,`.
pub(in crate::render) fn arm(variant: &str, name: &str, body: Expr) -> Arm {
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

pub(super) fn binding(name: &str) -> PatIdent {
    PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: ident(name),
        subpat: None,
    }
}

/// `let name = value;`.
pub(in crate::render) fn let_value(name: &str, value: Expr) -> Stmt {
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
pub(in crate::render) fn member(receiver: Expr, name: &str) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(receiver),
        dot_token: <syn::Token![.]>::default(),
        member: Member::Named(ident(name)),
    })
}

/// `&[items]`.
pub(in crate::render) fn borrowed_array(items: impl IntoIterator<Item = Expr>) -> Expr {
    borrow(Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: syn::token::Bracket::default(),
        elems: items.into_iter().collect(),
    }))
}

/// An index as a literal.
pub(in crate::render) fn index(value: usize) -> Expr {
    literal(Lit::Int(LitInt::new(&value.to_string(), Span::call_site())))
}
