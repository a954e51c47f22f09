//! How the names of an object's fields are found in a type's table.

use serde::de::DeserializeSeed as _;
use serde::de::value::{Error, I32Deserializer, StrDeserializer};

use crate::runtime::codec::name::{Name, UNKNOWN};

/// Where a name stands in a table after those before it came.
fn find(name: &mut Name, text: &str) -> usize {
    let read: Result<(), Error> = name.deserialize(StrDeserializer::new(text));
    read.expect("every name is read");
    name.index
}

#[test]
fn a_name_of_any_length_is_itself_and_no_other() {
    for length in 0..40 {
        let name: String = ('a'..='z').cycle().take(length).collect();
        let names: &[&str] = Box::leak(Box::new([&*name.clone().leak()]));
        assert_eq!(find(&mut Name::new(names, false), &name), 0);
        for at in 0..length {
            let mut other = name.clone();
            other.replace_range(at..=at, "_");
            assert_eq!(find(&mut Name::new(names, false), &other), UNKNOWN);
        }
        for other in [format!("{name}a"), format!("a{name}")] {
            assert_eq!(find(&mut Name::new(names, false), &other), UNKNOWN);
        }
    }
    assert_eq!(
        find(&mut Name::new(&["aaaaaaaa"], false), "aaaaaaaaa"),
        UNKNOWN
    );
}

#[test]
fn names_are_found_in_and_out_of_order() {
    let mut name = Name::new(&["first", "second", "third"], true);
    let found = ["first", "second", "new", "third", "third", "first", "third"]
        .map(|text| (find(&mut name, text), name.last()));
    let expected = [
        (0, "first"),
        (1, "second"),
        (UNKNOWN, "second"),
        (2, "third"),
        (2, "third"),
        (0, "first"),
        (2, "third"),
    ];
    assert_eq!(found, expected);
    assert_eq!(name.unknown.as_deref(), Some("new"));
}

#[test]
fn a_format_whose_names_are_no_text_is_told_so() {
    let read: Result<(), Error> = Name::new(&["1"], false).deserialize(I32Deserializer::new(1));
    let error = read.expect_err("a number").to_string();
    assert_eq!(error, "invalid type: integer `1`, expected a field name");
}
