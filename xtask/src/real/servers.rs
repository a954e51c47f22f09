//! The servers. To add one: an entry here, and its journey in `tests/real`.

use std::borrow::Cow::Borrowed;

use super::server::Document::{Ours, Served};
use super::server::Server;
use crate::tools::Kit;

pub(super) const SERVERS: &[Server] = &[
    Server {
        name: "httpbin",
        purpose: "tells what it was asked: bodies, headers, cookies, redirects, compression, downloads",
        kit: Kit::Httpbin,
        start: Borrowed("exec python -m flask --app httpbin run --host 127.0.0.1 --port {port}"),
        document: Ours("httpbin.json", "/get"),
    },
    Server {
        name: "chroma",
        purpose: "a database of vectors in Rust, whose document utoipa makes",
        kit: Kit::Chroma,
        start: Borrowed("exec chroma run --host 127.0.0.1 --port {port} --path data"),
        document: Served("/openapi.json"),
    },
    Server {
        name: "prefect",
        purpose: "keeps flows and their runs; FastAPI makes its document of 188 operations",
        kit: Kit::Prefect,
        start: Borrowed("exec prefect server start --no-ui --host 127.0.0.1 --port {port}"),
        document: Served("/openapi.json"),
    },
    Server {
        name: "prometheus",
        purpose: "measures itself; a document of 3.1 in YAML",
        kit: Kit::Prometheus,
        start: Borrowed(
            "cat > prometheus.yml <<END\n\
                global: {scrape_interval: 1s}\n\
                scrape_configs: [{job_name: self, static_configs: [{targets: ['127.0.0.1:{port}']}]}]\n\
                END\n\
                exec prometheus --config.file=prometheus.yml --storage.tsdb.path=data \
                --web.listen-address=127.0.0.1:{port} --web.enable-admin-api",
        ),
        document: Served("/api/v1/openapi.yaml"),
    },
    Server {
        name: "wiremock",
        purpose: "serves stubs that it is given; a document of 3.0, written by hand",
        kit: Kit::WireMock,
        start: Borrowed(
            "exec java -jar lib/wiremock-standalone-*.jar --port {port} --bind-address 127.0.0.1 --root-dir data",
        ),
        document: Served("/__admin/docs/swagger"),
    },
];
