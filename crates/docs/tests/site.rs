//! The command, on the documents that are published: what it makes, and what it refuses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apisite::Artifact;
use tempfile::TempDir;

/// The workspace's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(out: &Path, further: &[&str]) -> Output {
    let root = root();
    Command::new(env!("CARGO_BIN_EXE_apisite"))
        .arg(root.join("openapi/openapi.json"))
        .arg("--files")
        .arg(root.join("openapi"))
        .arg("--guides")
        .arg(root.join("crates/api/guides"))
        .arg("--changelog")
        .arg(root.join("CHANGELOG.md"))
        .arg("--out")
        .arg(out)
        .args(further)
        .output()
        .expect("it runs")
}

/// A site in a folder of its own.
fn site(further: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(&folder.path().join("site"), further);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    folder
}

/// All files of a site, by their paths.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), files);
            } else {
                files.insert(path, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(&folder.join("site"), "", &mut files);
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let contents = files.get(path).unwrap_or_else(|| panic!("{path} is there"));
    String::from_utf8(contents.clone()).expect("UTF-8")
}

fn broken(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let files: Vec<Artifact> = files
        .iter()
        .map(|(path, contents)| Artifact::new(path.as_str(), contents.as_slice()))
        .collect();
    apisite::broken_links(&files, &[])
}

/// Writes an overlay with these actions, and a logo beside it.
fn overlay(actions: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("logo.svg"), "<svg/>").expect("a file");
    let path = folder.path().join("ours.yaml");
    let head = "overlay: 1.0.0\ninfo: { title: Ours, version: 1.0.0 }\nactions:\n";
    fs::write(&path, format!("{head}{actions}")).expect("a file");
    let path = path.to_string_lossy().into_owned();
    (folder, path)
}

