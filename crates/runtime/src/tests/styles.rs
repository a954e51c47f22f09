//! Parameters, written as the `OpenAPI` specification's table "Style Examples" says.

use serde_json::json;

use crate::runtime::call::encode::Escaping;
use crate::runtime::codec::value::value;
use crate::runtime::parameters::style::{Style, header, pairs, path};

/// The table's four values: an empty string, a string, a list and an object.
fn values() -> [serde_json::Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ]
}

fn row(write: impl Fn(&crate::runtime::codec::value::Value) -> String) -> String {
    values()
        .map(|sample| write(&value(&sample).expect("a value")))
        .join(" | ")
}

#[test]
fn path_parameters_are_written_as_specified() {
    let row = |style, explode| row(|value| path("color", value, style, explode).expect("writable"));
    assert_eq!(
        row(Style::Matrix, false),
        ";color | ;color=blue | ;color=blue,black,brown | ;color=R,100,G,200,B,150"
    );
    assert_eq!(
        row(Style::Matrix, true),
        ";color | ;color=blue | ;color=blue;color=black;color=brown | ;R=100;G=200;B=150"
    );
    assert_eq!(
        row(Style::Label, false),
        ". | .blue | .blue,black,brown | .R,100,G,200,B,150"
    );
    assert_eq!(
        row(Style::Label, true),
        ". | .blue | .blue.black.brown | .R=100.G=200.B=150"
    );
    assert_eq!(
        row(Style::Simple, false),
        " | blue | blue,black,brown | R,100,G,200,B,150"
    );
    assert_eq!(
        row(Style::Simple, true),
        " | blue | blue,black,brown | R=100,G=200,B=150"
    );
}

#[test]
fn query_parameters_are_written_as_specified() {
    let row = |style, explode| {
        row(|value| pairs("color", value, style, explode, Escaping::All, "&").expect("writable"))
    };
    assert_eq!(
        row(Style::Form, false),
        "color= | color=blue | color=blue,black,brown | color=R,100,G,200,B,150"
    );
    assert_eq!(
        row(Style::Form, true),
        "color= | color=blue | color=blue&color=black&color=brown | R=100&G=200&B=150"
    );
    assert_eq!(
        row(Style::SpaceDelimited, false),
        "color= | color=blue | color=blue%20black%20brown | color=R%20100%20G%20200%20B%20150"
    );
    assert_eq!(
        row(Style::PipeDelimited, false),
        "color= | color=blue | color=blue%7Cblack%7Cbrown | color=R%7C100%7CG%7C200%7CB%7C150"
    );
    assert_eq!(row(Style::SpaceDelimited, true), row(Style::Form, true));
    assert_eq!(row(Style::PipeDelimited, true), row(Style::Form, true));
    assert_eq!(
        row(Style::DeepObject, true),
        "color= | color=blue | color=blue&color=black&color=brown | \
         color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
}

#[test]
fn headers_and_cookies_are_written_as_specified() {
    let header = |explode| {
        row(|value| {
            header(value, explode)
                .expect("writable")
                .unwrap_or_default()
        })
    };
    assert_eq!(
        header(false),
        " | blue | blue,black,brown | R,100,G,200,B,150"
    );
    assert_eq!(
        header(true),
        " | blue | blue,black,brown | R=100,G=200,B=150"
    );
    let cookie = |explode| {
        row(|value| {
            pairs("color", value, Style::Form, explode, Escaping::All, "; ").expect("writable")
        })
    };
    assert_eq!(
        cookie(false),
        "color= | color=blue | color=blue,black,brown | color=R,100,G,200,B,150"
    );
    assert_eq!(
        cookie(true),
        "color= | color=blue | color=blue; color=black; color=brown | R=100; G=200; B=150"
    );
}

/// One query parameter, in one style.
fn query(sample: &serde_json::Value, style: Style, explode: bool, escaping: Escaping) -> String {
    let value = value(sample).expect("a value");
    pairs("a b", &value, style, explode, escaping, "&").unwrap_or_else(str::to_owned)
}

#[test]
fn what_could_be_mistaken_is_escaped() {
    let text = json!("a&b=c/d?e#f%20g+h é\"{}");
    assert_eq!(
        query(&text, Style::Form, true, Escaping::All),
        "a%20b=a%26b%3Dc%2Fd%3Fe%23f%2520g%2Bh%20%C3%A9%22%7B%7D"
    );
    assert_eq!(
        query(&text, Style::Form, true, Escaping::AllowReserved),
        "a%20b=a&b=c/d?e%23f%20g+h%20%C3%A9%22%7B%7D"
    );
    assert_eq!(
        query(&text, Style::Form, true, Escaping::Form),
        "a+b=a%26b%3Dc%2Fd%3Fe%23f%2520g%2Bh+%C3%A9%22%7B%7D"
    );
    assert_eq!(
        query(&json!(["a,b", "c|d"]), Style::Form, false, Escaping::All),
        "a%20b=a%2Cb,c%7Cd"
    );
}

#[test]
fn nothing_is_written_for_nothing() {
    for style in [
        Style::Form,
        Style::SpaceDelimited,
        Style::PipeDelimited,
        Style::DeepObject,
    ] {
        for explode in [false, true] {
            for sample in [json!(null), json!([]), json!({}), json!({"a": null})] {
                let written = query(&sample, style, explode, Escaping::All);
                assert!(
                    matches!(&*written, "" | "a%20b="),
                    "{sample} {style:?}: {written}"
                );
            }
        }
    }
    assert_eq!(
        query(&json!([1, null, 2]), Style::Form, true, Escaping::All),
        "a%20b=1&a%20b=2"
    );
}

#[test]
fn nesting_is_written_where_a_style_allows_it() {
    let sample = json!({"a": {"b": [1, {"c": true}]}});
    assert_eq!(
        query(&sample, Style::DeepObject, true, Escaping::All),
        "a%20b%5Ba%5D%5Bb%5D%5B0%5D=1&a%20b%5Ba%5D%5Bb%5D%5B1%5D%5Bc%5D=true"
    );
    // A list of scalars has no need of numbers.
    assert_eq!(
        query(
            &json!({"a": [1, 2]}),
            Style::DeepObject,
            true,
            Escaping::All
        ),
        "a%20b%5Ba%5D=1&a%20b%5Ba%5D=2"
    );
    let refused = "lists and objects within it cannot be written in its style";
    for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited] {
        assert_eq!(query(&sample, style, false, Escaping::All), refused);
        assert_eq!(query(&json!([[1]]), style, true, Escaping::All), refused);
    }
}
