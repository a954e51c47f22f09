//! What the codec's tables make of JSON, and what they write.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::api::{
    Flag, Kinds, Loose, Nothing, Open, Status, Tagged, Texts, Token, Untagged, User, Zoo,
};
use crate::runtime::response::payload::{Payload, Problem};

/// Decodes as an answer is decoded.
pub(super) fn decode<T: DeserializeOwned>(text: impl Into<Vec<u8>>) -> Result<T, Problem> {
    Payload {
        bytes: text.into().into(),
        unread: None,
        mends: None,
    }
    .json()
}

/// Path and reason of the error.
fn error<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    let problem = decode::<T>(text).expect_err("it does not fit");
    format!("{}: {}", problem.path, problem.reason)
}

/// What is written for what is read.
fn again<T: DeserializeOwned + Serialize>(text: &str) -> String {
    let value: T = decode(text).expect("it fits");
    serde_json::to_string(&value).expect("it can be written")
}

const KINDS: &str = r#"{"object":"kinds","required":1,"nullable":null,"version":3,"final":true}"#;

#[test]
fn a_record_survives_a_round_trip_byte_for_byte() {
    for text in [
        KINDS,
        r#"{"object":"kinds","required":1,"nullable":2,"optional":3,"patch":4,"version":3,"final":true}"#,
        r#"{"object":"kinds","required":1,"nullable":null,"patch":null,"version":3,"final":true,"z":[1],"a":{"x":null}}"#,
        r#"{"object":"kinds","required":1,"nullable":null,"next":{"object":"kinds","required":2,"nullable":null,"version":3,"final":true},"version":3,"final":true}"#,
    ] {
        assert_eq!(again::<Kinds>(text), text);
    }
    assert_eq!(again::<Nothing>(r#"{"any":[1,{}]}"#), "{}");
    assert_eq!(
        again::<Open>(r#"{"b":"1","a":"2"}"#),
        r#"{"b":"1","a":"2"}"#
    );
}

#[test]
fn absent_and_null_are_told_apart_only_where_both_mean_something() {
    let kinds: Kinds = decode(KINDS).expect("it fits");
    assert_eq!(
        (kinds.nullable, kinds.optional, kinds.patch),
        (None, None, None)
    );
    let text =
        r#"{"object":"kinds","required":1,"optional":null,"patch":null,"version":3,"final":true}"#;
    let kinds: Kinds = decode(text).expect("it fits");
    assert_eq!(
        (kinds.nullable, kinds.optional, kinds.patch),
        (None, None, Some(None))
    );
    for text in ["{}", r#"{"value":null}"#, r#"{"value":[null]}"#] {
        assert_eq!(again::<Loose>(text), text);
    }
}

#[test]
fn fields_come_in_any_order() {
    let text = r#"{"final":true,"more":0,"version":3,"patch":4,"required":1,"object":"kinds","nullable":2}"#;
    let kinds: Kinds = decode(text).expect("it fits");
    assert_eq!(
        (kinds.required, kinds.nullable, kinds.patch),
        (1, Some(2), Some(Some(4)))
    );
    assert_eq!(kinds.rest.get("more"), Some(&json!(0)));
}

#[test]
fn errors_name_the_field_and_quote_no_value() {
    let cases = [
        error::<Token>("{}"),
        error::<Token>(r#"{"user":{"id":1,"expired_at":null,"permissions":[]},"expires_at":""}"#),
        error::<Token>(
            r#"{"user":{"id":1,"permissions":[{"id":1,"name":"a"},{"id":"hunter2","name":"b"}]}}"#,
        ),
        error::<Token>(r#"{"user":{"id":1,"permissions":[{"id":1,"name":"a"},{"id":2}]}}"#),
        error::<Token>(r#"{"user":{"id":1,"id":2,"permissions":[]}}"#),
        error::<Token>(r#"{"user":{"id":1,"permissions":{"hunter2":1}}}"#),
        error::<Token>(r#"{"user":"hunter2"}"#),
        error::<Token>(
            r#"{"user":{"id":1,"permissions":[]},"expires_at":"","access_token":31337}"#,
        ),
        error::<Kinds>(r#"{"object":"hunter2"}"#),
        error::<Kinds>(r#"{"required":1,"version":3,"final":true}"#),
        error::<Kinds>(r#"{"object":"kinds","version":3,"final":true}"#),
        error::<Kinds>(r#"{"object":"kinds","required":1,"version":"hunter2"}"#),
        error::<Kinds>(
            r#"{"object":"kinds","required":1,"next":{"required":99999999999999999999}}"#,
        ),
        error::<Texts>(r#"{"at":"","on":"","local":"","id":"","bytes":"=hunter2=","#),
        error::<Texts>(r#"{"at":17}"#),
        error::<Flag>(r#""hunter2""#),
        error::<User>("[1,2]"),
        error::<User>("hunter2"),
        error::<User>(r#"{"id":1"#),
        error::<User>("{\"id\":\n1,\n\"nick\":\"\u{1}\"}"),
        error::<User>(r#"{"id":1,"expired_at":null,"permissions":[]} hunter2"#),
        error::<User>(" \n"),
        error::<Open>(r#"{"a":"b","a key \n with \"everything\"":5}"#),
        error::<User>(&format!(r#"{{"permissions":{}"#, "[".repeat(10_000))),
        error::<Kinds>(&format!(r#"{{"more":{}"#, "[".repeat(10_000))),
        error::<Kinds>(&r#"{"next":"#.repeat(10_000)),
    ];
    let text = cases.join("\n");
    assert!(
        !text.contains("hunter2") && !text.contains("31337"),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn invalid_utf8_is_an_error() {
    let mut text = br#"{"id":1,"nick":"a"#.to_vec();
    text.extend(b"\xFF\"}");
    let problem = decode::<User>(text).expect_err("it does not fit");
    insta::assert_snapshot!(format!("{}: {}", problem.path, problem.reason));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let user: User = decode("\u{FEFF}{\"id\":1,\"permissions\":[]}").expect("it fits");
    assert_eq!(user.id, 1);
}

#[test]
fn unknown_strings_and_integers_survive() {
    assert_eq!(decode(r#""on-hold""#), Ok(Status::OnHold));
    assert_eq!(decode(r#""new""#), Ok(Status::Other("new".to_owned())));
    assert_eq!(again::<Status>(r#""new""#), r#""new""#);
    assert_eq!(decode("-1"), Ok(Flag::Odd));
    assert_eq!(decode("7"), Ok(Flag::Other(7)));
    assert_eq!(again::<Flag>("7"), "7");
    assert_eq!("active".parse(), Ok(Status::Active));
    assert_eq!(Status::from("active".to_owned()).as_str(), "active");
    assert_eq!(format!("{:>8}", Status::Active), "  active");
    assert_eq!(Flag::from(1).to_string(), "1");
}

#[test]
fn texts_are_kept_whatever_they_are() {
    let text = r#"{"at":"2022-03-24T11:26:58Z","on":"2022-03-24","local":"2022-03-24 11:26:58","id":"67e55044-10b1-426f-9247-bb680e5fe0c8","bytes":"aGk=","status":"active","flag":1}"#;
    assert_eq!(again::<Texts>(text), text);
    let texts: Texts = decode(text).expect("it fits");
    assert_eq!(
        texts.at.parse().map(jiff::Timestamp::as_second),
        Ok(1_648_121_218)
    );
    assert_eq!(texts.on.parse(), Ok(jiff::civil::date(2022, 3, 24)));
    assert_eq!(
        texts.local.parse(),
        Ok(jiff::civil::date(2022, 3, 24).at(11, 26, 58, 0))
    );
    assert_eq!(texts.id.parse().map(|id| id.get_version_num()), Ok(4));
    assert_eq!(&*texts.bytes, b"hi");
    assert_eq!(
        crate::runtime::text::Text::from(jiff::civil::date(2022, 3, 24).at(1, 2, 3, 0)).as_str(),
        "2022-03-24 01:02:03"
    );

    let text = r#"{"at":"","on":"2022-03-24T00:00:00","local":"2022-03-24","id":"x","bytes":"aG\nk","status":"active","flag":1}"#;
    let texts: Texts = decode(text).expect("it fits");
    let errors = [
        texts.at.parse().expect_err("no time").to_string(),
        texts.on.parse().expect_err("no date").to_string(),
        texts
            .local
            .parse()
            .expect_err("no date and time")
            .to_string(),
        format!("{:?}", texts.id.parse().expect_err("no id")),
    ];
    assert_eq!(
        texts.on.parse().expect_err("no date").text(),
        "2022-03-24T00:00:00"
    );
    assert_eq!(&*texts.bytes, b"hi");
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn an_untagged_union_takes_the_variant_that_fits_best() {
    let variant = |text: &str| {
        let union: Untagged = decode(text).expect("it fits");
        let debug = format!("{union:?}");
        debug
            .split(['(', ' '])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(variant(r#"{"name":"Tom"}"#), "Cat");
    // A cat would leave two fields unknown.
    assert_eq!(
        variant(r#"{"name":"Rex","kind":"dog","bark":{"volume":1}}"#),
        "Dog"
    );
    assert_eq!(variant(r#"{"name":"Tom","lives":7,"kind":"cat"}"#), "Cat");
    assert_eq!(variant(r#""active""#), "Status");
    // A status that is not known fits worse than any text.
    assert_eq!(variant(r#""Tom""#), "Name");
    assert_eq!(variant("null"), "Null");
    assert_eq!(variant(r#"[{"name":"Tom"},["on-hold"]]"#), "Many");
    let text = r#"[{"name":"Tom"},["on-hold",null]]"#;
    assert_eq!(again::<Untagged>(text), text);
    insta::assert_snapshot!(
        [
            error::<Untagged>("31337"),
            error::<Zoo>(r#"{"pets":[],"guests":[null,{"name":1}]}"#)
        ]
        .join("\n")
    );
}

#[test]
fn a_tagged_union_goes_by_its_tag() {
    for text in [
        r#"{"name":"Tom","lives":7,"kind":"cat"}"#,
        r#"{"kind":"hound","name":"Rex","bark":{"volume":3}}"#,
        r#"{"kind":"fish","scales":[1,2],"a":null}"#,
    ] {
        assert_eq!(again::<Tagged>(text), text);
    }
    assert!(matches!(
        decode(r#"{"kind":"kitty","name":"Tom"}"#),
        Ok(Tagged::Cat(_))
    ));
    // Of the tags that mean a cat, which has no field for it, the first is written.
    assert_eq!(
        again::<Tagged>(r#"{"kind":"kitty","name":"Tom"}"#),
        r#"{"name":"Tom","kind":"cat"}"#
    );
    insta::assert_snapshot!(
        [
            error::<Zoo>(r#"{"pets":[{"kind":"cat","name":"Tom"},{"kind":"dog","name":"Rex","bark":{"volume":"hunter2"}}]}"#),
            error::<Zoo>(r#"{"pets":[{"name":"Tom"}]}"#),
            error::<Zoo>(r#"{"pets":[{"kind":31337}]}"#),
            error::<Zoo>(r#"{"pets":["hunter2"]}"#),
            error::<Zoo>(r#"{"pets":[{"kind":"dog"}]}"#),
        ]
        .join("\n")
    );
}

#[test]
fn a_tag_is_set_even_where_the_content_has_another() {
    let dog = super::api::Dog {
        kind: "wolf".to_owned(),
        name: "Rex".to_owned(),
        bark: None,
    };
    let text = serde_json::to_string(&Tagged::Dog(dog)).expect("it can be written");
    assert_eq!(text, r#"{"kind":"dog","name":"Rex"}"#);
}

/// The implementations are serde's own traits: they work for other formats and for values too.
#[test]
fn other_formats_work() {
    let value: Value = serde_json::from_str(KINDS).expect("JSON");
    let kinds: Kinds = serde_json::from_value(value.clone()).expect("it fits");
    assert_eq!(
        serde_json::to_value(&kinds).expect("it can be written"),
        value
    );
    let yaml = yaml_serde::to_string(&kinds).expect("it can be written");
    let again: Kinds = yaml_serde::from_str(&yaml).expect("it fits");
    assert_eq!(again, kinds);
}

/// Fields beyond the sixty-fourth are tracked too.
#[test]
fn a_wide_record_misses_nothing() {
    let fields = |skip: Option<usize>, twice: Option<usize>| {
        let one = |index: usize| format!(r#""f{index}":{index}"#);
        let mut all: Vec<String> = (0..70)
            .filter(|index| Some(*index) != skip)
            .map(one)
            .collect();
        all.extend(twice.map(one));
        format!("{{{}}}", all.join(","))
    };
    assert_eq!(
        decode::<Wide>(fields(None, None)).map(|wide| wide.f69),
        Ok(69)
    );
    insta::assert_snapshot!(
        [
            error::<Wide>(&fields(Some(3), None)),
            error::<Wide>(&fields(Some(68), None)),
            error::<Wide>(&fields(None, Some(66))),
        ]
        .join("\n")
    );
}

/// The paths are those that serde's own tracker finds, for a wrong value in any place.
#[test]
fn a_wrong_value_is_located_wherever_it_is() {
    let sample = json!({
        "user": {
            "id": 1,
            "expired_at": "a\\\"]}b",
            "permissions": [{"id": 1, "name": "a"}, {"name": "[{", "id": 2}],
            "more": [{"a": [1, {"b": {}}]}, []],
        },
        "expires_at": "",
        "access_token": "x",
    });
    let mut places = Vec::new();
    collect(&sample, String::new(), &mut places);
    let mut located = 0;
    for place in places {
        for wrong in [
            json!(null),
            json!(true),
            json!(1.5),
            json!("x"),
            json!([1]),
            json!({"x": 1}),
        ] {
            let mut mutant = sample.clone();
            *mutant.pointer_mut(&place).expect("a place") = wrong;
            for text in [mutant.to_string(), format!("{mutant:#}")] {
                let source = &mut serde_json::Deserializer::from_str(&text);
                let Err(error) = serde_path_to_error::deserialize::<_, Token>(source) else {
                    continue;
                };
                let problem = decode::<Token>(text.clone()).expect_err("it fails there too");
                let path = error.path().to_string();
                assert_eq!(problem.path, path.trim_start_matches('.'), "{text}");
                located += 1;
            }
        }
    }
    assert!(located > 100, "{located}");
}

/// The JSON pointers of a value and all within it.
fn collect(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{place}/{index}"), places);
            }
        }
        Value::Object(entries) => {
            for (key, entry) in entries {
                collect(entry, format!("{place}/{key}"), places);
            }
        }
        _ => {}
    }
    places.push(place);
}

macro_rules! wide {
    ($($index:literal $field:ident $name:literal,)*) => {
        #[derive(Debug)]
        struct Wide { $($field: usize),* }
        crate::runtime::codec::record! { Wide: decode; $($index $field $name required),* }
    };
}

wide! {
    0 f0 "f0",
    1 f1 "f1",
    2 f2 "f2",
    3 f3 "f3",
    4 f4 "f4",
    5 f5 "f5",
    6 f6 "f6",
    7 f7 "f7",
    8 f8 "f8",
    9 f9 "f9",
    10 f10 "f10",
    11 f11 "f11",
    12 f12 "f12",
    13 f13 "f13",
    14 f14 "f14",
    15 f15 "f15",
    16 f16 "f16",
    17 f17 "f17",
    18 f18 "f18",
    19 f19 "f19",
    20 f20 "f20",
    21 f21 "f21",
    22 f22 "f22",
    23 f23 "f23",
    24 f24 "f24",
    25 f25 "f25",
    26 f26 "f26",
    27 f27 "f27",
    28 f28 "f28",
    29 f29 "f29",
    30 f30 "f30",
    31 f31 "f31",
    32 f32 "f32",
    33 f33 "f33",
    34 f34 "f34",
    35 f35 "f35",
    36 f36 "f36",
    37 f37 "f37",
    38 f38 "f38",
    39 f39 "f39",
    40 f40 "f40",
    41 f41 "f41",
    42 f42 "f42",
    43 f43 "f43",
    44 f44 "f44",
    45 f45 "f45",
    46 f46 "f46",
    47 f47 "f47",
    48 f48 "f48",
    49 f49 "f49",
    50 f50 "f50",
    51 f51 "f51",
    52 f52 "f52",
    53 f53 "f53",
    54 f54 "f54",
    55 f55 "f55",
    56 f56 "f56",
    57 f57 "f57",
    58 f58 "f58",
    59 f59 "f59",
    60 f60 "f60",
    61 f61 "f61",
    62 f62 "f62",
    63 f63 "f63",
    64 f64 "f64",
    65 f65 "f65",
    66 f66 "f66",
    67 f67 "f67",
    68 f68 "f68",
    69 f69 "f69",
}
