//! Chroma: tenants, databases, collections and records, from creation to deletion.

mod journey;

use std::process::ExitCode;

use client::models::{
    AddCollectionRecordsPayload, CreateCollectionPayload, CreateDatabasePayload,
    CreateTenantPayload, DeleteCollectionRecordsPayload, EmbeddingsPayload, ErrorResponse,
    GetRequestPayload, HashMap, Include, QueryRequestPayload, UpdateCollectionPayload,
    UpdateCollectionRecordsPayload,
};
use client::{Client, Error};
use journey::{Journey, Stop, run};
use serde_json::{Value, json};

const TENANT: &str = "a tenant";
const DATABASE: &str = "a-database";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(travel).await
}

async fn travel(journey: &mut Journey) -> Result<(), Stop> {
    let client = Client::new(&journey.url).expect("a client");
    let beat = journey.succeeds("heartbeat", client.heartbeat().await)?;
    journey.holds("a moment", &beat, beat.nanosecond_heartbeat > 0);
    let version = journey.succeeds("version", client.version().await)?;
    journey.holds("the version", &version, version.contains("1."));
    // Nobody is asked who they are: this server runs open, and says so.
    let who = journey.succeeds("who am I", client.get_user_identity().await)?;
    journey.same("nobody", who.user_id.as_str(), "");

    let tenant = CreateTenantPayload::new(TENANT);
    journey.succeeds("create a tenant", client.create_tenant(&tenant).await)?;
    let read = journey.succeeds("read the tenant", client.get_tenant(TENANT).await)?;
    journey.same("its name", read.name.as_str(), TENANT);
    let database = CreateDatabasePayload::new(DATABASE);
    let created = client.create_database(TENANT, &database).await;
    journey.succeeds("create a database", created)?;
    let read = client.get_database(TENANT, DATABASE).await;
    let read = journey.succeeds("read the database", read)?;
    journey.same("its tenant", read.tenant.as_str(), TENANT);

    let id = collections(journey, &client).await?;
    records(journey, &client, &id).await?;
    refusals(journey, &client, &id).await;

    let deleted = client.delete_collection(TENANT, DATABASE, "renamed").await;
    journey.succeeds("delete a collection", deleted)?;
    let gone = client.get_collection(TENANT, DATABASE, "renamed").await;
    journey.refused("the collection is gone", gone, not_found);
    Ok(())
}

/// A refusal that the document has: its type says which.
fn not_found(error: &Error<ErrorResponse>) -> bool {
    error
        .documented()
        .is_some_and(|refusal| refusal.error == "NotFoundError")
}

fn metadata(value: Value) -> HashMap {
    serde_json::from_value(value).expect("metadata")
}

async fn collections(journey: &mut Journey, client: &Client) -> Result<String, Stop> {
    let mut ids = Vec::new();
    for name in ["notes", "letters", "stamps"] {
        let mut wanted = CreateCollectionPayload::new(name);
        wanted.metadata = Some(Some(metadata(
            json!({"kind": name, "rank": 3, "share": 0.5}),
        )));
        let call = client.create_collection(TENANT, DATABASE, &wanted).await;
        let created = journey.succeeds("create a collection", call)?;
        journey.same("its name", created.name.as_str(), name);
        journey.same("its metadata", created.metadata, wanted.metadata);
        ids.push(created.id.as_str().to_owned());
    }
    let count = client.count_collections(TENANT, DATABASE).await;
    let seen = journey.succeeds("count", count)?;
    journey.same("how many", i64::from(seen), 3);
    let page = client.list_collections(TENANT, DATABASE).limit(2).await;
    let seen = journey.succeeds("list", page)?;
    journey.same("the first page", seen.len(), 2);
    let page = client
        .list_collections(TENANT, DATABASE)
        .limit(2)
        .offset(2)
        .await;
    let seen = journey.succeeds("list on", page)?;
    journey.same("the second page", seen.len(), 1);
    let change = UpdateCollectionPayload {
        new_name: Some(Some("renamed".to_owned())),
        ..UpdateCollectionPayload::default()
    };
    let changed = client
        .update_collection(TENANT, DATABASE, &ids[0], &change)
        .await;
    journey.succeeds("rename", changed)?;
    let read = client.get_collection(TENANT, DATABASE, "renamed").await;
    let read = journey.succeeds("read back", read)?;
    journey.same("the same collection", read.id.as_str(), ids[0].as_str());
    Ok(ids.swap_remove(0))
}

