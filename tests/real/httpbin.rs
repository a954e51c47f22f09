//! httpbin: it tells what it was asked, so that what went over the wire is compared with what was meant.

mod journey;

use std::process::ExitCode;
use std::time::Duration;

use client::models::{EchoArg, Filter, Note, NoteId};
use client::operations::{StatusError, UploadForm};
use client::{Client, Error, Secret, Text};
use journey::{Journey, Stop, Whose, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(travel).await
}

async fn travel(journey: &mut Journey) -> Result<(), Stop> {
    let client = Client::new(&journey.url).expect("a client");
    parameters(journey, &client).await?;
    bodies(journey, &client).await?;
    answers(journey, &client).await?;
    refusals(journey, &client).await;
    credentials(journey, &client).await
}

/// One text, or the list that several of one name become.
fn one(text: &str) -> Option<EchoArg> {
    Some(EchoArg::String(text.to_owned()))
}

async fn parameters(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let odd = "a b&c=d+é%/";
    let filter = Filter {
        name: Some("x y".to_owned()),
        limit: Some(3),
        ..Filter::default()
    };
    let call = client
        .get()
        .q(odd)
        .tags(&["one".to_owned(), "two".to_owned()])
        .filter(&filter)
        .x_trace("trace-1");
    let echo = journey.succeeds("a query", call.await)?;
    let args = echo.args.unwrap_or_default();
    journey.same("a text", args.get("q").cloned(), one(odd));
    let tags = EchoArg::List(vec!["one".to_owned(), "two".to_owned()]);
    journey.same("a list", args.get("tags").cloned(), Some(tags));
    journey.same("deep", args.get("filter[name]").cloned(), one("x y"));
    journey.same("deep number", args.get("filter[limit]").cloned(), one("3"));
    let header = echo.headers.get("X-Trace").map(String::as_str);
    journey.same("a header", header, Some("trace-1"));

    let echo = journey.succeeds("a path", client.anything("a b/ü?#").await)?;
    journey.holds(
        "its text",
        &echo.url,
        echo.url.ends_with("/anything/a%20b/ü%3F%23"),
    );

    let cookies = journey.succeeds("cookies", client.cookies().flavour("lemon tart").await)?;
    let flavour = cookies.cookies.get("flavour").map(String::as_str);
    // Written as in a query, which is what OpenAPI asks for; httpbin shows cookies as they came.
    journey.same("a cookie", flavour, Some("lemon%20tart"));
    Ok(())
}

async fn bodies(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let note = Note {
        share: Some(0.1),
        done: Some(false),
        due: Some(Some(Text::from_text("2026-02-03T04:05:06Z"))),
        tags: Some(vec!["\u{1F4CC}".to_owned(), "\"quoted\"\n".to_owned()]),
        // Beyond what a float holds: it must come back to the last digit.
        id: Some(NoteId::Integer(9_007_199_254_740_993)),
        parent: Some(Some(Box::new(Note::new("parent", i64::MIN)))),
        ..Note::new("a note", i64::MAX)
    };
    let echo = journey.succeeds("JSON", client.post_json(&note).await)?;
    journey.same("the same JSON", echo.json, Some(Some(note)));
    let kind = echo.headers.get("Content-Type").map(String::as_str);
    journey.same("its type", kind, Some("application/json"));

    let form = Filter {
        name: Some("ä&=+ ".to_owned()),
        limit: Some(-1),
        tags: Some(vec!["a".to_owned(), "b".to_owned()]),
    };
    let echo = journey.succeeds("a form", client.put_form(&form).await)?;
    let fields = echo.form.unwrap_or_default();
    journey.same("its text", fields.get("name").cloned(), one("ä&=+ "));
    journey.same("its number", fields.get("limit").cloned(), one("-1"));
    let tags = EchoArg::List(vec!["a".to_owned(), "b".to_owned()]);
    journey.same("its list", fields.get("tags").cloned(), Some(tags));

    let echo = journey.succeeds("a text", client.patch_text("Grüße").await)?;
    journey.same("the same text", echo.data.as_deref(), Some("Grüße"));

    let mut upload = UploadForm::new("a title", "the file's text");
    upload.tags = Some(vec!["a".to_owned(), "b".to_owned()]);
    let echo = journey.succeeds("an upload", client.upload("upload", upload).await)?;
    let file = echo.files.as_ref().and_then(|files| files.get("file"));
    journey.same(
        "the file",
        file.map(String::as_str),
        Some("the file's text"),
    );
    let fields = echo.form.unwrap_or_default();
    journey.same("the title", fields.get("title").cloned(), one("a title"));

    let echo = journey.succeeds("a deletion", client.delete().await)?;
    journey.same("nothing sent", echo.data.as_deref(), Some(""));
    Ok(())
}

