//! `README.md`: what the crate is, how to use it, how to choose its features.

use super::docs::{first_paragraph, paragraph};
use super::{example, manifest};
use crate::model::{Api, markdown};
use crate::options::Options;

/// The file without its head.
pub(super) fn render(api: &Api, options: &Options) -> String {
    let name = manifest::name(api, options);
    let library = manifest::library(api, options);
    let mut text = format!("# {name}");
    paragraph(
        &mut text,
        &markdown(&format!("Rust client for {} {}.", api.title, api.version)),
    );
    paragraph(&mut text, &first_paragraph(&api.docs));
    let example = example::code(api, &library);
    paragraph(&mut text, &format!("```rust,no_run\n{example}```"));
    paragraph(&mut text, USE);
    text.push('\n');
    if options.schemars {
        text.push_str("| `schemars` | `JsonSchema` for the models |\n");
    }
    text
}

/// What holds for every API.
const USE: &str = "\
## Calls

Every operation is a method of `Client` that takes what is required. What is optional is set on the call it returns.
Awaiting the call gives the value of the answer; `send` gives its status and headers as well, and `raw` the response
as it came, whatever its status. `Client::request` calls what the document does not tell.

A server that sends null, or nothing, where a value is promised costs the whole response, unless a call says
`.lenient(|mend| …)`: it is told of each value that was read as empty. Where a 2xx comes without the promised body,
`call.await.map(Some).or_else(Error::allow_empty)` gives `None`.

## Errors

`Error` tells the stage at which a call failed: nothing was sent (`Build`), no answer came (`Transport`), the API's own
documented error (`Documented`, typed), another status (`Undocumented`), or an answer that isn't what is documented
(`Decode`, with the path of the field). None of them shows credentials or bodies unless asked for them.

## Features

| feature | what it adds |
| --- | --- |
| `rustls` (default) | TLS by rustls |
| `native-tls` | TLS by the platform's library; use it with `default-features = false` |
| `blocking` | `wait`, `send_blocking` and `raw_blocking`, for programs that aren't asynchronous |
| `tracing` | spans and events of each call |";
