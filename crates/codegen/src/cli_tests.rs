//! The command line: what it understands, and what it answers with.

use std::fs;
use std::path::Path;

use apicrate::Options;

use super::{Request, Task, command};

const DOCUMENT: &str = "{
    \"openapi\": \"3.1.0\", \"info\": { \"title\": \"Pet Shop\", \"version\": \"1.0.0\" },
    \"paths\": { \"/pets\": { \"get\": { \"operationId\": \"listPets\", \"responses\": {
        \"200\": { \"description\": \"All pets.\", \"content\": { \"application/json\": {
            \"schema\": { \"type\": \"array\", \"items\": { \"type\": \"string\" } }
        } } }
    } } } }
}";

fn parse(line: &str) -> Result<Request, String> {
    Request::parse(&line.split_whitespace().map(Into::into).collect::<Vec<_>>())
}

fn task(line: &str) -> Task {
    match parse(line) {
        Ok(Request::Generate(task)) => *task,
        other => panic!("{line}: {other:?}"),
    }
}

/// A task for the document in a temporary folder.
fn task_in(folder: &Path, flags: &str) -> Task {
    let document = folder.join("openapi.json");
    fs::write(&document, DOCUMENT).expect("written");
    let out = folder.join("out");
    task(&format!(
        "generate {} --out {} -q {flags}",
        document.display(),
        out.display()
    ))
}

fn code(task: &Task) -> String {
    match task.run() {
        Ok(code) => format!("{code:?}"),
        Err(message) => message,
    }
}

#[test]
fn warnings_are_denied_or_allowed_by_their_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    let task = |flags: &str| {
        let task = task_in(folder.path(), flags);
        let untyped = DOCUMENT.replace("\"type\": \"string\"", "\"type\": \"text\"");
        fs::write(&task.document, untyped).expect("written");
        task
    };
    let denied = code(&task("--deny warnings"));
    assert!(
        denied.contains("warnings are denied, and there is one"),
        "{denied}"
    );
    assert!(!folder.path().join("out").exists(), "something was written");
    let other = code(&task("--deny warnings --allow circle"));
    assert!(other.contains("`--allow CODE`"), "{other}");
    assert_eq!(code(&task("--deny warnings --allow unknown-type")), FINE);
    assert!(folder.path().join("out").exists(), "nothing was written");
}

const FINE: &str = "ExitCode(unix_exit_status(0))";
const NOT_FINE: &str = "ExitCode(unix_exit_status(1))";

#[test]
fn wrong_usage_is_told() {
    let cases = [
        ("", "no command"),
        ("make it", "unknown command `make`"),
        ("generate", "no DOCUMENT"),
        (
            "generate a.json --out b --deny circle",
            "`--deny warnings` is what there is",
        ),
        (
            "generate a.json --out b --allow circles",
            "`circles` is no code of warnings: there are circle, ",
        ),
        ("generate a.json", "no `--out DIR`"),
        ("generate a.json --out", "missing argument"),
        ("generate a.json --out=", "no `--out DIR`"),
        ("generate a.json --out b c", "unexpected argument"),
        (
            "generate a.json --out b --name 9a",
            "the package's name `9a`",
        ),
        (
            "generate a.json --out b --package-version x",
            "the package's version `x`",
        ),
        (
            "generate a.json --out b --frobnicate",
            "invalid option '--frobnicate'",
        ),
    ];
    for (line, expected) in cases {
        let message = parse(line).expect_err(line);
        assert!(message.contains(expected), "{line}: {message}");
    }
}

#[test]
fn help_and_version_need_nothing_else() {
    for line in ["--help", "-h", "generate --help"] {
        assert!(
            matches!(parse(line), Ok(Request::Print(text)) if text.contains("Usage:")),
            "{line}"
        );
    }
    assert!(matches!(parse("-V"), Ok(Request::Print(text)) if text.starts_with("apicrate ")));
}

#[test]
fn options_reach_the_generator_and_the_command_again() {
    let line = "generate a.json --out b --schemars --name pets --package-version 2.0.0 --license MIT --command make";
    let task = task(line);
    let expected = Options {
        schemars: true,
        package: apicrate::Package {
            name: "pets".to_owned(),
            version: "2.0.0".to_owned(),
            license: "MIT".to_owned(),
            ..apicrate::Package::default()
        },
        command: Some("make".to_owned()),
        ..Options::default()
    };
    assert_eq!(task.options, expected);
    assert_eq!(
        command("a.json", "b", &task.options),
        format!("apicrate {line}")
    );
    assert!(
        command("it's", "b", &task.options).starts_with(r"apicrate generate 'it'\''s' --out b")
    );
}

#[cfg(unix)]
#[test]
fn a_check_fails_until_the_crate_is_current_and_then_after_an_edit() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    assert_eq!(code(&task_in(folder.path(), "--check")), NOT_FINE);
    assert!(!out.exists());
    assert_eq!(code(&task_in(folder.path(), "")), FINE);
    assert_eq!(code(&task_in(folder.path(), "--check")), FINE);
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    assert!(manifest.contains("name = \"pet-shop\""), "{manifest}");
    assert!(
        !manifest.contains(&folder.path().display().to_string()),
        "{manifest}"
    );
    fs::write(out.join("src/lib.rs"), "edited").expect("edited");
    assert_eq!(code(&task_in(folder.path(), "--check")), NOT_FINE);
    assert_eq!(
        fs::read_to_string(out.join("src/lib.rs")).expect("read"),
        "edited"
    );
}

#[test]
fn what_goes_wrong_names_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let message = code(&task(&format!(
        "generate {}/none.json --out x",
        folder.path().display()
    )));
    assert!(message.contains("none.json: cannot be read"), "{message}");
    let bad = folder.path().join("bad.json");
    fs::write(&bad, "{ \"swagger\": \"2.0\" }").expect("written");
    let message = code(&task(&format!("generate {} --out x", bad.display())));
    assert!(message.contains("bad.json: "), "{message}");
    assert!(!Path::new("x").exists());
}
