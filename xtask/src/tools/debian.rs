//! What Debian's packages bring: looked for, never installed from here.

use super::Environment;
use super::folder;

pub(super) fn php() -> Result<(), String> {
    found(
        "php -r 'require \"GuzzleHttp/autoload.php\"; exit(extension_loaded(\"curl\") && extension_loaded(\"mbstring\") ? 0 : 1);'",
        "php-cli php-curl php-mbstring php-guzzlehttp-guzzle",
    )
}

pub(super) fn ruby() -> Result<(), String> {
    found("ruby -e 'require \"typhoeus\"'", "ruby ruby-typhoeus")
}

pub(super) fn mono() -> Result<(), String> {
    found(
        "mcs --version && mono --version && test -f /usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll",
        "mono-mcs mono-runtime libmono-2.0-1 libnewtonsoft-json5.0-cil",
    )
}

/// Whether a line runs, else the packages that make it run.
fn found(line: &str, packages: &str) -> Result<(), String> {
    let root = folder();
    std::fs::create_dir_all(&root).map_err(|error| error.to_string())?;
    match Environment::default().run(&root, line) {
        Ok(ran) if ran.success => Ok(()),
        _ => Err(format!("not here; on Debian: apt-get install {packages}")),
    }
}
