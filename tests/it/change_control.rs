//! How changes of the document are judged: mutations of it, each with the verdict it has to get on the wire and in
//! generated code. They need oasdiff, so `cargo xtask test` runs them where it can be had.

mod bodies;
mod calls;
mod mutation;

use std::fmt::Write;

use serde_json::Value;
use xtask::diff::{self, Verdict};

use mutation::{Edit, Mutation};

fn document() -> Value {
    let path = xtask::root().join("openapi/openapi.json");
    let text = std::fs::read_to_string(path).expect("the document can be read");
    serde_json::from_str(&text).expect("the document is JSON")
}

/// A place of the table as a pointer of the document.
fn pointer(place: &str) -> String {
    place
        .replace('@', "/paths/~1api~1admin~1v1~1auth~1token/post")
        .replace('%', "/components/schemas")
}

/// The name of the last token, and what holds it.
fn holder<'a>(document: &'a mut Value, place: &str) -> (&'a mut Value, String) {
    let pointer = pointer(place);
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let name = name.replace("~1", "/");
    let parent = document
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("nothing is at {parent}"));
    (parent, name)
}

fn remove(document: &mut Value, pointer: &str) -> Value {
    let (parent, name) = holder(document, pointer);
    let removed = match parent {
        Value::Object(members) => members.shift_remove(&name),
        Value::Array(items) => items
            .iter()
            .position(|item| item == name.as_str())
            .map(|index| items.remove(index)),
        _ => None,
    };
    removed.unwrap_or_else(|| panic!("nothing is at {pointer}"))
}

fn set(document: &mut Value, pointer: &str, value: Value) {
    match holder(document, pointer) {
        (Value::Object(members), name) => {
            members.insert(name, value);
        }
        (Value::Array(items), _) => items.push(value),
        (other, _) => panic!("{other} holds nothing"),
    }
}

fn mutate(document: &mut Value, edit: &Edit) {
    match *edit {
        Edit::Set(pointer, json) => {
            let value = serde_json::from_str(json).expect("JSON");
            set(document, pointer, value);
        }
        Edit::Remove(pointer) => {
            remove(document, pointer);
        }
        Edit::Move(from, to) => {
            let value = remove(document, from);
            set(document, to, value);
        }
        Edit::Copy(from, to) => {
            let value = document
                .pointer(&pointer(from))
                .expect("something to copy")
                .clone();
            set(document, to, value);
        }
    }
}

#[test]
#[ignore = "needs oasdiff, which `cargo xtask test` installs"]
fn each_mutation_gets_its_verdicts() {
    let document = document();
    let mut wrong = Vec::new();
    let mut told = String::new();
    let mutations: Vec<&Mutation> = calls::MUTATIONS.iter().chain(bodies::MUTATIONS).collect();
    for mutation in &mutations {
        let mut mutant = document.clone();
        for edit in mutation.edits {
            mutate(&mut mutant, edit);
        }
        assert_ne!(mutant, document, "{} changes nothing", mutation.name);
        let changes = diff::compare(&document, &mutant).expect("oasdiff compares");
        let worst = |level: fn(&diff::Change) -> Verdict| changes.iter().map(level).max();
        let verdicts = (worst(|change| change.wire), worst(|change| change.code));
        if verdicts != (Some(mutation.wire), Some(mutation.code)) {
            wrong.push(format!(
                "{}: expected {:?} and {:?}, found {verdicts:?}",
                mutation.name, mutation.wire, mutation.code
            ));
        }
        writeln!(told, "# {}\n{}", mutation.name, diff::report(&changes)).expect("written");
    }
    insta::assert_snapshot!(told);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mutations.len() >= 30, "only {} mutations", mutations.len());
}

#[test]
#[ignore = "needs oasdiff, which `cargo xtask test` installs"]
fn the_same_document_is_no_change() {
    let document = document();
    let changes = diff::compare(&document, &document).expect("oasdiff compares");
    assert_eq!(changes, []);
}
