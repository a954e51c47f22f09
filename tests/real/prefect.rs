//! Prefect: flows, their runs and states, variables, logs, pools of work.

mod journey;

use std::process::ExitCode;

use client::models::{
    BodyReadFlowsFlowsFilterPost, BodySetFlowRunStateFlowRunsIdSetStatePost, Flow, FlowCreate,
    FlowFilter, FlowFilterName, FlowRunCreate, FlowUpdate, HttpValidationError, LogCreate,
    StateCreate, StateType, VariableCreate, VariableUpdate, WorkPoolCreate,
};
use client::{Client, Error, Text};
use journey::{Journey, Stop, Whose, run};
use serde_json::{Value, json};

/// Beyond what a float holds.
const BIG: i64 = 9_007_199_254_740_993;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(travel).await
}

async fn travel(journey: &mut Journey) -> Result<(), Stop> {
    let client = Client::new(format!("{}/api", journey.url)).expect("a client");
    let healthy = journey.succeeds("health", client.health_check_health_get().await)?;
    journey.holds("it is", healthy, healthy);
    let version = client.read_version_admin_version_get().await;
    let version = journey.succeeds("version", version)?;
    journey.holds("the version", &version, version.starts_with("3."));
    let flow = flows(journey, &client).await?;
    runs(journey, &client, &flow).await?;
    variables(journey, &client).await?;
    rest(journey, &client).await?;
    refusals(journey, &client).await;

    let deleted = client.delete_flow_flows_id_delete(&flow.id).await;
    journey.succeeds("delete a flow", deleted)?;
    let gone = client.read_flow_flows_id_get(&flow.id).await;
    journey.refused("the flow is gone", gone, |error| undocumented(error, 404));
    Ok(())
}

async fn flows(journey: &mut Journey, client: &Client) -> Result<Flow, Stop> {
    // What is created comes with 201, of which the document says nothing: it is read as what is documented.
    for name in ["bake", "brew", "boil"] {
        let mut wanted = FlowCreate::new(name);
        wanted.tags = Some(vec!["kitchen".to_owned(), name.to_owned()]);
        let call = client.create_flow_flows_post(&wanted).await;
        let flow = journey.succeeds("create a flow", call)?;
        journey.same("its name", flow.name.as_str(), name);
        journey.same("its tags", flow.tags, wanted.tags);
    }
    // What exists is answered as the document says.
    let again = FlowCreate::new("bake");
    let again = journey.succeeds(
        "create it again",
        client.create_flow_flows_post(&again).await,
    )?;
    let read = journey.succeeds(
        "read it back",
        client.read_flow_flows_id_get(&again.id).await,
    )?;
    journey.same("the same flow", &read, &again);
    let named = client.read_flow_by_name_flows_name_name_get("bake").await;
    let named = journey.succeeds("read it by its name", named)?;
    journey.same("the same again", named.id.as_str(), again.id.as_str());

    let mut page = BodyReadFlowsFlowsFilterPost {
        limit: Some(1),
        offset: Some(1),
        flows: Some(FlowFilter {
            name: Some(Some(FlowFilterName {
                like: Some(Some("b".to_owned())),
                ..FlowFilterName::default()
            })),
            ..FlowFilter::default()
        }),
        ..BodyReadFlowsFlowsFilterPost::default()
    };
    let found = client.read_flows_flows_filter_post().body(&page).await;
    let seen = journey.succeeds("list by a filter", found)?;
    journey.same("a page", seen.len(), 1);
    page.limit = Some(10);
    let found = client.read_flows_flows_filter_post().body(&page).await;
    let seen = journey.succeeds("list on", found)?;
    journey.same("the rest", seen.len(), 2);
    let count = journey.succeeds("count", client.count_flows_flows_count_post().await)?;
    journey.same("three", count, 3);

    let change = FlowUpdate {
        tags: Some(vec!["changed".to_owned()]),
    };
    let changed = client.update_flow_flows_id_patch(&again.id, &change).await;
    journey.succeeds("change it", changed)?;
    let read = journey.succeeds(
        "read it again",
        client.read_flow_flows_id_get(&again.id).await,
    )?;
    journey.same("what changed", read.tags, change.tags);
    Ok(again)
}

