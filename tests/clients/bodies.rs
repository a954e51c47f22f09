//! Bodies on the wire: one of each kind, and the media type that says which it is.

use clients::bodies::models::{
    FormEncodedRequest, FormRequest, JsonInlineRequest, JsonListRequestItem, Thing,
    UploadFilesRequestNote,
};
use clients::bodies::operations::{
    AnyTextBody, DifferentBody, DifferentForm, UploadFilesForm, UploadForm,
};
use clients::bodies::{Base64, Call, Client, Never, Operation, Upload};

use super::loopback::Server;
use super::{body, header, server};

/// What follows a part's name where nothing is said of its bytes.
const BYTES: &str = "\r\nContent-Type: application/octet-stream";

/// The media type and the body that a call sends.
async fn sent<O>(call: impl FnOnce(&Client) -> Call<'_, O>) -> (String, String)
where
    O: Operation<Success = (), Failure = Never>,
{
    let server = server();
    let client = Client::new(server.url()).expect("a client");
    call(&client).send().await.expect("an answer");
    (media_type(&server), body(&server))
}

fn media_type(server: &Server) -> String {
    header(server, "content-type").unwrap_or_default()
}

fn pair(media_type: &str, body: &str) -> (String, String) {
    (media_type.to_owned(), body.to_owned())
}

fn thing() -> Thing {
    Thing {
        a: Some("x".to_owned()),
    }
}

#[tokio::test]
async fn json() {
    let json = pair("application/json", r#"{"a":"x"}"#);
    assert_eq!(sent(|client| client.json(&thing())).await, json);
    assert_eq!(sent(|client| client.same().body(&thing())).await, json);
    assert_eq!(
        sent(|client| client.json_patch(&thing())).await,
        pair("application/merge-patch+json", r#"{"a":"x"}"#)
    );
    let item = JsonListRequestItem { b: Some(1) };
    assert_eq!(
        sent(|client| client.json_list(&[item])).await,
        pair("application/json", r#"[{"b":1}]"#)
    );
    assert_eq!(
        sent(|client| client.json_nullable(None)).await,
        pair("application/json", "null")
    );
    assert_eq!(
        sent(|client| client.json_any().body(&serde_json::json!([1, null]))).await,
        pair("application/json", "[1,null]")
    );
}

#[tokio::test]
async fn an_optional_body_that_is_not_given_is_none() {
    assert_eq!(sent(Client::json_inline).await, pair("", ""));
    assert_eq!(sent(Client::no_content).await, pair("", ""));
}

#[tokio::test]
async fn forms() {
    let mut form = FormRequest::new("a b&c");
    form.scopes = Some(vec!["read".to_owned(), "write+".to_owned()]);
    assert_eq!(
        sent(|client| client.form(&form)).await,
        pair(
            "application/x-www-form-urlencoded",
            "user=a+b%26c&scopes=read&scopes=write%2B"
        )
    );
}

#[tokio::test]
async fn fields_of_a_form_that_are_written_in_other_ways() {
    let two = || Some(vec!["a,b".to_owned(), "c".to_owned()]);
    let form = FormEncodedRequest {
        joined: two(),
        spaced: two(),
        piped: two(),
        flat: Some(thing()),
        pairs: Some(thing()),
        json: Some(thing()),
        deep: Some(thing()),
        usual: two(),
    };
    let (_, text) = sent(|client| client.form_encoded(&form)).await;
    let fields: Vec<&str> = text.split('&').collect();
    assert_eq!(
        fields,
        [
            "joined=a%2Cb,c",
            "spaced=a%2Cb%20c",
            "piped=a%2Cb%7Cc",
            "a=x",
            "pairs=a,x",
            "json=%7B%22a%22%3A%22x%22%7D",
            "deep%5Ba%5D=x",
            "usual=a%2Cb",
            "usual=c"
        ]
    );
}

#[tokio::test]
async fn what_is_not_quite_a_text() {
    assert_eq!(
        sent(|client| client.number(-5)).await,
        pair("text/plain", "-5")
    );
    // A range of media types can't be sent.
    let text = AnyTextBody::Text("é".to_owned());
    assert_eq!(
        sent(|client| client.any_text(text)).await,
        pair("text/plain", "é")
    );
    let bytes = AnyTextBody::Binary(Upload::from(b"bytes".to_vec()));
    assert_eq!(
        sent(|client| client.any_text(bytes)).await,
        pair("application/octet-stream", "bytes")
    );
    assert_eq!(
        sent(|client| client.any_json(&thing())).await,
        pair("application/json", r#"{"a":"x"}"#)
    );
}

#[tokio::test]
async fn texts_and_bytes() {
    assert_eq!(
        sent(|client| client.text().body("é")).await,
        pair("text/plain", "é")
    );
    assert_eq!(
        sent(|client| client.xml().body("<a/>")).await,
        pair("application/xml", "<a/>")
    );
    assert_eq!(
        sent(|client| client.octets(b"bytes".to_vec())).await,
        pair("application/octet-stream", "bytes")
    );
    assert_eq!(
        sent(|client| client.image().body(b"pixels".to_vec())).await,
        pair("image/png", "pixels")
    );
    let gif = Upload::from(b"pixels".to_vec()).media_type("image/gif");
    assert_eq!(
        sent(|client| client.image().body(gif)).await,
        pair("image/gif", "pixels")
    );
}

#[tokio::test]
async fn a_file_is_sent_from_the_disk() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("upload.txt");
    std::fs::write(&path, "from the disk").expect("written");
    assert_eq!(
        sent(|client| client.octets(Upload::from_path(&path))).await,
        pair("application/octet-stream", "from the disk")
    );
}

#[tokio::test]
async fn one_of_several_kinds() {
    for (given, wanted) in [
        (
            DifferentBody::Json(vec![thing()]),
            pair("application/json", r#"[{"a":"x"}]"#),
        ),
        (
            DifferentBody::Text("a,b".to_owned()),
            pair("text/csv", "a,b"),
        ),
        (
            DifferentBody::Binary(Upload::from(b"bytes".to_vec())),
            pair("application/octet-stream", "bytes"),
        ),
    ] {
        assert_eq!(sent(|client| client.different(given)).await, wanted);
    }
    let form = DifferentForm {
        file: Some(Upload::from(b"bytes".to_vec())),
    };
    let (media_type, _) = sent(|client| client.different(DifferentBody::Multipart(form))).await;
    assert!(media_type.starts_with("multipart/form-data; boundary="));
}

/// A part of a multipart body: its head, in lower case, and its content.
fn parts(media_type: &str, body: &str) -> Vec<(String, String)> {
    let boundary = media_type.split("boundary=").nth(1).expect("a boundary");
    let mut parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.pop(), Some("--\r\n"));
    assert_eq!(parts.remove(0), "");
    let part = |part: &str| {
        let (head, content) = part.split_once("\r\n\r\n").expect("a head");
        let content = content.strip_suffix("\r\n").expect("an end");
        (head.trim().to_owned(), content.to_owned())
    };
    parts.into_iter().map(part).collect()
}

#[tokio::test]
async fn multipart() {
    let mut form = UploadForm::new(Upload::from(b"first".to_vec()).file_name("a.txt"));
    form.more = vec![Upload::from(b"second".to_vec())];
    form.picture = Some(Upload::from(b"third".to_vec()));
    form.title = Some("A title".to_owned());
    form.count = Some(3);
    form.tags = Some(vec!["x".to_owned(), "y".to_owned()]);
    form.meta = Some(JsonInlineRequest {
        a: Some("inner".to_owned()),
    });
    form.thing = Some(thing());
    form.encoded = Some(Base64::from(b"bytes".to_vec()));
    let (media_type, body) = sent(|client| client.upload(form)).await;
    let found = parts(&media_type, &body);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(head, content)| (head.as_str(), content.as_str()))
        .collect();
    let name = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
    let wanted = [
        (name("file") + "; filename=\"a.txt\"" + BYTES, "first"),
        (name("more") + "; filename=\"more\"" + BYTES, "second"),
        (
            name("picture") + "; filename=\"picture\"\r\nContent-Type: image/png",
            "third",
        ),
        (name("title"), "A title"),
        (name("count"), "3"),
        (name("tags"), "x"),
        (name("tags"), "y"),
        (
            name("meta") + "\r\nContent-Type: application/json",
            r#"{"a":"inner"}"#,
        ),
        (
            name("thing") + "\r\nContent-Type: application/json",
            r#"{"a":"x"}"#,
        ),
        (name("encoded"), "Ynl0ZXM="),
    ];
    let wanted: Vec<(&str, &str)> = wanted
        .iter()
        .map(|(head, content)| (head.as_str(), *content))
        .collect();
    assert_eq!(found, wanted);
}

#[tokio::test]
async fn files_in_other_words_and_scalars_of_unions() {
    let file = |text: &'static str| Some(Upload::from(text.as_bytes().to_vec()));
    let form = UploadFilesForm {
        maybe: file("first"),
        some: vec![Upload::from(b"second".to_vec())],
        shared: file("third"),
        drawn: file("fourth"),
        script: Some("1".to_owned()),
        note: Some(UploadFilesRequestNote::String("a note".to_owned())),
        data: None,
        a_b: Some("quoted".to_owned()),
    };
    let (media_type, body) = sent(|client| client.upload_files().body(form)).await;
    let found: Vec<String> = parts(&media_type, &body)
        .into_iter()
        .map(|(head, content)| {
            let head = head.replace("Content-Disposition: form-data; name=", "");
            format!("{}: {content}", head.replace("\r\nContent-Type: ", "; "))
        })
        .collect();
    assert_eq!(
        found,
        [
            "\"maybe\"; filename=\"maybe\"; application/octet-stream: first",
            "\"some\"; filename=\"some\"; application/octet-stream: second",
            "\"shared\"; filename=\"shared\"; application/octet-stream: third",
            "\"drawn\"; filename=\"drawn\"; image/png: fourth",
            "\"script\"; application/json: 1",
            "\"note\": a note",
            "\"a %22b%22\": quoted",
        ]
    );
}
