//! `cargo xtask new METHOD PATH [--id ID]`: begins an operation: its file, its two lines and its empty payloads. The rules
//! tell what is missing.

use std::fs;

use anstream::println;
use lexopt::{Arg, Parser};

use crate::{Failure, workspace};

const FOLDER: &str = "crates/api";
const LIBRARY: &str = "crates/api/src/lib.rs";
const REGISTRY: &str = "crates/api/src/document.rs";
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Writes the files of a new operation.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut named = Vec::new();
    let mut id = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(value) => named.push(value.to_string_lossy().into_owned()),
            Arg::Long("id") => id = Some(arguments.value()?.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    let [method, path] = named.as_slice() else {
        return Err(usage("expected a method and a path"));
    };
    let operation = Operation::new(method, path, id)?;
    let read = |file: &str| {
        fs::read_to_string(workspace::root().join(file))
            .map_err(|error| Failure::Job(format!("{file}: {error}")))
    };
    let mut files = operation.files();
    if let Some((taken, _)) = files
        .iter()
        .find(|(file, _)| workspace::root().join(file).exists())
    {
        return Err(Failure::Job(format!(
            "{taken} is there already; name the operation otherwise: `--id verbNoun`"
        )));
    }
    files.push((LIBRARY.to_owned(), operation.declared(&read(LIBRARY)?)?));
    files.push((REGISTRY.to_owned(), operation.listed(&read(REGISTRY)?)?));
    for (file, text) in files {
        fs::write(workspace::root().join(&file), text)
            .map_err(|error| Failure::Job(format!("{file}: {error}")))?;
        println!("wrote {file}");
    }
    println!("now `cargo xtask generate` tells what is missing");
    Ok(())
}

fn usage(why: &str) -> Failure {
    Failure::Usage(format!(
        "{why}; for example: cargo xtask new GET /api/admin/v1/admins/{{user}}"
    ))
}

/// An operation that is to be.
struct Operation {
    method: String,
    path: String,
    /// The words of its id, in lower case.
    words: Vec<String>,
    /// The type that it is about.
    subject: String,
}

