//! Which files a crate consists of, in which portions they are rendered, and how these are put together.

use super::imports::{Imports, by_name};
use super::models::{self, ModelFile};
use super::needs::{self, Needs};
use super::operations::{self, OperationFile};
use super::outcome::Owners;
use super::replies::{self, Formats};
use super::uses::Uses;
use super::{
    auth, codec, docs, forms, head, library, manifest, parallel, readme, runtime, schema, servers,
    structs,
};
use crate::model::{Api, Operation, Requirement, Shape, TypeId};
use crate::options::Options;
use apicrate_artifacts::Artifact;

/// What clippy would have of tables that bring every model into scope.
const ALL_MODELS: &str =
    "#![allow(clippy::wildcard_imports, reason = \"there is a table for each model\")]\n";
/// What rustc would have of code that mentions what is deprecated.
const DEPRECATED: &str =
    "#![allow(deprecated, reason = \"what is deprecated is supported all the same\")]\n";
/// How many tables are rendered in one go.
const TABLES: usize = 512;

/// All files, sorted by path.
pub(super) fn render(api: &Api, options: &Options) -> Vec<Artifact> {
    let context = Context {
        api,
        options,
        needs: Needs::of(api, options),
        usual_security: operations::usual_security(api),
        owners: Owners::of(api),
    };
    let lists = Lists {
        model_files: models::files(api),
        operation_files: operations::files(api),
        tables: (0..)
            .map(TypeId)
            .zip(&api.types)
            .filter(|(_, def)| needs::has_table(&def.shape))
            .map(|(id, _)| id)
            .collect(),
        operations: operations::operations(api).collect(),
    };
    let mut artifacts = context.side_by_side(&context.files(&lists));
    artifacts.extend(context.small_files(&lists));
    artifacts.sort_by(|left, right| left.path.cmp(&right.path));
    artifacts
}

struct Context<'a> {
    api: &'a Api,
    options: &'a Options,
    needs: Needs,
    usual_security: &'a [Requirement],
    owners: Owners<'a>,
}

/// What the portions are taken from.
struct Lists<'a> {
    model_files: Vec<ModelFile>,
    operation_files: Vec<OperationFile<'a>>,
    /// The types that have tables.
    tables: Vec<TypeId>,
    operations: Vec<&'a Operation>,
}

/// A file that is rendered in portions.
struct File<'l, 'a> {
    path: String,
    docs: String,
    kind: FileKind,
    portions: Vec<Portion<'l, 'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Models,
    Operations,
    Codec,
    Replies,
    Schema,
}

impl FileKind {
    /// Whether the file has a table for each model.
    fn has_all_models(self) -> bool {
        matches!(self, Self::Codec | Self::Schema)
    }
}

/// What is rendered in one go.
enum Portion<'l, 'a> {
    Types(&'l [TypeId]),
    Operations(&'l [&'a Operation]),
}

impl Portion<'_, '_> {
    fn len(&self) -> usize {
        match self {
            Self::Types(types) => types.len(),
            Self::Operations(operations) => operations.len(),
        }
    }
}

/// A rendered portion, and what its file must bring into scope for it.
#[derive(Default)]
struct Rendered<'a> {
    text: String,
    uses: Uses<'a>,
    formats: Formats,
}

