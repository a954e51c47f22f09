//! A document that uses every field of the specification, and where each of them is drawn: in HTML and in Markdown.

use std::collections::BTreeMap;

use apisite::{Source, site};

const PET: &str = "models/Pet";
const PUT: &str = "operations/putPet";
const FIRST: &str = "index";
const CREDENTIALS: &str = "credentials";

/// A field of the specification, the page that shows it, and the words that it is shown by.
const FIELDS: &[(&str, &str, &[&str])] = &[
    ("info.title", FIRST, &["Everything"]),
    ("info.version", FIRST, &["9.8.7"]),
    ("info.summary", FIRST, &["info summary"]),
    ("info.description", FIRST, &["info description"]),
    ("info.termsOfService", FIRST, &["https://terms.example"]),
    (
        "info.contact",
        FIRST,
        &[
            "contact name",
            "https://contact.example",
            "contact@example.com",
        ],
    ),
    (
        "info.license",
        FIRST,
        &["license name", "MIT", "https://license.example"],
    ),
    (
        "externalDocs",
        FIRST,
        &["root docs", "https://root-docs.example"],
    ),
    ("server.name", FIRST, &["server name"]),
    ("server.url", FIRST, &["https://{region}.server.example/v1"]),
    ("server.description", FIRST, &["server description"]),
    (
        "server.variables",
        FIRST,
        &["region", "eu-1", "us-1", "Default", "variable description"],
    ),
    ("tag.summary", FIRST, &["Pets by another name"]),
    ("tag.description", "tags/pets", &["tag description"]),
    (
        "tag.externalDocs",
        "tags/pets",
        &["https://tag-docs.example"],
    ),
    ("tag.parent", FIRST, &["cats description"]),
    ("path", PUT, &["/pets/{id}"]),
    ("method", PUT, &["PUT"]),
    ("pathItem.description", PUT, &["item description"]),
    ("pathItem.query", "operations/queryPets", &["QUERY"]),
    (
        "pathItem.additionalOperations",
        "operations/linkPets",
        &["LINK"],
    ),
    ("operation.summary", PUT, &["operation summary"]),
    ("operation.description", PUT, &["operation description"]),
    ("operation.operationId", PUT, &["putPet"]),
    (
        "operation.externalDocs",
        PUT,
        &["operation docs", "https://operation-docs.example"],
    ),
    ("operation.deprecated", PUT, &["Deprecated"]),
    ("operation.servers", PUT, &["https://operation.example"]),
    (
        "operation.security",
        PUT,
        &[
            "Works without credentials, or with",
            "oauth",
            "read:pets",
            "write:pets",
            "together with",
            "key",
        ],
    ),
    (
        "operation.security, none",
        "operations/queryPets",
        &["No credentials are needed."],
    ),
    ("security", "operations/listPets", &["Needs", "bearer"]),
    (
        "parameter.in",
        PUT,
        &[
            "Path parameters",
            "Query parameters",
            "Header parameters",
            "Cookies",
        ],
    ),
    (
        "parameter.name",
        PUT,
        &["id", "list", "filter", "X-Header", "crumb"],
    ),
    ("parameter.description", PUT, &["id description"]),
    ("parameter.required", PUT, &["required", "optional"]),
    ("parameter.style", PUT, &["pipeDelimited", "not exploded"]),
    ("parameter.allowReserved", PUT, &["reserved characters"]),
    ("parameter.allowEmptyValue", PUT, &["without a value"]),
    ("parameter.example", PUT, &["id example"]),
    ("parameter.examples", PUT, &["two of them", "list example"]),
    ("parameter.content", PUT, &["Written as", "inFilter"]),
    ("parameter.deprecated", PUT, &["deprecated"]),
    ("requestBody.description", PUT, &["request description"]),
    ("requestBody.required", PUT, &["Request body"]),
    (
        "content",
        PUT,
        &["application/json", "multipart/form-data", "application/xml"],
    ),
    ("mediaType.example", PUT, &["xml-example"]),
    ("example.summary", PUT, &["example summary"]),
    ("example.description", PUT, &["example description"]),
    ("example.value", PUT, &["example value"]),
    (
        "example.externalValue",
        PUT,
        &["https://example-value.example"],
    ),
    ("encoding", PUT, &["image/png", "part header"]),
    ("itemSchema", PUT, &["application/jsonl", "a stream of"]),
    ("response.summary", PUT, &["response summary"]),
    ("response.description", PUT, &["response description"]),
    (
        "response.headers",
        PUT,
        &["X-Rate", "header description", "4711"],
    ),
    (
        "response.links",
        PUT,
        &[
            "link description",
            "$response.body#/owner",
            "link body",
            "https://link.example",
            "link server",
        ],
    ),
    ("responses by range", PUT, &["4XX", "range description"]),
    (
        "responses.default, $ref",
        PUT,
        &["default", "shared response"],
    ),
    (
        "callbacks",
        PUT,
        &[
            "{$request.body#/url}",
            "callback summary",
            "callback description",
            "inCallback",
            "callback response",
        ],
    ),
    ("x-codeSamples", PUT, &["Lua sample", "lua source"]),
    (
        "webhooks",
        "webhooks/petBorn",
        &["webhook summary", "webhook description", "POST", "taken"],
    ),
    (
        "scheme.type http",
        CREDENTIALS,
        &["HTTP bearer", "bearer format", "bearer description"],
    ),
    (
        "scheme.type apiKey",
        CREDENTIALS,
        &["API key in the header", "X-Key"],
    ),
    (
        "scheme.type oauth2",
        CREDENTIALS,
        &[
            "OAuth 2.0",
            "https://authorize.example",
            "https://token.example",
            "https://refresh.example",
            "read:pets",
            "scope description",
            "https://client-token.example",
            "https://password-token.example",
            "https://implicit.example",
        ],
    ),
    (
        "scheme.type openIdConnect",
        CREDENTIALS,
        &["https://oidc.example"],
    ),
    ("scheme.type mutualTLS", CREDENTIALS, &["mutual TLS"]),
    ("schema.title", PET, &["schema title"]),
    ("schema.description", PET, &["schema description"]),
    (
        "schema.externalDocs",
        PET,
        &["schema docs", "https://schema-docs.example"],
    ),
    (
        "schema.allOf",
        PET,
        &["Made of", "Base", "base description"],
    ),
    ("schema.properties", PET, &["name", "age"]),
    ("schema.required", PET, &["required", "optional"]),
    ("schema.minProperties, maxProperties", PET, &["2 to 77"]),
    (
        "schema.patternProperties",
        PET,
        &["/^x-/", "pattern property"],
    ),
    (
        "schema.additionalProperties",
        PET,
        &["any other name", "additional property"],
    ),
    (
        "schema.additionalProperties false",
        PET,
        &["no other property is allowed"],
    ),
    (
        "schema.unevaluatedProperties",
        PET,
        &["unevaluated property"],
    ),
    ("schema.propertyNames", PET, &["each name", "at most 99"]),
    ("schema.dependentRequired", PET, &["With", "also"]),
    (
        "schema.dependentSchemas",
        PET,
        &["with age", "dependent schema"],
    ),
    (
        "schema.if, then, else",
        PET,
        &["ifProperty", "thenProperty", "elseProperty"],
    ),
    ("schema.not", PET, &["notProperty"]),
    ("schema.minLength, maxLength", PET, &["3 to 33"]),
    ("schema.pattern", PET, &["^[a-z]+$"]),
    ("schema.default", PET, &["default value"]),
    ("schema.examples", PET, &["schema example"]),
    ("schema.readOnly", PET, &["read only"]),
    ("schema.writeOnly", PET, &["write only"]),
    ("schema.deprecated", PET, &["deprecated"]),
    ("schema.type with null", PET, &["or null"]),
    ("schema.format", PET, &["int32", "secret"]),
    (
        "schema.minimum, maximum, multipleOf",
        PET,
        &["at least 5, at most 55, a multiple of 5"],
    ),
    (
        "schema.exclusiveMinimum, exclusiveMaximum",
        PET,
        &["more than 6, less than 66"],
    ),
    (
        "schema.enum",
        PET,
        &["cat-value", "what cat means", "dog-value", "what dog means"],
    ),
    ("schema.const", PET, &["Always", "const value"]),
    ("schema.items", PET, &["list of", "item-pattern"]),
    (
        "schema.minItems, maxItems, uniqueItems",
        PET,
        &["1 to 11", "none twice"],
    ),
    (
        "schema.contains, minContains, maxContains",
        PET,
        &["contained item", "2 to 22"],
    ),
    ("schema.unevaluatedItems", PET, &["unevaluated item"]),
    ("schema.prefixItems", PET, &["place 1", "first place"]),
    (
        "schema.contentEncoding, contentMediaType",
        PET,
        &["base64", "image/gif"],
    ),
    ("schema.contentSchema", PET, &["inContent"]),
    (
        "schema.xml",
        PET,
        &[
            "xml-name",
            "https://xml.example",
            "xml-prefix",
            "an attribute",
            "wrapped",
        ],
    ),
    (
        "schema.oneOf",
        PET,
        &["Exactly one of", "Cat", "Dog", "claws description"],
    ),
    (
        "schema.discriminator",
        PET,
        &[
            "Told apart by",
            "sort",
            "feline",
            "sort = feline",
            "sort = Dog",
        ],
    ),
    (
        "schema.anyOf",
        PET,
        &["At least one of", "any text", "any number"],
    ),
    ("schema.$ref with siblings", PET, &["friend description"]),
    ("schema.example", "models/Old", &["old example"]),
    ("schema.deprecated, a whole", "models/Old", &["Deprecated"]),
];

