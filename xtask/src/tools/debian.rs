//! What Debian's packages bring: looked for, never installed from here.

use super::{Environment, folder};

const PACKAGES: &str = include_str!("../../tools/debian.txt");

pub(super) fn php() -> Result<(), String> {
    found(
        "php -r 'require \"GuzzleHttp/autoload.php\"; exit(extension_loaded(\"curl\") && extension_loaded(\"mbstring\") ? 0 : 1);'",
        "php",
    )
}

pub(super) fn ruby() -> Result<(), String> {
    found("ruby -e 'require \"typhoeus\"'", "ruby")
}

pub(super) fn mono() -> Result<(), String> {
    found(
        "mcs --version && mono --version && test -f /usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll",
        "mono",
    )
}

pub(super) fn chromium() -> Result<(), String> {
    found("chromium --version", "browser")
}

pub(super) fn tls() -> Result<(), String> {
    // Elsewhere it is part of the system.
    if cfg!(any(windows, target_os = "macos")) {
        return Ok(());
    }
    found("pkg-config --exists openssl", "tls")
}

/// Whether a line runs, else the packages that make it run.
fn found(line: &str, name: &str) -> Result<(), String> {
    let root = folder();
    std::fs::create_dir_all(&root).map_err(|error| error.to_string())?;
    match Environment::default().run(&root, line) {
        Ok(ran) if ran.success => Ok(()),
        _ => Err(format!(
            "not here; on Debian: apt-get install{}",
            packages(name)
        )),
    }
}

fn packages(name: &str) -> &'static str {
    let mut lists = PACKAGES.lines().filter_map(|line| line.split_once(':'));
    lists
        .find(|(known, _)| *known == name)
        .map_or("", |(_, packages)| packages)
}
