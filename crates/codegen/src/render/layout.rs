//! Rust source as text, in the lines into which rustfmt would break it.
//!
//! The functions append to a file's text. Each knows one construct and measures it against the widths of rustfmt's
//! defaults, so that generated files need not be formatted.

use std::fmt::Write as _;

/// Columns of a line.
pub(super) const WIDTH: usize = 100;
/// Columns of the arguments of a call, and of a chain of calls, that stand in one line.
const CALL_WIDTH: usize = 60;
/// Columns of the fields of a struct's value that stand in one line.
const LITERAL_WIDTH: usize = 18;

/// Columns that a text takes.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// Adds spaces.
fn indent(out: &mut String, columns: usize) {
    const SPACES: &str = "                                ";
    out.push_str(SPACES.get(..columns).unwrap_or(SPACES));
}

/// Adds `head ty end`: in one line, the type in a line of its own, or its arguments in theirs.
///
/// The head has its indentation: `    pub name:`, say.
pub(super) fn typed(out: &mut String, head: &str, end: &str, ty: impl FnOnce(&mut String)) {
    let start = out.len();
    out.extend([head, " "]);
    let gap = out.len();
    ty(out);
    out.push_str(end);
    if width(out.get(start..).unwrap_or_default()) > WIDTH {
        let ty = out.split_off(gap);
        let columns = head.len() - head.trim_start().len();
        if columns + 4 + width(&ty) <= WIDTH {
            out.pop();
            out.push('\n');
            indent(out, columns + 4);
            out.push_str(&ty);
        } else {
            break_type(out, &ty, columns, 0);
        }
    }
    out.push('\n');
}

/// Adds a type (and what follows it), its arguments in lines of their own unless it fits behind the `used` columns of
/// a line with this indentation.
fn break_type(out: &mut String, ty: &str, columns: usize, used: usize) {
    let parts = ty.split_once('<').zip(ty.rsplit_once('>'));
    let Some(((head, _), (inner, end))) = parts.filter(|_| used + width(ty) > WIDTH || used == 0)
    else {
        out.push_str(ty);
        return;
    };
    out.extend([head, "<\n"]);
    for argument in arguments(inner.get(head.len() + 1..).unwrap_or_default()) {
        indent(out, columns + 4);
        break_type(out, &format!("{argument},"), columns + 4, columns + 4);
        out.push('\n');
    }
    indent(out, columns);
    out.extend([">", end]);
}

/// The arguments of a type, which may have some themselves.
fn arguments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(text.get(start..));
    found.into_iter().map(str::trim_start).collect()
}

/// Adds a variant `Name(ty),` of an enum.
pub(super) fn variant(out: &mut String, name: &str, ty: impl FnOnce(&mut String)) {
    let start = out.len();
    out.extend(["    ", name, "("]);
    let gap = out.len();
    ty(out);
    out.push_str("),\n");
    if width(out.get(start..).unwrap_or_default()) > WIDTH + 1 {
        let ty = out.split_off(gap);
        out.extend(["\n        ", ty.trim_end_matches("),\n"), ",\n    ),\n"]);
    }
}

/// Adds the head of an `impl` block for this type.
pub(super) fn implementation(out: &mut String, ty: &str) {
    let used = "impl ".len();
    if used + width(ty) + 2 <= WIDTH {
        out.extend(["impl ", ty, " {\n"]);
    } else {
        out.push_str("impl\n    ");
        break_type(out, ty, 4, 4);
        out.push_str("\n{\n");
    }
}

/// Adds a method up to its opening brace, the line's end included; `receiver` is `&self`, `self` or empty.
pub(super) fn signature(
    out: &mut String,
    name: &str,
    receiver: &str,
    arguments: &[(String, String)],
    output: &str,
) {
    let start = out.len();
    out.extend(["    pub fn ", name, "(", receiver]);
    for (at, (name, ty)) in arguments.iter().enumerate() {
        let gap = if at == 0 && receiver.is_empty() {
            ""
        } else {
            ", "
        };
        out.extend([gap, name, ": ", ty]);
    }
    out.extend([") -> ", output, " {"]);
    if width(out.get(start..).unwrap_or_default()) > WIDTH {
        out.truncate(start);
        out.extend(["    pub fn ", name, "(\n"]);
        if !receiver.is_empty() {
            out.extend(["        ", receiver, ",\n"]);
        }
        for (name, ty) in arguments {
            typed_argument(out, name, ty);
        }
        out.push_str("    ) -> ");
        break_type(out, &format!("{output} {{"), 4, "    ) -> ".len());
    }
    out.push('\n');
}