async fn runs(journey: &mut Journey, client: &Client, flow: &Flow) -> Result<(), Stop> {
    let mut wanted = FlowRunCreate::new(flow.id.clone());
    wanted.parameters = Some([("x".to_owned(), json!([BIG, 0.1, null]))].into());
    let call = client.create_flow_run_flow_runs_post(&wanted).await;
    let made = journey.succeeds("create a run", call)?;
    let read = client.read_flow_run_flow_runs_id_get(&made.id).await;
    let read = journey.succeeds("read the run", read)?;
    journey.same("every digit", read.parameters, wanted.parameters);
    let state = StateCreate::new(StateType::Running);
    let state = BodySetFlowRunStateFlowRunsIdSetStatePost::new(state);
    let call = client
        .set_flow_run_state_flow_runs_id_set_state_post(&made.id, &state)
        .await;
    journey.succeeds("start the run", call)?;
    let read = client.read_flow_run_flow_runs_id_get(&made.id).await;
    let read = journey.succeeds("read it again", read)?;
    journey.same("it runs", read.state_type, Some(Some(StateType::Running)));
    let all = client.read_flow_runs_flow_runs_filter_post().await;
    let seen = journey.succeeds("list runs", all)?;
    journey.same("one run", seen.len(), 1);
    let deleted = client.delete_flow_run_flow_runs_id_delete(&made.id).await;
    journey.succeeds("delete the run", deleted)?;
    Ok(())
}

async fn variables(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    for (name, value) in [
        ("number", json!(BIG)),
        ("float", json!(0.1)),
        ("text", json!("ä\u{1F4CC}")),
        ("yes", json!(true)),
        ("list", json!([1, "two", null])),
        ("object", json!({"deep": {"deeper": [BIG]}})),
    ] {
        let mut wanted = VariableCreate::new(name);
        wanted.value = serde_json::from_value(value.clone()).ok();
        let call = client.create_variable_variables_post(&wanted).await;
        let made = journey.succeeds("create a variable", call)?;
        let read = serde_json::to_value(&made.value).ok();
        journey.same(name, read, Some(value));
    }
    let read = client
        .read_variable_by_name_variables_name_name_get("text")
        .await;
    let read = journey.succeeds("read a variable", read)?;
    let change = VariableUpdate {
        value: Some(None),
        ..VariableUpdate::default()
    };
    let changed = client
        .update_variable_variables_id_patch(&read.id, &change)
        .await;
    journey.succeeds("set it to null", changed)?;
    let read = client.read_variable_variables_id_get(&read.id).await;
    let read = journey.succeeds("read what is null", read)?;
    journey.holds(
        "null",
        &read.value,
        serde_json::to_value(&read.value).ok() == Some(Value::Null),
    );
    let deleted = client.delete_variable_variables_id_delete(&read.id).await;
    journey.succeeds("delete a variable", deleted)?;
    let count = client.count_variables_variables_count_post().await;
    let seen = journey.succeeds("count variables", count)?;
    journey.same("five are left", seen, 5);
    Ok(())
}

async fn rest(journey: &mut Journey, client: &Client) -> Result<(), Stop> {
    let at = Text::from_text("2026-01-02T03:04:05Z");
    let lines = [LogCreate::new("a log", 20, "a line", at)];
    let call = client.create_logs_logs_post(&lines).await;
    journey.succeeds("write a log", call)?;
    journey.succeeds("read logs", client.read_logs_logs_filter_post().await)?;
    let pool = WorkPoolCreate::new("a pool");
    let call = client.create_work_pool_work_pools_post(&pool).await;
    journey.succeeds("create a pool", call)?;
    let read = client.read_work_pool_work_pools_name_get("a pool").await;
    let read = journey.succeeds("read the pool", read)?;
    journey.same("its name", read.name.as_str(), "a pool");
    let settings = client.read_settings_admin_settings_get().await;
    journey.succeeds("settings", settings)?;
    Ok(())
}

async fn refusals(journey: &mut Journey, client: &Client) {
    let nobody = Text::from_text("00000000-0000-0000-0000-000000000000");
    let missing = client.read_flow_flows_id_get(&nobody).await;
    journey.refused("not found", missing, |error| undocumented(error, 404));
    let twice = client
        .create_variable_variables_post(&VariableCreate::new("number"))
        .await;
    journey.refused("there already", twice, |error| undocumented(error, 409));
    // The `detail` of the document may be missing, and is: the reasons stand in `exception_detail`.
    let wrong = client
        .create_variable_variables_post(&VariableCreate::new("NO NAME!"))
        .await;
    journey.refused("a wrong name", wrong, |error| {
        let is_told = |body: &[u8]| String::from_utf8_lossy(body).contains("lowercase letters");
        matches!(error, Error::Documented(reply) if reply.status() == 422)
            && error.raw_body().is_some_and(is_told)
    });
    let page = BodyReadFlowsFlowsFilterPost {
        limit: Some(100_000),
        ..BodyReadFlowsFlowsFilterPost::default()
    };
    let call = client.read_flows_flows_filter_post().body(&page).await;
    let why = "promises a list of reasons in `detail`, and sends a text";
    journey.deviates(
        "a page too long",
        call,
        Whose::Server,
        why,
        |error| matches!(error, Error::Decode(error) if error.status() == 422),
    );
}

fn undocumented(error: &Error<HttpValidationError>, status: u16) -> bool {
    matches!(error, Error::Undocumented(reply) if reply.status() == status)
}