impl Operation {
    fn new(method: &str, path: &str, id: Option<String>) -> Result<Self, Failure> {
        let method = method.to_uppercase();
        if !METHODS.contains(&method.as_str()) {
            return Err(usage(&format!(
                "`{method}` is none of {}",
                METHODS.join(", ")
            )));
        }
        if !path.starts_with('/') || path.contains(['?', '#', ' ', '"', '\\']) {
            return Err(usage(&format!(
                "expected a path as `/api/admin/v1/admins/{{user}}`, found `{path}`"
            )));
        }
        let nouns: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty() && !segment.starts_with('{'))
            .collect();
        let noun = nouns.last().copied().unwrap_or("root");
        let is_list = !path.ends_with('}') && noun.ends_with('s');
        let verb = match method.as_str() {
            "GET" if is_list => "list",
            "GET" => "get",
            "POST" => "create",
            "PUT" => "replace",
            "PATCH" => "update",
            _ => "delete",
        };
        let singular = singular(noun);
        let spoken = if verb == "list" {
            noun.to_owned()
        } else {
            singular.clone()
        };
        let words = match id {
            Some(id) => words(&id),
            None => words(&format!("{verb}-{spoken}")),
        };
        let is_id = words.len() > 1
            && words
                .iter()
                .all(|word| word.chars().all(|letter| letter.is_ascii_alphanumeric()));
        if !is_id {
            return Err(usage("expected a verb and a noun as `--id getAdmin`"));
        }
        Ok(Self {
            method,
            path: path.to_owned(),
            words,
            subject: pascal(&self::words(&singular)),
        })
    }

    fn module(&self) -> String {
        self.words.join("_")
    }

    fn stem(&self) -> String {
        self.words.join("-")
    }

    fn takes_body(&self) -> bool {
        ["POST", "PUT", "PATCH"].contains(&self.method.as_str())
    }

    fn gives_body(&self) -> bool {
        self.method != "DELETE"
    }

    fn status(&self) -> &'static str {
        match self.method.as_str() {
            "POST" => "201",
            "DELETE" => "204",
            _ => "200",
        }
    }

    /// The parameters in the path.
    fn parameters(&self) -> Vec<&str> {
        self.path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect()
    }

    /// The new files.
    fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![(format!("{FOLDER}/src/{}.rs", self.module()), self.source())];
        let mut payload = |place: &str, text: &str| {
            files.push((
                format!("{FOLDER}/examples/{}.{place}.json", self.stem()),
                text.to_owned(),
            ));
        };
        if self.takes_body() {
            payload("request", "{}\n");
        }
        if self.gives_body() {
            payload(self.status(), "{}\n");
        }
        if self.takes_body() {
            payload("422", "{\n    \"message\": \"\",\n    \"errors\": {}\n}\n");
        }
        files
    }

    fn source(&self) -> String {
        let name = pascal(&self.words);
        let id = camel(&self.words);
        let parameters = self.parameters();
        let is_list = self.words[0] == "list";
        let mut imports = vec!["Unauthenticated"];
        let mut text = format!("//! {} {}\n\n", self.method, self.path);
        if self.gives_body() {
            text.push_str("use schemars::JsonSchema;\n");
        }
        if self.gives_body() || !parameters.is_empty() {
            text.push_str("use serde::{Deserialize, Serialize};\n");
        }
        match (parameters.is_empty(), self.gives_body()) {
            (true, true) => text.push_str("use utoipa::ToSchema;\n"),
            (false, true) => text.push_str("use utoipa::{IntoParams, ToSchema};\n"),
            (false, false) => text.push_str("use utoipa::IntoParams;\n"),
            (true, false) => {}
        }
        if !parameters.is_empty() {
            imports.push("NotFound");
        }
        if is_list {
            imports.extend(["Page", "PageQuery"]);
        }
        if self.takes_body() {
            imports.push("ValidationFailure");
        }
        imports.sort_unstable();
        text.extend([format!(
            "\nuse crate::{{{}, operation}};\n",
            imports.join(", ")
        )]);
        if !parameters.is_empty() {
            text.extend([format!(
                "\n/// Which one.\n#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]\n#[into_params(parameter_in = Path)]\npub \
                 struct {name}Path {{\n"
            )]);
            for parameter in &parameters {
                text.extend([format!("    ///\n    pub {parameter}: i64,\n")]);
            }
            text.push_str("}\n");
        }
        if self.gives_body() {
            text.extend([format!(
                "\n///\n{DERIVES}\npub struct {} {{}}\n",
                self.subject
            )]);
        }
        if self.takes_body() {
            text.extend([format!("\n///\n{DERIVES}\npub struct {name}Request {{}}\n")]);
        }
        text.extend([format!(
            "\noperation! {{\n    ///\n    #[utoipa::path(\n        {},\n        path = \"{}\",\n        operation_id = \
             \"{id}\",\n        tag = \"\",\n",
            self.method.to_lowercase(),
            self.path
        )]);
        let mut params = Vec::new();
        if !parameters.is_empty() {
            params.push(format!("{name}Path"));
        }
        if is_list {
            params.push("PageQuery".to_owned());
        }
        if !params.is_empty() {
            text.extend([format!("        params({}),\n", params.join(", "))]);
        }
        if self.takes_body() {
            text.extend([format!(
                "        request_body(content = {name}Request, description = \"\"),\n"
            )]);
        }
        let body = match (self.gives_body(), is_list) {
            (false, _) => String::new(),
            (true, true) => format!(", body = Page<{}>", self.subject),
            (true, false) => format!(", body = {}", self.subject),
        };
        text.extend([format!(
            "        responses(\n            (status = {}, description = \"\"{body}),\n            (status = 401, response = \
             Unauthenticated),\n",
            self.status()
        )]);
        if !parameters.is_empty() {
            text.push_str("            (status = 404, response = NotFound),\n");
        }
        if self.takes_body() {
            text.push_str(
                "            (status = 422, description = \"\", body = ValidationFailure),\n",
            );
        }
        text.push_str("        )\n    )]\n");
        if self.gives_body() {
            text.extend([format!("    #[payloads(\"{}\")]\n", self.stem())]);
        }
        text.extend([format!("    pub struct {name};\n}}\n")]);
        text
    }

    /// The library with the operation's module, behind the last public one.
    fn declared(&self, library: &str) -> Result<String, Failure> {
        let line = format!("pub mod {};\n", self.module());
        let place = library
            .match_indices("\npub mod ")
            .map(|(place, _)| place + 1)
            .filter(|place| {
                library[*place..]
                    .lines()
                    .next()
                    .is_some_and(|line| line.ends_with(';'))
            })
            // rustfmt sorts what stands together.
            .find(|place| library[*place..] > *line.as_str())
            .or_else(|| library.find("\nmod ").map(|place| place + 1))
            .ok_or_else(|| {
                Failure::Job(format!(
                    "{LIBRARY}: expected modules, found none; add `{}`",
                    line.trim()
                ))
            })?;
        Ok(format!("{}{line}{}", &library[..place], &library[place..]))
    }

    /// The registry with the operation at the end of its list.
    fn listed(&self, registry: &str) -> Result<String, Failure> {
        let entry = format!("$crate::{}::{}", self.module(), pascal(&self.words));
        let missing = || {
            Failure::Job(format!(
                "{REGISTRY}: expected the list of `operations!`, found none; add `{entry}`"
            ))
        };
        let begin = registry.find("$consumer! {").ok_or_else(missing)?;
        let end = begin + registry[begin..].find("\n        }").ok_or_else(missing)?;
        let comma = if registry[..end].ends_with(',') {
            ""
        } else {
            ","
        };
        Ok(format!(
            "{}{comma}\n            {entry}{}",
            &registry[..end],
            &registry[end..]
        ))
    }
}

/// What every body's type derives.
const DERIVES: &str = "#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, ToSchema)]";

/// The words of a name in any case, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter.is_uppercase() || ['-', '_', '.'].contains(&letter) {
            words.push(String::new());
        }
        if !['-', '_', '.'].contains(&letter)
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn pascal(words: &[String]) -> String {
    words
        .iter()
        .map(|word| {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            first.to_uppercase() + rest
        })
        .collect()
}

fn camel(words: &[String]) -> String {
    words.first().cloned().unwrap_or_default() + &pascal(words.get(1..).unwrap_or_default())
}

/// One of several, as far as endings tell.
fn singular(noun: &str) -> String {
    match noun.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if noun.ends_with("ss") => noun.to_owned(),
        None => noun.strip_suffix('s').unwrap_or(noun).to_owned(),
    }
}

#[cfg(test)]
mod tests;