async fn records(journey: &mut Journey, client: &Client, id: &str) -> Result<(), Stop> {
    let vectors = EmbeddingsPayload::NumberListList(vec![
        vec![1.0, 0.0, 0.0],
        vec![0.0, 1.0, 0.0],
        vec![0.0, 0.0, 1.0],
    ]);
    let names = ["one", "two", "three"].map(str::to_owned).to_vec();
    let mut records = AddCollectionRecordsPayload::new(vectors, names.clone());
    records.documents = Some(Some(names.iter().cloned().map(Some).collect()));
    // Beyond what a float holds: it must come back to the last digit.
    let big = json!({"place": 9_007_199_254_740_993_i64, "share": 0.1, "even": false, "name": "ä"});
    let small = json!({"place": 2, "share": 2.0, "even": true, "name": "b"});
    let sent = vec![Some(metadata(big)), Some(metadata(small)), None];
    records.metadatas = Some(Some(sent.clone()));
    let added = client.collection_add(TENANT, DATABASE, id, &records).await;
    journey.succeeds("add records", added)?;
    let count = client.collection_count(TENANT, DATABASE, id).await;
    let seen = journey.succeeds("count records", count)?;
    journey.same("how many records", i64::from(seen), 3);

    let all = GetRequestPayload {
        include: Some(vec![
            Include::Documents,
            Include::Metadatas,
            Include::Embeddings,
        ]),
        ids: Some(Some(names.clone())),
        ..GetRequestPayload::default()
    };
    let read = client.collection_get(TENANT, DATABASE, id, &all).await;
    let read = journey.succeeds("read records", read)?;
    journey.same("their names", &read.ids, &names);
    let metadatas = serde_json::to_string(&read.metadatas.clone().flatten()).expect("JSON");
    let is_whole = metadatas.contains("9007199254740993");
    journey.holds("every digit", &metadatas, is_whole);
    journey.holds("a float", &metadatas, metadatas.contains("0.1"));
    let embeddings = read.embeddings.flatten().unwrap_or_default();
    journey.same("a vector", embeddings.first(), Some(&vec![1.0, 0.0, 0.0]));

    let even = GetRequestPayload {
        r#where: Some(json!({"even": {"$eq": true}})),
        limit: Some(Some(10)),
        ..GetRequestPayload::default()
    };
    let read = client.collection_get(TENANT, DATABASE, id, &even).await;
    let read = journey.succeeds("records by a filter", read)?;
    journey.same("the even one", read.ids, vec!["two".to_owned()]);

    let mut near = QueryRequestPayload::new(vec![vec![0.1, 0.2, 0.9]]);
    near.n_results = Some(Some(2));
    near.include = Some(vec![Include::Distances, Include::Documents]);
    let found = client.collection_query(TENANT, DATABASE, id, &near).await;
    let found = journey.succeeds("query", found)?;
    let nearest = found.ids.first().and_then(|ids| ids.first());
    journey.same("the nearest", nearest.map(String::as_str), Some("three"));

    let mut change = UpdateCollectionRecordsPayload::new(vec!["one".to_owned()]);
    change.documents = Some(Some(vec![Some("changed".to_owned())]));
    let changed = client
        .collection_update(TENANT, DATABASE, id, &change)
        .await;
    journey.succeeds("change a record", changed)?;
    let some = DeleteCollectionRecordsPayload {
        ids: Some(Some(vec!["one".to_owned()])),
        ..DeleteCollectionRecordsPayload::default()
    };
    let deleted = client.collection_delete(TENANT, DATABASE, id, &some).await;
    journey.succeeds("delete a record", deleted)?;
    let count = client.collection_count(TENANT, DATABASE, id).await;
    let seen = journey.succeeds("count again", count)?;
    journey.same("one less", i64::from(seen), 2);
    Ok(())
}

async fn refusals(journey: &mut Journey, client: &Client, id: &str) {
    let missing = client.get_collection(TENANT, DATABASE, "nowhere").await;
    journey.refused("not found", missing, not_found);
    let missing = client.get_tenant("nobody").await;
    journey.refused("no such tenant", missing, not_found);
    // The document has no 409 and no 403: the error says so, and keeps what came.
    let again = CreateCollectionPayload::new("letters");
    let again = client.create_collection(TENANT, DATABASE, &again).await;
    journey.refused("there already", again, |error| undocumented(error, 409));
    journey.refused("reset", client.reset().await, |error| {
        undocumented(error, 403)
    });
    let short = EmbeddingsPayload::NumberListList(vec![vec![1.0]]);
    let short = AddCollectionRecordsPayload::new(short, vec!["four".to_owned()]);
    let refused = client.collection_add(TENANT, DATABASE, id, &short).await;
    journey.refused(
        "a vector too short",
        refused,
        |error| matches!(error, Error::Documented(reply) if reply.status() == 400),
    );
}

fn undocumented(error: &Error<ErrorResponse>, status: u16) -> bool {
    matches!(error, Error::Undocumented(reply) if reply.status() == status)
        && error
            .raw_body()
            .is_some_and(|body| body.starts_with(b"{\"error\":"))
}