fn refusal(further: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(&folder.path().join("site"), further);
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn twice_gives_the_same_bytes() {
    let first = files(site(&[]).path());
    let second = files(site(&[]).path());
    assert!(first.len() > 40, "{}", first.len());
    assert_eq!(first, second);
    let root = root().canonicalize().expect("a folder");
    for (path, contents) in &first {
        let text = String::from_utf8_lossy(contents);
        assert!(
            !text.contains(&*root.to_string_lossy()),
            "{path} names the machine"
        );
    }
}

#[test]
fn nothing_is_lost() {
    let files = files(site(&[]).path());
    for page in ["index", "sign-in", "reference", "changelog", "downloads"] {
        assert!(files.contains_key(&format!("{page}.html")), "{page}");
    }
    for name in [
        "openapi.json",
        "openapi-3.0.yaml",
        "samples/obtain-token.py",
        "schemas/Token.json",
    ] {
        let published = fs::read(root().join("openapi").join(name)).expect("a file");
        assert_eq!(files[name], published, "{name}");
        assert!(text(&files, "llms.txt").contains(name), "{name}");
    }
    let sums = text(&files, "SHA256SUMS");
    assert_eq!(
        sums.lines().count(),
        files
            .keys()
            .filter(|path| sums.contains(&format!("  {path}\n")))
            .count()
    );
    let markdown = text(&files, "reference.md");
    for part in [
        "`POST /api/admin/v1/auth/token`",
        "`ptz_priority`",
        "stream_context_create",
        "any_key",
        "### Rust",
    ] {
        assert!(markdown.contains(part), "{part}");
    }
}

#[test]
fn no_link_is_broken_and_nothing_is_loaded_from_elsewhere() {
    let files = files(site(&["--url", "https://docs.example.org/vms"]).path());
    assert_eq!(broken(&files), Vec::<String>::new());
}

#[test]
fn an_overlay_brands_documents_and_pages() {
    let (_folder, path) = overlay(
        "  - { target: '$.info', update: { title: Our VMS, x-logo: { url: logo.svg, altText: Ours } } }\n\
         \x20 - { target: '$.servers[*].variables.domain', update: { default: vms.ours.example } }\n\
         \x20 - { target: '$', update: { x-site: { url: 'https://docs.ours.example', accent: { light: '#a03000', dark: '#ffb08a' } } } }\n",
    );
    let files = files(site(&["--overlay", &path]).path());
    for document in [
        "openapi.json",
        "openapi.yaml",
        "openapi-3.0.json",
        "openapi-3.0.yaml",
    ] {
        let text = text(&files, document);
        assert!(
            text.contains("Our VMS") && text.contains("vms.ours.example"),
            "{document}"
        );
        assert!(
            text.contains("@generated") && !text.contains("vms.example.org\""),
            "{document}"
        );
    }
    let page = text(&files, "operations/obtainToken.html");
    for part in [
        "<img src=\"../logo.svg\" alt=\"Ours\" height=\"28\">",
        "<title>Obtain a token · Our VMS</title>",
        "value=\"https://vms.ours.example\"",
        "connect-src 'self' https://vms.ours.example http://127.0.0.1:*",
        "<link rel=\"canonical\" href=\"https://docs.ours.example/operations/obtainToken.html\">",
        "<meta property=\"og:url\" content=\"https://docs.ours.example/operations/obtainToken.html\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(text(&files, "assets/style.css").contains("--accent: light-dark(#a03000, #ffb08a)"));
    assert!(text(&files, "sitemap.xml").contains("<loc>https://docs.ours.example/</loc>"));
    assert_eq!(broken(&files), Vec::<String>::new());
}

#[test]
fn the_template_for_publishers_applies_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("overlay.yaml");
    let output = run(
        &folder.path().join("site"),
        &["--overlay", &template.to_string_lossy()],
    );
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let page = text(&files(folder.path()), "index.html");
    assert!(page.contains("content=\"https://docs.example.org/vms/\""));
}

#[test]
fn what_is_wrong_is_told() {
    let (_folder, path) =
        overlay("  - { target: '$.info', update: { x-logo: { url: none.svg } } }\n");
    assert!(refusal(&["--overlay", &path]).contains("found `none.svg`, which can't be read"));
    let (folder, path) =
        overlay("  - { target: '$.info', update: { x-logo: { url: .git/config } } }\n");
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    fs::write(folder.path().join(".git/config"), "[core]").expect("a file");
    assert!(refusal(&["--overlay", &path]).contains("/info/x-logo/url: expected a picture"));
    let (_folder, path) = overlay(
        "  - { target: '$', update: { x-site: { accent: { light: red, dark: '#ffffff' } } } }\n",
    );
    assert!(
        refusal(&["--overlay", &path])
            .contains("/x-site/accent/light: expected a colour as #rrggbb, found \"red\"")
    );
    let (_folder, path) = overlay("  - { target: 'a b', update: {} }\n");
    assert!(
        refusal(&["--overlay", &path])
            .contains("ours.yaml: /actions/0/target: expected a JSONPath")
    );
    assert!(refusal(&["--url", "docs.example.org"]).contains("/x-site/url: expected an address"));
    assert!(refusal(&["--colour"]).contains("--help tells what there is"));
}

#[test]
fn a_logo_on_another_host_is_warned_of_and_never_loaded() {
    let (_folder, path) = overlay(
        "  - { target: '$.info', update: { x-logo: { url: 'https://elsewhere.example/logo.svg' } } }\n",
    );
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(&folder.path().join("site"), &["--overlay", &path]);
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("warning: /info/x-logo/url: `https://elsewhere.example/logo.svg`"),
        "{told}"
    );
    let page = text(&files(folder.path()), "index.html");
    assert!(!page.contains("elsewhere.example"));
}

#[test]
fn files_of_others_in_the_folder_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("site");
    fs::create_dir(&out).expect("a folder");
    for mine in ["thesis.txt", "notes/llms.txt"] {
        fs::create_dir_all(out.join(mine).parent().expect("a folder")).expect("a folder");
        fs::write(out.join(mine), "mine").expect("a file");
    }
    for _ in 0..2 {
        assert!(run(&out, &[]).status.success());
    }
    assert!(out.join("thesis.txt").is_file() && out.join("notes/llms.txt").is_file());

    // What a site wrote is never taken for what others wrote, and the reverse.
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("a folder");
    fs::write(other.join("llms.txt"), "mine").expect("a file");
    let output = run(&other, &[]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("somebody else's"));
    assert_eq!(
        fs::read_to_string(other.join("llms.txt")).expect("a file"),
        "mine"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_may_have_a_name_in_any_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents = folder.path().join("documents");
    fs::create_dir_all(documents.join("élan/日本")).expect("a folder");
    fs::copy(
        root().join("openapi/openapi.json"),
        documents.join("openapi.json"),
    )
    .expect("a file");
    fs::write(documents.join("élan/日本/a.txt"), "a").expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_apisite"))
        .arg(documents.join("openapi.json"))
        .arg("--files")
        .arg(&documents)
        .arg("--out")
        .arg(folder.path().join("site"))
        .output()
        .expect("it runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(text(&files(folder.path()), "downloads.html").contains("Élan/日本"));
}
