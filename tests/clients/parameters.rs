//! Parameters on the wire: the table "Style Examples" of the specification.

use clients::parameters::models as plain;
use clients::styles::models::Shade;
use clients::styles::{Call, Client, Never, Operation};

use super::{header, server, target};

const COLOR: &str = "blue";

fn colors() -> [String; 3] {
    ["blue", "black", "brown"].map(str::to_owned)
}

fn shade() -> Shade {
    Shade::new(100, 200, 150)
}

/// The path and query that a call asks for.
async fn asked<O>(call: impl FnOnce(&Client) -> Call<'_, O>) -> String
where
    O: Operation<Success = (), Failure = Never>,
{
    let server = server();
    let client = Client::new(server.url()).expect("a client");
    call(&client).send().await.expect("an answer");
    target(&server)
}

#[tokio::test]
async fn simple_paths() {
    assert_eq!(
        asked(|client| client.simple(COLOR, &colors(), &shade())).await,
        "/simple/blue/blue,black,brown/R,100,G,200,B,150"
    );
    assert_eq!(
        asked(|client| client.simple_exploded(COLOR, &colors(), &shade())).await,
        "/simple-exploded/blue/blue,black,brown/R=100,G=200,B=150"
    );
}

#[tokio::test]
async fn label_paths() {
    assert_eq!(
        asked(|client| client.label(COLOR, &colors(), &shade())).await,
        "/label/.blue/.blue,black,brown/.R,100,G,200,B,150"
    );
    assert_eq!(
        asked(|client| client.label_exploded(COLOR, &colors(), &shade())).await,
        "/label-exploded/.blue/.blue.black.brown/.R=100.G=200.B=150"
    );
}

#[tokio::test]
async fn matrix_paths() {
    assert_eq!(
        asked(|client| client.matrix(COLOR, &colors(), &shade())).await,
        "/matrix/;color=blue/;colors=blue,black,brown/;shade=R,100,G,200,B,150"
    );
    assert_eq!(
        asked(|client| client.matrix_exploded(COLOR, &colors(), &shade())).await,
        "/matrix-exploded/;color=blue/;colors=blue;colors=black;colors=brown/;R=100;G=200;B=150"
    );
}

#[tokio::test]
async fn what_a_path_reserves_is_escaped() {
    let odd = ["a/b", "c,d", "é %"].map(str::to_owned);
    assert_eq!(
        asked(|client| client.simple("?#", &odd, &shade())).await,
        "/simple/%3F%23/a%2Fb,c%2Cd,%C3%A9%20%25/R,100,G,200,B,150"
    );
}

#[tokio::test]
async fn queries() {
    for (wanted, asked) in [
        (
            "form=blue",
            asked(|client| client.query().form(COLOR)).await,
        ),
        ("form=", asked(|client| client.query().form("")).await),
        (
            "form=a%26b%3Dc%20d%2B",
            asked(|client| client.query().form("a&b=c d+")).await,
        ),
        (
            "form_list=blue&form_list=black&form_list=brown",
            asked(|client| client.query().form_list(&colors())).await,
        ),
        (
            "R=100&G=200&B=150",
            asked(|client| client.query().form_object(&shade())).await,
        ),
        (
            "joined_list=blue,black,brown",
            asked(|client| client.query().joined_list(&colors())).await,
        ),
        (
            "joined_object=R,100,G,200,B,150",
            asked(|client| client.query().joined_object(&shade())).await,
        ),
        (
            "spaces=blue%20black%20brown",
            asked(|client| client.query().spaces(&colors())).await,
        ),
        (
            "pipes=blue%7Cblack%7Cbrown",
            asked(|client| client.query().pipes(&colors())).await,
        ),
        (
            "deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150",
            asked(|client| client.query().deep(&shade())).await,
        ),
        (
            "deep_items%5B0%5D%5BR%5D=100&deep_items%5B0%5D%5BG%5D=200&deep_items%5B0%5D%5BB%5D=150\
             &deep_items%5B1%5D%5BR%5D=1&deep_items%5B1%5D%5BG%5D=2&deep_items%5B1%5D%5BB%5D=3",
            asked(|client| client.query().deep_items(&[shade(), Shade::new(1, 2, 3)])).await,
        ),
        (
            "json=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            asked(|client| client.query().json(&shade())).await,
        ),
        (
            "reserved=a/b?c:d",
            asked(|client| client.query().reserved("a/b?c:d")).await,
        ),
    ] {
        assert_eq!(asked, format!("/query?{wanted}"));
    }
    assert_eq!(
        asked(|client| client.query().form_list(&[])).await,
        "/query"
    );
}

#[tokio::test]
async fn headers() {
    let server = server();
    let client = Client::new(server.url()).expect("a client");
    let call = client.headers().x_color(COLOR).x_colors(&colors());
    let call = call
        .x_shade(&shade())
        .x_exploded(&shade())
        .x_json(&colors());
    call.await.expect("an answer");
    for (name, value) in [
        ("x-color", "blue"),
        ("x-colors", "blue,black,brown"),
        ("x-shade", "R,100,G,200,B,150"),
        ("x-exploded", "R=100,G=200,B=150"),
        ("x-json", r#"["blue","black","brown"]"#),
    ] {
        assert_eq!(header(&server, name).as_deref(), Some(value), "{name}");
    }
}

#[tokio::test]
async fn cookies() {
    let server = server();
    let client = Client::new(server.url()).expect("a client");
    let call = client.cookies().color(COLOR).colors(&colors());
    call.shade(&shade()).await.expect("an answer");
    assert_eq!(
        header(&server, "cookie").as_deref(),
        Some("color=blue; colors=blue,black,brown; shade=R,100,G,200,B,150")
    );
    // A header of that name is one more cookie.
    let server = self::server();
    let client = Client::new(server.url()).expect("a client");
    let call = client.cookies().cookie("own=1").color(COLOR);
    call.await.expect("an answer");
    assert_eq!(
        header(&server, "cookie").as_deref(),
        Some("own=1; color=blue")
    );
}

#[tokio::test]
async fn parameters_of_the_path_and_of_the_operation_go_together() {
    let server = server();
    let client = clients::parameters::Client::new(server.url()).expect("a client");
    let id = clients::parameters::Text::from_text("00000000-0000-0000-0000-00000000000a");
    let format = plain::FindItemFormat::Csv;
    let call = client
        .find_item(7, &id, &format, "s 1")
        .page(2)
        .x_trace("t");
    call.await.expect("an answer");
    assert_eq!(
        target(&server),
        "/shops/7/items/00000000-0000-0000-0000-00000000000a.csv?page=2"
    );
    assert_eq!(header(&server, "x-trace").as_deref(), Some("t"));
    assert_eq!(header(&server, "cookie").as_deref(), Some("session=s%201"));
}