impl<'a> Context<'a> {
    /// The files that are rendered in portions, the costliest first.
    fn files<'l>(&self, lists: &'l Lists<'a>) -> Vec<File<'l, 'a>> {
        let mut files = Vec::new();
        for file in &lists.model_files {
            files.push(File {
                path: file.path(),
                docs: "The types of the API, in the order of its document.".to_owned(),
                kind: FileKind::Models,
                portions: file
                    .types
                    .chunks(models::PORTION)
                    .map(Portion::Types)
                    .collect(),
            });
        }
        for file in &lists.operation_files {
            let portions = file.operations.chunks(operations::PORTION);
            files.push(File {
                path: file.path(),
                docs: file.docs(),
                kind: FileKind::Operations,
                portions: portions.map(Portion::Operations).collect(),
            });
        }
        let tables = |path: &str, docs: &str, kind: FileKind| File {
            path: path.to_owned(),
            docs: docs.to_owned(),
            kind,
            portions: lists.tables.chunks(TABLES).map(Portion::Types).collect(),
        };
        if self.needs.tables {
            let docs = "How each type is written in JSON: a table a type, a line a field.";
            files.push(tables("src/codec.rs", docs, FileKind::Codec));
        }
        if !lists.operations.is_empty() {
            let portions = lists.operations.chunks(TABLES);
            files.push(File {
                path: "src/replies.rs".to_owned(),
                docs: "Which answers each operation documents, and how they are read.".to_owned(),
                kind: FileKind::Replies,
                portions: portions.map(Portion::Operations).collect(),
            });
        }
        if self.needs.schemars && self.needs.tables {
            let docs = "What the document says of each type and its Rust type doesn't.";
            files.push(tables("src/schema.rs", docs, FileKind::Schema));
        }
        files
    }

    /// Renders all portions of all files on several threads.
    fn side_by_side(&self, files: &[File<'_, 'a>]) -> Vec<Artifact> {
        let jobs: Vec<(usize, FileKind, &Portion<'_, 'a>)> = files
            .iter()
            .enumerate()
            .flat_map(|(at, file)| file.portions.iter().map(move |part| (at, file.kind, part)))
            .collect();
        let amount = jobs.iter().map(|(.., portion)| portion.len()).sum();
        let rendered = parallel::map(&jobs, amount, |(_, kind, portion)| {
            self.portion(*kind, portion)
        });
        let mut texts: Vec<Vec<Rendered<'a>>> = files.iter().map(|_| Vec::new()).collect();
        for ((at, ..), text) in jobs.iter().zip(rendered) {
            if let Some(texts) = texts.get_mut(*at) {
                texts.push(text);
            }
        }
        files
            .iter()
            .zip(texts)
            .map(|(file, texts)| self.assemble(file, texts))
            .collect()
    }

    fn portion(&self, kind: FileKind, portion: &Portion<'_, 'a>) -> Rendered<'a> {
        let mut done = Rendered::default();
        let Rendered {
            text,
            uses,
            formats,
        } = &mut done;
        match (kind, portion) {
            (FileKind::Models, Portion::Types(types)) => models::part(self.api, types, uses, text),
            (FileKind::Codec, Portion::Types(types)) => {
                codec::part(self.api, types, self.options.decode_all, uses, text);
            }
            (_, Portion::Types(types)) => schema::part(self.api, types, uses, text),
            (FileKind::Replies, Portion::Operations(operations)) => {
                for operation in *operations {
                    uses.operations.insert(&operation.marker);
                    replies::table(self.api, operation, uses, formats, text);
                }
            }
            (_, Portion::Operations(operations)) => {
                let settings = (self.usual_security, &self.owners);
                operations::part(self.api, settings, operations, uses, text);
            }
        }
        done
    }

    /// Head, documentation, imports and portions as one file.
    fn assemble(&self, file: &File<'_, 'a>, portions: Vec<Rendered<'a>>) -> Artifact {
        let mut uses = Uses::default();
        let mut formats = Formats::default();
        let length: usize = portions.iter().map(|portion| portion.text.len()).sum();
        let mut body = String::with_capacity(length);
        for portion in portions {
            body.push_str(&portion.text);
            uses.merge(portion.uses);
            formats.merge(portion.formats);
        }
        let mut text = String::with_capacity(body.len() + 1024);
        text.push_str(&head::rust(self.api, self.options));
        docs::file_comment(&mut text, &file.docs);
        let has_deprecated = match file.kind {
            FileKind::Schema => self.has_deprecated_types(),
            _ => uses.has_deprecated,
        };
        if file.kind.has_all_models() || has_deprecated {
            text.push('\n');
        }
        if file.kind.has_all_models() {
            text.push_str(ALL_MODELS);
        }
        if has_deprecated {
            text.push_str(DEPRECATED);
        }
        let imports = self.imports(file, uses, &formats);
        if !imports.is_empty() {
            text.extend(["\n", &imports]);
        }
        if file.kind == FileKind::Schema {
            text.push_str(&schema::runtime_types(&self.needs));
        }
        text.push_str(&body);
        Artifact::new(file.path.clone(), text)
    }

    fn has_deprecated_types(&self) -> bool {
        self.api.types.iter().any(|def| match &def.shape {
            Shape::Struct(object) => structs::is_deprecated(def, object),
            _ => def.deprecated,
        })
    }

    fn imports(&self, file: &File<'_, 'a>, mut uses: Uses<'a>, formats: &Formats) -> String {
        match file.kind {
            FileKind::Models => {
                let types = file.portions.iter().flat_map(|portion| match portion {
                    Portion::Types(types) => *types,
                    Portion::Operations(_) => &[],
                });
                for id in types {
                    uses.models.remove(self.api.def(*id).name.as_str());
                }
            }
            FileKind::Operations if !file.portions.is_empty() => {
                uses.runtime("Call");
                uses.runtime("Client");
            }
            // All models are there.
            FileKind::Codec => uses.models.clear(),
            FileKind::Operations | FileKind::Replies | FileKind::Schema => {}
        }
        let mut imports = Imports::default();
        let models = if file.kind == FileKind::Models {
            "super"
        } else {
            "crate::models"
        };
        uses.declare(models, &mut imports);
        match file.kind {
            FileKind::Models => {}
            FileKind::Operations => {
                if !file.portions.is_empty() {
                    imports.add("reqwest", ["Method"]);
                    imports.add("crate::runtime::call::draft", ["Draft"]);
                }
                if uses.has_style {
                    imports.add("crate::runtime::parameters::style", ["Style"]);
                }
            }
            FileKind::Codec => {
                imports.add("crate::models", ["*"]);
                codec::declare(self.api, &mut imports);
            }
            FileKind::Replies => formats.declare(&mut imports),
            FileKind::Schema => {
                imports.add("crate::models", ["*"]);
                schema::declare(self.api, &self.needs, uses.has_rules, &mut imports);
            }
        }
        let mut text = String::new();
        imports.write("", &mut text);
        text
    }

    /// The files that are made in one piece.
    fn small_files(&self, lists: &Lists<'a>) -> Vec<Artifact> {
        let (api, options) = (self.api, self.options);
        let mut files: Vec<(String, String)> = runtime::files(api, &self.needs);
        let mut add = |name: &str, text: String| files.push((name.to_owned(), text));
        add("lib.rs", library::render(api, options, &self.needs));
        if !api.schemes.is_empty() {
            add("auth.rs", auth::render(api));
        }
        if let Some(text) = servers::render(api) {
            add("servers.rs", text);
        }
        if self.needs.multipart {
            add("forms.rs", self.forms());
        }
        if lists.model_files.len() > 1 {
            let modules: Vec<&str> = lists
                .model_files
                .iter()
                .map(|file| file.module.as_str())
                .collect();
            add(
                "models.rs",
                index(
                    "The types of the API, those of each tag in a file.",
                    &modules,
                ),
            );
        }
        if lists.operation_files.len() > 1 {
            let modules: Vec<&str> = lists
                .operation_files
                .iter()
                .map(OperationFile::module_name)
                .collect();
            add(
                "operations.rs",
                index(
                    "What belongs to single operations, a file for each tag.",
                    &modules,
                ),
            );
        }
        let head = head::rust(api, options);
        let mut artifacts: Vec<Artifact> = files
            .into_iter()
            .map(|(name, text)| Artifact::new(format!("src/{name}"), format!("{head}{text}")))
            .collect();
        let manifest = manifest::render(api, options, &self.needs);
        artifacts.push(Artifact::new(
            "Cargo.toml",
            head::toml(api, options) + &manifest,
        ));
        artifacts.push(Artifact::new(
            "README.md",
            head::markdown(api, options) + &readme::render(api, options),
        ));
        artifacts
    }

    fn forms(&self) -> String {
        let mut uses = Uses::default();
        let tables = forms::tables(self.api, &mut uses);
        let mut text = "//! How each field of a multipart form becomes a part.\n\n".to_owned();
        let mut imports = Imports::default();
        imports.add("crate::operations", uses.operations.iter().copied());
        imports.add("crate::runtime::body::multipart", ["parts"]);
        imports.write("", &mut text);
        text.push_str(&tables);
        text
    }
}

/// A module that offers what its files have, flat.
fn index(docs: &str, modules: &[&str]) -> String {
    let mut text = String::new();
    docs::file_comment(&mut text, docs);
    text.push('\n');
    let mut modules = modules.to_vec();
    modules.sort_unstable_by(|left, right| by_name(left, right));
    for module in &modules {
        text.extend(["mod ", module, ";\n"]);
    }
    text.push('\n');
    for module in &modules {
        text.extend(["pub use ", module, "::*;\n"]);
    }
    text
}

#[cfg(test)]
mod tests;
