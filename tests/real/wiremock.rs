//! `WireMock`: stubs that are kept, changed and served, files, and the journal of what was asked.

mod journey;

use std::process::ExitCode;

use client::indexmap::IndexMap;
use client::models::{RequestPattern, ResponseDefinition, ResponseDefinitionJsonBody, StubMapping};
use client::{Client, Error};
use journey::{Journey, Stop, Whose, run};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(travel).await
}

async fn travel(journey: &mut Journey) -> Result<(), Stop> {
    let client = Client::new(&journey.url).expect("a client");
    let version = journey.succeeds("version", client.get_version().await)?;
    journey.holds("the version", &version, version.version.is_some());
    let health = journey.succeeds("health", client.get_health().await)?;
    journey.holds("a message", &health, health.message.is_some());
    let id = stubs(journey, &client).await?;
    files(journey, &client).await?;
    journal(journey, &client).await?;
    refusals(journey, &client).await;

    let deleted = client.delete_stub_mapping(&id).await;
    journey.succeeds("delete a stub", deleted)?;
    journey.refused(
        "the stub is gone",
        client.get_stub_mapping_by_id(&id).await,
        |error| matches!(error, Error::Documented(reply) if reply.status() == 404),
    );
    Ok(())
}

fn stub(path: &str) -> StubMapping {
    let body: IndexMap<String, Value> = [("greeting".to_owned(), json!("hello"))].into();
    StubMapping {
        name: Some(path.to_owned()),
        request: Some(RequestPattern {
            method: Some("GET".to_owned()),
            url_path: Some(path.to_owned()),
            ..RequestPattern::default()
        }),
        response: Some(ResponseDefinition {
            status: Some(200),
            json_body: Some(ResponseDefinitionJsonBody::Map(body)),
            ..ResponseDefinition::default()
        }),
        metadata: Some([("kind".to_owned(), json!("greeting"))].into()),
        ..StubMapping::default()
    }
}

async fn stubs(journey: &mut Journey, client: &Client) -> Result<String, Stop> {
    let mut ids = Vec::new();
    for path in ["/one", "/two", "/three"] {
        let wanted = stub(path);
        let created = client.create_new_stub_mapping().body(&wanted).await;
        let created = journey.succeeds("create a stub", created)?;
        journey.same("its request", created.request, wanted.request);
        journey.same("its response", created.response, wanted.response);
        journey.same("its metadata", created.metadata, wanted.metadata);
        ids.extend(created.id);
    }
    journey.same("three", ids.len(), 3);
    let page = client.get_all_stub_mappings().limit(2).offset(2).await;
    let page = journey.succeeds("list", page)?;
    journey.same(
        "the last page",
        page.mappings.map(|page| page.len()),
        Some(1),
    );
    journey.same("of three", page.meta.map(|meta| meta.total), Some(3));
    let mut change = stub("/one");
    change.priority = Some(7);
    let changed = client.update_stub_mapping(&ids[0]).body(&change).await;
    journey.succeeds("change a stub", changed)?;
    let read = client.get_stub_mapping_by_id(&ids[0]).await;
    let read = journey.succeeds("read it back", read)?;
    journey.same("what changed", read.priority, Some(7));
    let scenarios = journey.succeeds("scenarios", client.get_all_scenarios().await)?;
    journey.same("none", scenarios.scenarios.map(|all| all.len()), Some(0));
    Ok(ids.swap_remove(0))
}

async fn files(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let text = "the file's text: äöü";
    let written = client.update_file_by_id("note.txt").body(text).await;
    journey.succeeds("upload a file", written)?;
    let names = journey.succeeds("list files", client.get_all_file_names().await)?;
    journey.same("its name", names, vec!["note.txt".to_owned()]);
    // The document says nothing of the file's content: only that the call succeeds.
    let read = client.get_file_by_id("note.txt").await;
    journey.succeeds("download it", read)?;
    let deleted = client.delete_file_by_id("note.txt").await;
    journey.succeeds("delete the file", deleted)?;
    Ok(())
}

async fn journal(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let http = client::reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let served = http.get(format!("{}/one", journey.url)).send().await;
    let served = served.expect("an answer").text().await.expect("a text");
    journey.same(
        "what the stub serves",
        served.as_str(),
        "{\"greeting\":\"hello\"}",
    );
    let all = client.get_all_requests_in_journal().limit("1").await;
    let all = journey.succeeds("the journal", all)?;
    journey.same(
        "its request",
        &all["requests"][0]["request"]["url"],
        &json!("/one"),
    );
    let pattern = RequestPattern {
        method: Some("GET".to_owned()),
        url_path: Some("/one".to_owned()),
        ..RequestPattern::default()
    };
    let count = client.count_requests_by_criteria(&pattern).await;
    let count = journey.succeeds("count requests", count)?;
    journey.same("one", count.count, Some(1));
    let unmatched = client.find_unmatched_requests().await;
    let unmatched = journey.succeeds("unmatched requests", unmatched)?;
    journey.same("none unmatched", &unmatched["requests"], &json!([]));
    Ok(())
}

async fn refusals(journey: &mut Journey, client: &Client) {
    let odd = client.get_stub_mapping_by_id("no-uuid").await;
    journey.refused("not an identity", odd, |error| {
        matches!(error, Error::Undocumented(reply) if reply.status() == 400)
            && error.raw_body().is_some_and(|body| body.starts_with(b"{"))
    });
    let mut wrong = stub("/four");
    wrong.response = Some(ResponseDefinition {
        fixed_delay_milliseconds: Some(-1),
        status: Some(200),
        ..ResponseDefinition::default()
    });
    wrong.id = Some("not a UUID".to_owned());
    let refused = client.create_new_stub_mapping().body(&wrong).await;
    let why = "promises a text as an error's `source`, and sends an object";
    journey.deviates(
        "a stub without sense",
        refused,
        Whose::Server,
        why,
        |error| matches!(error, Error::Decode(error) if error.status() == 422),
    );
}