async fn answers(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let slides = journey.succeeds("a nested answer", client.slides().await)?;
    journey.same("its slides", slides.slideshow.slides.len(), 2);
    let uuid = journey.succeeds("a UUID", client.uuid().await)?;
    journey.holds("it is one", &uuid, uuid.uuid.parse().is_ok());
    let packed = journey.succeeds("gzip", client.gzip().await)?;
    journey.same("unpacked", packed.gzipped, Some(true));
    let unasked = "compresses as the client never said it could read";
    let is_unread = |error: &Error| matches!(error, Error::Decode(_));
    journey.deviates(
        "deflate",
        client.deflate().await,
        Whose::Server,
        unasked,
        is_unread,
    );
    journey.deviates(
        "brotli",
        client.brotli().await,
        Whose::Server,
        unasked,
        is_unread,
    );
    let stream = journey.succeeds("a download", client.bytes(100_000).seed(1).await)?;
    journey.same("its length", stream.content_length(), Some(100_000));
    let bytes = stream.bytes(1 << 20).await.expect("the bytes");
    journey.same("all of it", bytes.len(), 100_000);
    let image = journey.succeeds("an image", client.image().await)?;
    let bytes = image.bytes(1 << 20).await.expect("the bytes");
    journey.holds("a PNG", bytes.len(), bytes.starts_with(b"\x89PNG"));
    let xml = journey.succeeds("XML as text", client.xml().await)?;
    journey.holds("its beginning", &xml, xml.starts_with("<?xml"));
    let page = journey.succeeds("many scripts", client.utf8().await)?;
    journey.holds(
        "one of them",
        page.len(),
        page.contains("ხელმწიფე") || page.contains("გთხოვთ"),
    );
    let text = journey.succeeds("a decoded text", client.base64("SGFsbG8=").await)?;
    journey.same("the text", text.as_str(), "Hallo");
    let echo = journey.succeeds("redirects", client.redirect(3).await)?;
    journey.holds("where they lead", &echo.url, echo.url.ends_with("/get"));
    let headers = client.response_headers().freeform("x").await;
    let headers = journey.succeeds("an answer that may hold anything", headers)?;
    journey.holds("what was asked", &headers, headers.contains_key("freeform"));
    Ok(())
}

async fn refusals(journey: &mut Journey, client: &Client) {
    let not_found =
        |error: &Error<StatusError>| matches!(error.documented(), Some(StatusError::NotFound));
    journey.refused("not found", client.status(404).await, not_found);
    journey.refused("a teapot", client.status(418).await, |error| {
        matches!(error.documented(), Some(StatusError::ImATeapot(text)) if text.contains("teapot"))
    });
    let undocumented = |error: &Error<StatusError>| matches!(error, Error::Undocumented(reply) if reply.status() == 503);
    journey.refused(
        "an undocumented status",
        client.status(503).await,
        undocumented,
    );
    let known = client.etag("one").if_match("\"two\"").await;
    journey.refused("a condition", known, |error| {
        error.status().is_some_and(|status| status == 412)
    });
    let late = client.delay(5).timeout(Duration::from_millis(300)).await;
    journey.refused("too late", late, Error::is_timeout);
}

async fn credentials(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    journey.refused("no token", client.bearer().await, |error| {
        error.status().is_some_and(|status| status == 401)
    });
    let known = client.with_token("s3cret").expect("a token");
    let seen = journey.succeeds("a token", known.bearer().await)?;
    journey.holds(
        "it came",
        "the token",
        seen.authenticated && seen.token == Secret::from("s3cret"),
    );
    journey.holds(
        "it is hidden",
        "the token",
        !format!("{seen:?}").contains("s3cret"),
    );
    let known = client.with_basic("ada", "pass word").expect("credentials");
    let seen = journey.succeeds("a password", known.basic("ada", "pass word").await)?;
    journey.same("its user", seen.user.as_str(), "ada");
    journey.refused(
        "a wrong password",
        known.basic("ada", "another").await,
        |error| error.status().is_some_and(|status| status == 401),
    );
    Ok(())
}