/// What isn't drawn, and why.
const PASSED_OVER: &[(&str, &str)] = &[
    (
        "jsonSchemaDialect, $schema, $id, $anchor, $vocabulary",
        "for programs that read schemas",
    ),
    ("$comment", "JSON Schema forbids to show it to users"),
    (
        "components that nobody refers to",
        "but schemas, which are models, and schemes",
    ),
    (
        "pathItem.summary",
        "each operation has one of its own, and takes this where it has none",
    ),
];

fn files() -> BTreeMap<String, String> {
    let document = serde_json::from_str(include_str!("everything/openapi.json")).expect("JSON");
    site(&Source::of(document))
        .expect("a site")
        .into_iter()
        .map(|file| {
            (
                file.path,
                String::from_utf8_lossy(&file.contents).into_owned(),
            )
        })
        .collect()
}

/// The words of a page, without its elements.
fn words(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = behind.split_once('>').unwrap_or((behind, ""));
        // Addresses are part of what a page says.
        if let Some((_, address)) = tag.split_once("href=\"") {
            text.push_str(address.split('"').next().unwrap_or_default());
        }
        rest = after;
    }
    text.push_str(rest);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn every_field_of_the_specification_is_drawn() {
    let files = files();
    let mut lost = Vec::new();
    for (field, page, said) in FIELDS {
        let html = &files[&format!("{page}.html")];
        let main = html.split("<main").nth(1).unwrap_or_default();
        let html = words(main);
        let name = if *page == FIRST {
            "index.md".to_owned()
        } else {
            format!("{page}.md")
        };
        let markdown = &files[&name];
        for text in *said {
            for (kind, page) in [("HTML", html.as_str()), ("Markdown", markdown)] {
                if !page.contains(text) {
                    lost.push(format!("{field}: `{text}` isn't in the {kind}"));
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
    assert!(PASSED_OVER.len() < 5);
}
