//! The files of types: `models.rs`, or a folder of files by module where there are many.

use super::uses::Uses;
use super::{aliases, enums, structs, unions};
use crate::model::{Api, Home, Shape, TypeDef, TypeId};

/// More types than this go to a file for each module and one for those that modules share.
const ONE_FILE: usize = 200;
/// How many types are rendered in one go; large files are rendered side by side.
pub(super) const PORTION: usize = 128;

/// A file of types.
pub(super) struct ModelFile {
    /// The Rust module's name; empty for `models.rs` itself.
    pub(super) module: String,
    /// What it holds, in document order.
    pub(super) types: Vec<TypeId>,
}

/// Which types go to which file.
pub(super) fn files(api: &Api) -> Vec<ModelFile> {
    let all = || (0..).map(TypeId).zip(&api.types);
    if api.types.len() <= ONE_FILE {
        return vec![ModelFile {
            module: String::new(),
            types: all().map(|(id, _)| id).collect(),
        }];
    }
    let mut shared = ModelFile {
        module: shared_name(api),
        types: Vec::new(),
    };
    let mut modules: Vec<ModelFile> = api
        .modules
        .iter()
        .map(|module| ModelFile {
            module: module.name.clone(),
            types: Vec::new(),
        })
        .collect();
    for (id, def) in all() {
        let file = match def.home {
            Home::Shared => None,
            Home::Module(index) => modules.get_mut(index as usize),
        };
        file.unwrap_or(&mut shared).types.push(id);
    }
    let mut files = vec![shared];
    files.append(&mut modules);
    files.retain(|file| !file.types.is_empty());
    if let [all] = files.as_mut_slice() {
        all.module.clear();
    }
    files
}

/// The name of the file of shared types: `shared`, unless a tag is called so.
fn shared_name(api: &Api) -> String {
    let mut name = "shared".to_owned();
    while api.modules.iter().any(|module| module.name == name) {
        name.push('_');
    }
    name
}

impl ModelFile {
    /// Where the file stands in the crate.
    pub(super) fn path(&self) -> String {
        match self.module.as_str() {
            "" => "src/models.rs".to_owned(),
            module => format!("src/models/{}.rs", module.trim_start_matches("r#")),
        }
    }
}

/// Adds the text of a portion of types.
pub(super) fn part<'a>(api: &'a Api, types: &[TypeId], uses: &mut Uses<'a>, text: &mut String) {
    for id in types {
        text.push('\n');
        definition(api, api.def(*id), uses, text);
    }
}

fn definition<'a>(api: &'a Api, def: &'a TypeDef, uses: &mut Uses<'a>, text: &mut String) {
    uses.has_deprecated |= def.deprecated;
    match &def.shape {
        Shape::Struct(object) => structs::render(api, def, object, uses, text),
        Shape::StringEnum(variants) => enums::strings(def, variants, text),
        Shape::IntEnum(variants) => enums::integers(def, variants, text),
        Shape::Union(union) => unions::render(api, def, union, uses, text),
        Shape::Alias(ty) => aliases::render(api, def, ty, uses, text),
    }
}
