//! Operations, by tag.

use indexmap::{IndexMap, IndexSet};

use super::schema::Lowering;
use super::security::Schemes;
use crate::model::names::{CLIENT_METHODS, MODULE_NAMES, Scope, is_keyword, pascal, snake};
use crate::model::{Module, Operation, docs};
use apicrate_openapi::Code;
use apicrate_openapi::operation as syntax;

/// The module of a document without tags.
const ONLY_MODULE: &str = "operations";

/// The module of operations without a tag beside others that have one.
const UNTAGGED_MODULE: &str = "general";

/// These operations, in a module for each tag.
pub(super) fn modules<'d>(
    operations: &[syntax::Operation<'d>],
    lowering: &mut Lowering<'d>,
    schemes: &Schemes,
) -> Vec<Module> {
    let mut modules = Modules::new(lowering, operations);
    let mut scope = Scope::without(CLIENT_METHODS);
    for scheme in &schemes.known {
        // Where the client gets a credential of its own.
        scope.take(&format!("with_{}", scheme.name));
    }
    let mut ids = IndexSet::new();
    for operation in operations {
        if lowering.notes.failed() {
            break;
        }
        let id = operation_id(operation);
        if operation.id.is_some() && !ids.insert(id.clone()) {
            lowering.notes.warn(
                operation.node,
                Code::Duplicate,
                format!("the operationId `{id}` occurs twice: the method's name gets a number"),
                "give each operation an id of its own",
            );
        }
        let mut wanted = snake(&id);
        if is_keyword(&wanted) || CLIENT_METHODS.contains(&wanted.as_str()) {
            wanted.push_str("_operation");
        }
        let name = scope.claim([wanted.as_str()], "_");
        let lowered = lower(operation, name, lowering, schemes);
        modules.add(operation.tags.first().map(AsRef::as_ref), lowered);
    }
    modules.finish()
}

fn lower<'d>(
    operation: &syntax::Operation<'d>,
    name: String,
    lowering: &mut Lowering<'d>,
    schemes: &Schemes,
) -> Operation {
    let marker = pascal(&name);
    let (parameters, pieces) = lowering.parameters(operation, &marker);
    let body = operation.body.and_then(|body| lowering.body(body, &marker));
    let replies = lowering.replies(&operation.responses, operation.method, &marker);
    let security = match &operation.security {
        Some(security) => schemes.requirements(security, lowering.notes),
        None => schemes.default.clone(),
    };
    Operation {
        name,
        marker,
        method: operation.method.to_ascii_uppercase(),
        path: operation.path.to_owned(),
        pieces,
        docs: description(operation),
        deprecated: operation.deprecated,
        pointer: operation.node.pointer(),
        parameters,
        body,
        replies,
        security,
    }
}

/// Summary, blank line, description.
fn description(operation: &syntax::Operation<'_>) -> String {
    let summary = operation.summary.as_deref().unwrap_or_default().trim();
    let description = operation.description.as_deref().unwrap_or_default().trim();
    match (summary, description) {
        ("", text) | (text, "") => docs::markdown(text),
        (summary, description) if description.starts_with(summary) => docs::markdown(description),
        (summary, description) => docs::markdown(&format!("{summary}\n\n{description}")),
    }
}

/// The operation's id, or one from its method and path: `get /users/{id}` → `get users by id`.
fn operation_id(operation: &syntax::Operation<'_>) -> String {
    if let Some(id) = &operation.id {
        return id.trim().to_owned();
    }
    let mut id = operation.method.to_owned();
    for segment in operation
        .path
        .split('/')
        .filter(|segment| !segment.is_empty())
    {
        id.push('_');
        match segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(parameter) => {
                id.push_str("by_");
                id.push_str(parameter);
            }
            None => id.push_str(segment),
        }
    }
    id
}

/// The modules under construction, in the order of the document's tags, then of their first operation.
struct Modules {
    by_tag: IndexMap<Option<String>, Module>,
    scope: Scope,
    tagged: bool,
}

impl Modules {
    fn new<'d>(lowering: &Lowering<'d>, operations: &[syntax::Operation<'d>]) -> Self {
        let tagged = operations
            .iter()
            .any(|operation| !operation.tags.is_empty());
        let by_tag = IndexMap::new();
        let mut modules = Self {
            by_tag,
            scope: Scope::without(MODULE_NAMES),
            tagged,
        };
        for tag in lowering.schemas.document.tags(lowering.notes) {
            let docs = docs::markdown(tag.description.as_deref().unwrap_or_default());
            modules.module(Some(&tag.name)).docs = docs;
        }
        modules
    }

    fn add(&mut self, tag: Option<&str>, operation: Operation) {
        self.module(tag).operations.push(operation);
    }

    fn module(&mut self, tag: Option<&str>) -> &mut Module {
        let tagged = self.tagged;
        let scope = &mut self.scope;
        self.by_tag
            .entry(tag.map(str::to_owned))
            .or_insert_with(|| {
                let name = match tag {
                    Some(tag) => {
                        let wanted = snake(tag);
                        let suffixed = format!("{wanted}_api");
                        let usable = [wanted.as_str(), suffixed.as_str()];
                        scope.claim(usable.into_iter().filter(|name| !is_keyword(name)), "_")
                    }
                    None if tagged => scope.claim([UNTAGGED_MODULE], "_"),
                    None => ONLY_MODULE.to_owned(),
                };
                Module {
                    name,
                    docs: String::new(),
                    operations: Vec::new(),
                }
            })
    }

    fn finish(self) -> Vec<Module> {
        self.by_tag
            .into_values()
            .filter(|module| !module.operations.is_empty())
            .collect()
    }
}
