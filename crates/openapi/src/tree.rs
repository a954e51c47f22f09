//! The document as a light ordered tree.
//!
//! All nodes lie in one list, parents before children, in document order: a node is a number, knows its
//! parent, and its JSON pointer is built only when somebody asks for it.

use std::borrow::Cow;

use indexmap::IndexMap;

use crate::pointer;

/// Objects with more members than this get an index.
const INDEXED_FROM: usize = 24;

/// All nodes of a document.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    entries: Vec<Entry<'a>>,
    indexes: IndexMap<usize, IndexMap<String, usize>>,
    /// Members that a later one of the same name replaces.
    replaced: Vec<usize>,
}

#[derive(Debug)]
struct Entry<'a> {
    /// The member's name; empty for items of an array and the root.
    key: Cow<'a, str>,
    value: Value<'a>,
    parent: usize,
    /// The number after the last one below this node.
    end: usize,
    /// How many stand before it in its array or object.
    position: usize,
    /// How many stand in it.
    count: usize,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// Integers beyond `i64` too.
    Float(f64),
    /// A text.
    String(Cow<'a, str>),
    /// A list; its items are the children.
    Array,
    /// An object; its members are the children.
    Object,
    /// Was replaced by a later member of the same name.
    Replaced,
}

impl<'a> Tree<'a> {
    /// Adds a node after all others. [`Tree::close`] must follow once its children are in.
    pub(crate) fn open(&mut self, parent: usize, key: Cow<'a, str>, value: Value<'a>) -> usize {
        let id = self.entries.len();
        let position = self.entries.get_mut(parent).map_or(0, |parent| {
            parent.count += 1;
            parent.count - 1
        });
        self.entries.push(Entry {
            key,
            value,
            parent,
            end: id + 1,
            position,
            count: 0,
        });
        id
    }

    /// Ends a node: what was added since lies below it.
    pub(crate) fn close(&mut self, id: usize) {
        let end = self.entries.len();
        if let Some(entry) = self.entries.get_mut(id) {
            entry.end = end;
        }
    }

    /// Ends an object: repeated names are settled (the last wins), and large ones get their index.
    pub(crate) fn close_object(&mut self, id: usize) {
        self.close(id);
        let members: Vec<usize> = self.children(id).collect();
        if members.len() > INDEXED_FROM {
            let mut index = IndexMap::with_capacity(members.len());
            for member in members {
                if let Some(earlier) = index.insert(self.entries[member].key.to_string(), member) {
                    self.replace(earlier);
                }
            }
            self.indexes.insert(id, index);
        } else {
            for (position, &member) in members.iter().enumerate() {
                let key = &self.entries[member].key;
                let repeated = members[position + 1..]
                    .iter()
                    .any(|&m| self.entries[m].key == *key);
                if repeated {
                    self.replace(member);
                }
            }
        }
    }

    fn replace(&mut self, id: usize) {
        self.entries[id].value = Value::Replaced;
        self.replaced.push(id);
    }

    fn children(&self, id: usize) -> impl Iterator<Item = usize> {
        let end = self.entries[id].end;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.entries[child].end;
                child
            })
        })
    }

    /// The whole document, unless nothing was read.
    pub(crate) fn root(&self) -> Option<Node<'_>> {
        (!self.entries.is_empty()).then_some(self.node(0))
    }

    /// How many nodes there are.
    pub(crate) fn count(&self) -> usize {
        self.entries.len()
    }

    /// All nodes, in document order.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.count()).map(|id| self.node(id))
    }

    /// The node of this number.
    pub(crate) fn node(&self, id: usize) -> Node<'_> {
        Node { tree: self, id }
    }

    /// Members that a later one of the same name replaced.
    pub(crate) fn replaced(&self) -> impl Iterator<Item = Node<'_>> {
        self.replaced.iter().map(|&id| self.node(id))
    }
}

/// A node of the document.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    tree: &'d Tree<'d>,
    id: usize,
}

impl<'d> Node<'d> {
    /// The node's number: unique, and in document order.
    #[must_use]
    pub fn id(self) -> usize {
        self.id
    }

    /// What it holds; of arrays and objects only that.
    #[must_use]
    pub fn value(self) -> &'d Value<'d> {
        &self.tree.entries[self.id].value
    }

    /// The name under which the node stands in its object.
    #[must_use]
    pub fn key(self) -> &'d str {
        &self.tree.entries[self.id].key
    }

    /// The array or object that it stands in.
    #[must_use]
    pub fn parent(self) -> Option<Node<'d>> {
        let parent = self.tree.entries[self.id].parent;
        (self.id != 0).then_some(Node {
            tree: self.tree,
            id: parent,
        })
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(self) -> Option<&'d str> {
        match self.value() {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(self) -> bool {
        matches!(self.value(), Value::Null)
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        matches!(self.value(), Value::Object)
    }

    /// Whether it is an array.
    #[must_use]
    pub fn is_array(self) -> bool {
        matches!(self.value(), Value::Array)
    }

    /// Items of an array or members of an object; nothing for scalars.
    pub fn children(self) -> impl Iterator<Item = Node<'d>> {
        let tree = self.tree;
        tree.children(self.id)
            .map(move |id| Node { tree, id })
            .filter(|child| !matches!(child.value(), Value::Replaced))
    }

    /// The member of this name.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        if !self.is_object() {
            return None;
        }
        match self.tree.indexes.get(&self.id) {
            Some(index) => index.get(key).map(|&id| Node {
                tree: self.tree,
                id,
            }),
            None => self.children().find(|child| child.key() == key),
        }
    }

    /// Whether a node is this one or lies below it.
    #[must_use]
    pub fn contains(self, other: Node<'d>) -> bool {
        (self.id..self.tree.entries[self.id].end).contains(&other.id)
    }

    /// One step of a JSON pointer down.
    #[must_use]
    pub fn step(self, step: &str) -> Option<Node<'d>> {
        if self.is_array() {
            self.children().nth(step.parse().ok()?)
        } else {
            self.get(step)
        }
    }

    /// The JSON pointer, `#/paths/~1users/get`.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut line = Vec::new();
        let mut at = self;
        while let Some(parent) = at.parent() {
            line.push((parent, at));
            at = parent;
        }
        let mut pointer = String::from("#");
        for (parent, child) in line.into_iter().rev() {
            if parent.is_array() {
                pointer::push_index(&mut pointer, child.tree.entries[child.id].position);
            } else {
                pointer::push(&mut pointer, child.key());
            }
        }
        pointer
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Node({})", self.pointer())
    }
}