/// Adds an argument in a line of its own.
fn typed_argument(out: &mut String, name: &str, ty: &str) {
    let head = 8 + name.len() + 2;
    out.extend(["        ", name, ": "]);
    break_type(out, &format!("{ty},"), 8, head);
    out.push('\n');
}

/// Adds `Self { name: value, … }` as the last expression of a method.
pub(super) fn construct(out: &mut String, fields: &[(String, String)]) {
    let field = |(name, value): &(String, String)| {
        if name == value {
            name.clone()
        } else {
            format!("{name}: {value}")
        }
    };
    let fields: Vec<String> = fields.iter().map(field).collect();
    let line = fields.join(", ");
    if width(&line) <= LITERAL_WIDTH {
        out.extend(["        Self { ", &line, " }\n"]);
        return;
    }
    out.push_str("        Self {\n");
    for field in fields {
        out.extend(["            ", &field, ",\n"]);
    }
    out.push_str("        }\n");
}

/// An argument of a call, as it stands in one line.
#[derive(Debug, Clone)]
pub(super) enum Argument {
    Text(String),
    /// `&[a, b]`, which may be broken behind its bracket.
    Items(Vec<String>),
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Argument {
    fn width(&self) -> usize {
        match self {
            Self::Text(text) => width(text),
            Self::Items(items) => 3 + listed_width(items.iter().map(|item| width(item))),
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Items(items) => {
                out.push_str("&[");
                for (at, item) in items.iter().enumerate() {
                    out.extend([if at == 0 { "" } else { ", " }, item]);
                }
                out.push(']');
            }
        }
    }
}

impl Argument {
    /// Adds the argument in a line of its own.
    fn write_line(&self, out: &mut String, columns: usize) {
        indent(out, columns);
        match self {
            Self::Items(items) if self.width() > CALL_WIDTH => lines(out, columns, items),
            _ => self.write(out),
        }
        out.push_str(",\n");
    }
}

/// Columns of items of these widths with commas between.
fn listed_width(items: impl ExactSizeIterator<Item = usize>) -> usize {
    2 * items.len().saturating_sub(1) + items.sum::<usize>()
}

/// A function's name with arguments.
#[derive(Debug, Clone)]
struct Call {
    name: &'static str,
    arguments: Vec<Argument>,
}

impl Call {
    /// Columns of the arguments in one line.
    fn inner_width(&self) -> usize {
        listed_width(self.arguments.iter().map(Argument::width))
    }

    fn width(&self) -> usize {
        self.name.len() + 2 + self.inner_width()
    }

    fn fits(&self, used: usize) -> bool {
        self.inner_width() <= CALL_WIDTH && used + self.width() <= WIDTH
    }

    fn write_in_line(&self, out: &mut String) {
        out.extend([self.name, "("]);
        for (at, argument) in self.arguments.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            argument.write(out);
        }
        out.push(')');
    }

    /// Adds the call, whose arguments get lines of their own where one line, of which `used` columns are taken, is too
    /// narrow.
    fn write(&self, out: &mut String, columns: usize, used: usize) {
        if self.fits(used) {
            self.write_in_line(out);
            return;
        }
        out.extend([self.name, "("]);
        if let [Argument::Items(items)] = self.arguments.as_slice() {
            lines(out, columns, items);
            out.push(')');
            return;
        }
        out.push('\n');
        for argument in &self.arguments {
            argument.write_line(out, columns + 4);
        }
        indent(out, columns);
        out.push(')');
    }
}

