//! Syntax trees as text, an item at a time with blank lines between: what prettyplease leaves out.

use syn::{File, ImplItem, ImplItemFn, Item, ItemImpl};

use super::tree;

/// The text of one item.
pub(super) fn item(item: Item) -> String {
    let file = File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    prettyplease::unparse(&file)
}

/// An `impl` block of this head (`impl Client`, say) with a blank line between its methods.
pub(super) fn methods(head: &str, methods: impl IntoIterator<Item = ImplItemFn>) -> String {
    let mut text = String::new();
    for method in methods {
        text.push_str(if text.is_empty() { head } else { "\n" });
        if text == head {
            text.push_str(" {\n");
        }
        text.push_str(inner_lines(&block(method)));
    }
    if !text.is_empty() {
        text.push_str("}\n");
    }
    text
}

/// The method in an `impl` block whose head and end stand on lines of their own.
fn block(method: ImplItemFn) -> String {
    item(Item::Impl(ItemImpl {
        attrs: Vec::new(),
        modifiers: syn::ImplModifiers::default(),
        unsafety: None,
        impl_token: <syn::Token![impl]>::default(),
        generics: syn::Generics::default(),
        trait_: None,
        self_ty: Box::new(tree::named("Self")),
        brace_token: syn::token::Brace::default(),
        items: vec![ImplItem::Fn(method)],
    }))
}

/// The text without its first and its last line.
fn inner_lines(text: &str) -> &str {
    let start = text.find('\n').map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.trim_end().rfind('\n').map_or(0, |at| at + 1);
    rest.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::{item, methods};

    #[test]
    fn an_item_ends_with_its_line() {
        assert_eq!(
            item(parse_quote!(
                pub struct A;
            )),
            "pub struct A;\n"
        );
    }

    #[test]
    fn methods_stand_apart_in_one_block() {
        let text = methods(
            "impl Call<'_, List>",
            [
                parse_quote!(
                    pub fn a(self) -> Self {
                        self
                    }
                ),
                parse_quote!(
                    pub fn b(self) -> Self {
                        self
                    }
                ),
            ],
        );
        let expected = "impl Call<'_, List> {\n    pub fn a(self) -> Self {\n        self\n    }\n\n    \
                        pub fn b(self) -> Self {\n        self\n    }\n}\n";
        assert_eq!(text, expected);
        assert_eq!(methods("impl A", []), "");
    }
}
