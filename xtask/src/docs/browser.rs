//! The site in a real browser.

use std::fs;
use std::path::Path;

use super::KITS;
use crate::sandbox::Sandbox;
use crate::tools::{Environment, link};
use crate::workspace;

/// The program that drives the browser.
const PROGRAM: &str = "tests/browser/site.mjs";

/// Opens every page, from disk and from the sandbox; pictures of them and a report go to `target/browser`. Returns the
/// report.
///
/// # Errors
/// What isn't as it should be.
pub(super) fn check(site: &Path) -> Result<String, String> {
    let site_folder = site.to_string_lossy();
    let sandbox = Sandbox::start(&["--site", &site_folder])?;
    let environment = Environment::of(&KITS)
        .with("URL", &sandbox.url)
        .with("LOGIN", &sandbox.demo.0)
        .with("PASSWORD", &sandbox.demo.1);
    run(environment, site, "browser")
}

/// Opens some pages of each kind of another document's site, from disk. Pictures and report go below `target`, to a
/// folder of the site's name.
///
/// # Errors
/// What isn't as it should be.
pub(super) fn look(site: &Path) -> Result<String, String> {
    let name = site.file_name().unwrap_or_default().to_string_lossy();
    run(Environment::of(&KITS), site, &format!("browser-{name}"))
}

fn run(environment: Environment, site: &Path, name: &str) -> Result<String, String> {
    let folder = workspace::root().join("target").join(name);
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(told)?;
    }
    fs::create_dir_all(&folder).map_err(told)?;
    // Node looks for packages beside the program.
    for (name, place) in KITS.iter().flat_map(|kit| kit.links()) {
        link(&place, &folder.join(name))?;
    }
    fs::copy(workspace::root().join(PROGRAM), folder.join("site.mjs")).map_err(told)?;
    let report = environment
        .with("SITE", site)
        .with("OUT", &folder)
        .must(&folder, "CHROMIUM=$(command -v chromium) node site.mjs")?;
    fs::write(folder.join("report.txt"), &report).map_err(told)?;
    Ok(report)
}
