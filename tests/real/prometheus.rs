//! Prometheus, which measures itself: queries of all kinds, labels, targets, rules, a snapshot.

mod journey;

use std::process::ExitCode;
use std::time::Duration;

use client::models::{QueryData, QueryPostInputBody, QueryTime};
use client::{Client, Error};
use journey::{Journey, Stop, Whose, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(travel).await
}

async fn travel(journey: &mut Journey) -> Result<(), Stop> {
    let client = Client::new(format!("{}/api/v1", journey.url)).expect("a client");
    let build = journey.succeeds("build", client.get_status_buildinfo().await)?;
    journey.holds(
        "Go made it",
        &build,
        build.data.go_version.starts_with("go1."),
    );
    measured(&client).await;
    queries(journey, &client).await?;
    labels(journey, &client).await?;
    state(journey, &client).await?;
    refusals(journey, &client).await;
    Ok(())
}

/// Waits until it has measured itself once; these calls are not part of the journey.
async fn measured(client: &Client) {
    for _ in 0..100 {
        let up = client.query("up == 1").await;
        if let Ok(up) = up
            && let QueryData::Vector(vector) = up.data
            && !vector.result.is_empty()
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn queries(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let up = journey.succeeds("a vector", client.query("up").limit(5).await)?;
    let is_vector = matches!(&up.data, QueryData::Vector(vector) if vector.result.len() == 1);
    journey.holds("one series", &up.data, is_vector);
    let scalar = journey.succeeds("a scalar", client.query("1 + 1").await)?;
    journey.holds(
        "a scalar",
        &scalar.data,
        matches!(scalar.data, QueryData::Scalar(_)),
    );
    let text = client.query("\"a ä\"").await;
    let why = "promises a list of texts, and sends a moment before the text";
    journey.deviates(
        "a string",
        text,
        Whose::Server,
        why,
        |error| matches!(error, Error::Decode(error) if error.path().starts_with("data.result")),
    );
    let at = QueryTime::Number(1_000_000_000.0);
    let then = journey.succeeds("long ago", client.query("up").time(&at).await)?;
    let is_empty = matches!(&then.data, QueryData::Vector(vector) if vector.result.is_empty());
    journey.holds("nothing then", &then.data, is_empty);
    let body = QueryPostInputBody::new("sum by (job) (up) > 0");
    let posted = journey.succeeds("a posted query", client.query_post(&body).await)?;
    let is_vector = matches!(&posted.data, QueryData::Vector(vector) if vector.result.len() == 1);
    journey.holds("its series", &posted.data, is_vector);
    let exemplars = client.query("up").stats("all").await;
    journey.succeeds("with statistics", exemplars)?;
    let formatted = client.format_query("sum(up)by(job)").await;
    let formatted = journey.succeeds("format", formatted)?;
    journey.same(
        "as one writes it",
        formatted.data.as_str(),
        "sum by (job) (up)",
    );
    Ok(())
}

async fn labels(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let all = journey.succeeds("labels", client.labels().await)?;
    journey.holds(
        "job is one",
        &all.data,
        all.data.iter().any(|name| name == "job"),
    );
    let some = journey.succeeds("a page of labels", client.labels().limit(2).await)?;
    journey.same("two", some.data.len(), 2);
    let only = client.labels().r#match(&["up".to_owned()]).await;
    let only = journey.succeeds("labels by a filter", only)?;
    journey.same("three", only.data.len(), 3);
    let values = journey.succeeds("values", client.label_values("job").await)?;
    journey.same("one job", values.data, vec!["self".to_owned()]);
    let series = client.series(&["up".to_owned()]).await;
    let series = journey.succeeds("series", series)?;
    journey.same("one series", series.data.len(), 1);
    Ok(())
}

async fn state(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let targets = journey.succeeds("targets", client.get_targets().await)?;
    journey.same("one target", targets.data.active_targets.len(), 1);
    journey.succeeds("metadata", client.get_metadata().limit(3).await)?;
    journey.succeeds("rules", client.rules().await)?;
    journey.succeeds("alerts", client.alerts().await)?;
    journey.succeeds("alertmanagers", client.alertmanagers().await)?;
    journey.succeeds("flags", client.get_status_flags().await)?;
    journey.succeeds("configuration", client.get_status_config().await)?;
    journey.succeeds("runtime", client.get_status_runtimeinfo().await)?;
    journey.succeeds("database", client.status_tsdb().await)?;
    journey.succeeds("features", client.get_features().await)?;
    let snapshot = journey.succeeds("a snapshot", client.snapshot_post().await)?;
    journey.holds("its name", &snapshot.data, !snapshot.data.name.is_empty());
    let empty = "promises an object, and answers 204 with nothing";
    let gone = client.delete_series_post(&["up".to_owned()]).await;
    journey.deviates("delete a series", gone, Whose::Server, empty, |error| {
        error.status().is_some_and(|status| status == 204)
    });
    let clean = client.clean_tombstones_post().await;
    journey.deviates("clean up", clean, Whose::Server, empty, |error| {
        error.status().is_some_and(|status| status == 204)
    });
    Ok(())
}

async fn refusals(journey: &mut Journey, client: &Client) {
    let wrong = client.query("sum(").await;
    journey.refused("a query without sense", wrong, |error| {
        error.status().is_some_and(|status| status == 400)
            && error
                .documented()
                .is_some_and(|refusal| !refusal.error.is_empty())
    });
    let body = QueryPostInputBody::new("rate(up)");
    journey.refused("a wrong type", client.query_post(&body).await, |error| {
        error.documented().is_some()
    });
}
