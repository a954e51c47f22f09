//! Models: a page for each named schema, and the list of all.

use super::words::words;
use super::{Block, Link, Page, Sheet, Span, Tab};
use crate::api::{Api, Model, View};
use crate::bounded::first_line;

/// Models whose descriptions the list shows; of more, it only has the names.
const DESCRIBED: usize = 200;

/// The page of a model. `users` are the operations that name it.
pub(crate) fn model<'a>(
    sheet: &mut Sheet<'a, '_>,
    model: &Model<'a>,
    users: Vec<Link<'a>>,
) -> Page<'a> {
    let view = View::of(sheet.api, model.schema);
    // Where it comes round to itself, a link to this page is enough.
    sheet.expand(model.name);
    let mut main = vec![Block::Heading(1, None, vec![Span::text(model.name)])];
    if view.is("deprecated") {
        main.push(Block::Warning(
            "Deprecated: don't use it in new programs.".into(),
        ));
    }
    main.push(Block::Quiet(words(sheet.api, &view)));
    main.extend(sheet.prose(view.text("description")));
    let bases: Vec<&str> = view
        .bases
        .iter()
        .copied()
        .filter(|base| *base != model.name)
        .take(12)
        .collect();
    if view.model.is_none() && !bases.is_empty() {
        let mut line = vec![Span::text("Made of ")];
        for (index, base) in bases.iter().enumerate() {
            if index > 0 {
                line.push(Span::text(", "));
            }
            line.extend(
                sheet
                    .api
                    .models
                    .get(base)
                    .map(|base| Span::To(base.address.clone(), base.name.into())),
            );
        }
        main.push(Block::Quiet(line));
    }
    if let Some(Block::Facts(facts)) = sheet.facts(&view) {
        let own = |title: &[Span<'_>]| matches!(title, [Span::Text(text)] if *text == model.name);
        let facts: Vec<_> = facts
            .into_iter()
            .filter(|(term, says)| term != "Title" || !own(says))
            .collect();
        if !facts.is_empty() {
            main.push(Block::Facts(facts));
        }
    }
    let mut inside = sheet.inside(&view, 0);
    for block in &mut inside {
        if let Block::Fields(fields) = block {
            for field in fields {
                // A field has an address of its own, as the search needs it.
                if let Some(Span::Code(name)) = field.head.first() {
                    field.id = Some(name.to_string());
                }
            }
        }
    }
    main.extend(inside);
    if !users.is_empty() {
        main.push(Block::heading(2, "Used by"));
        main.push(Block::Links(users));
    }
    main.extend(sheet.end());
    let example = super::made_up(sheet.api, model.schema);
    let example = sheet.value("json", &example);
    let aside = example
        .map(|code| {
            Block::Tabs(
                "example".to_owned(),
                "Example",
                vec![Tab {
                    name: "Example".into(),
                    inside: vec![code],
                }],
            )
        })
        .into_iter()
        .collect();
    Page {
        address: model.address.clone(),
        title: model.name.to_owned(),
        description: view.text("description").into(),
        main,
        aside,
    }
}

/// The list of all models.
pub(crate) fn models<'a>(sheet: &mut Sheet<'a, '_>) -> Page<'a> {
    let api: &Api<'a> = sheet.api;
    let mut main = vec![Block::Heading(1, None, vec![Span::text("Models")])];
    let is_short = api.models.len() <= DESCRIBED;
    let mut links = Vec::new();
    for model in api.models.values() {
        if !sheet.take(model.name.len() + model.address.len() + 60) {
            break;
        }
        let description = crate::api::text(model.schema, "description");
        links.push(Link {
            to: model.address.clone(),
            method: None,
            title: model.name.into(),
            detail: if is_short {
                first_line(description)
            } else {
                ""
            },
            deprecated: model.schema["deprecated"] == true,
        });
    }
    main.push(Block::Links(links));
    main.extend(sheet.end());
    Page {
        address: "models.html".to_owned(),
        title: "Models".to_owned(),
        description: "Every named schema of the API.".into(),
        main,
        aside: Vec::new(),
    }
}