/// Adds `head value;`.
pub(super) fn constant(out: &mut String, head: &str, value: &Argument) {
    out.extend([head, " "]);
    match value {
        Argument::Items(items)
            if value.width() - 3 > CALL_WIDTH || width(head) + 2 + value.width() > WIDTH =>
        {
            lines(out, 0, items);
        }
        _ => value.write(out),
    }
    out.push_str(";\n");
}

/// Adds `&[…]` with a line for each item.
fn lines(out: &mut String, columns: usize, items: &[String]) {
    out.push_str("&[\n");
    for item in items {
        indent(out, columns + 4);
        out.extend([item, ",\n"]);
    }
    indent(out, columns);
    out.push(']');
}

/// A value and the methods called on it, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    root: Root,
    calls: Vec<Call>,
}

#[derive(Debug, Clone)]
enum Root {
    Value(&'static str),
    /// `self.field`: rustfmt counts the field as a link of the chain.
    Field(&'static str),
    Call(Call),
}

impl Chain {
    /// Begins with a variable.
    pub(super) fn value(name: &'static str) -> Self {
        Self::of(Root::Value(name))
    }

    /// Begins with a field of `self`, written with it.
    pub(super) fn field(path: &'static str) -> Self {
        Self::of(Root::Field(path))
    }

    /// Begins with the call of a function.
    pub(super) fn call(name: &'static str, arguments: Vec<Argument>) -> Self {
        Self::of(Root::Call(Call { name, arguments }))
    }

    fn of(root: Root) -> Self {
        Self {
            root,
            calls: Vec::new(),
        }
    }

    /// Whether no method is called on it yet, nor a function to get it.
    pub(super) fn is_bare(&self) -> bool {
        self.calls.is_empty() && !matches!(self.root, Root::Call(_))
    }

    /// Calls a method on what there is.
    pub(super) fn then(mut self, name: &'static str, arguments: Vec<Argument>) -> Self {
        self.calls.push(Call { name, arguments });
        self
    }

    /// Adds the chain after `columns` of indentation and a head (`let draft = `, say), before an end (`;`, say).
    pub(super) fn write(&self, out: &mut String, columns: usize, head: &str, end: &str) {
        indent(out, columns);
        let mut used = columns + head.len();
        if self.links() == 1 && !self.fits(used + end.len()) && self.fits(columns + 4 + end.len()) {
            // All of it goes to the next line.
            out.extend([head.trim_end(), "\n"]);
            indent(out, columns + 4);
            used = columns + 4;
        } else {
            out.push_str(head);
        }
        let is_broken = match &self.root {
            Root::Value(name) | Root::Field(name) => {
                out.push_str(name);
                false
            }
            Root::Call(call) => {
                call.write(out, columns, used);
                !call.fits(used)
            }
        };
        let is_short = self.links() == 1 && !is_broken;
        let in_line = !is_broken && self.fits(used + end.len());
        for call in &self.calls {
            if in_line {
                out.push('.');
                call.write_in_line(out);
            } else if is_short {
                out.push('.');
                call.write(out, columns, used + self.root_width() + 1 + end.len());
            } else {
                let columns = if is_broken { columns } else { columns + 4 };
                out.push('\n');
                indent(out, columns);
                out.push('.');
                call.write(out, columns, columns + 1);
            }
        }
        out.extend([end, "\n"]);
    }

    fn root_width(&self) -> usize {
        match &self.root {
            Root::Value(name) | Root::Field(name) => name.len(),
            Root::Call(call) => call.width(),
        }
    }

    /// How many links follow the first expression.
    fn links(&self) -> usize {
        self.calls.len() + usize::from(matches!(self.root, Root::Field(_)))
    }

    /// Whether all of it can stand in one line.
    pub(super) fn fits(&self, used: usize) -> bool {
        let calls = self
            .calls
            .iter()
            .map(|call| call.width() + 1)
            .sum::<usize>();
        let width = self.root_width() + calls;
        used + width <= WIDTH
            && (self.links() <= 1 || width <= CALL_WIDTH)
            && self
                .calls
                .iter()
                .all(|call| call.inner_width() <= CALL_WIDTH)
    }
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    // Writing to a string cannot fail.
    let _ = write!(out, "{text:?}");
    out
}
