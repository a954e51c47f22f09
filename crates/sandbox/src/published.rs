//! The contract's documents as they are published, and the reference page over them.

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::http::header::HeaderValue;
use axum::routing::get;

use crate::corner::answer;
use crate::html;
use crate::problem::JSON;
use crate::users::{DEMO_LOGIN, DEMO_PASSWORD};

/// Where the page's parts are served.
pub(crate) const SCRIPT_PATH: &str = "/_sandbox/reference.js";
pub(crate) const STYLE_PATH: &str = "/_sandbox/style.css";

const YAML: HeaderValue = HeaderValue::from_static("application/yaml");

/// The documents, byte for byte: their server is a template that stands for any VMS server, so a client is told its
/// address apart.
pub(crate) fn routes() -> Router {
    macro_rules! documents {
        ($($name:literal: $media_type:expr),+) => {
            Router::new()$(.route(
                concat!("/", $name),
                get(async || answer($media_type, include_str!(concat!("../openapi/", $name)))),
            ))+
        };
    }
    let documents = documents! {
        "openapi.json": JSON,
        "openapi.yaml": YAML,
        "openapi-3.0.json": JSON,
        "openapi-3.0.yaml": YAML
    };
    documents.route("/", get(reference))
}

async fn reference() -> Response<Body> {
    let page = include_str!("pages/reference.html")
        .replace("{login}", DEMO_LOGIN)
        .replace("{password}", DEMO_PASSWORD);
    answer(html::MEDIA_TYPE, page)
}

pub(crate) async fn script() -> Response<Body> {
    answer(
        HeaderValue::from_static("text/javascript; charset=utf-8"),
        include_str!("pages/reference.js"),
    )
}

pub(crate) async fn style() -> Response<Body> {
    answer(
        HeaderValue::from_static("text/css; charset=utf-8"),
        include_str!("pages/style.css"),
    )
}
