//! The site, written to disk.

use std::fs;
use std::path::Path;

use vms_admin_docs::Page;

/// What a folder holds that was written by this command: nothing else is ever removed.
const MARK: &str = "llms.txt";

pub(crate) fn write(out: &Path, pages: &[Page]) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", out.display());
    if out.exists() {
        let empty = fs::read_dir(out).map_err(told)?.next().is_none();
        if !empty && !out.join(MARK).is_file() {
            return Err(format!(
                "{} holds something that is no site; name another folder",
                out.display()
            ));
        }
        fs::remove_dir_all(out).map_err(told)?;
    }
    for page in pages {
        let path = out.join(&page.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(told)?;
        }
        fs::write(&path, &page.contents).map_err(told)?;
    }
    println!("{} files in {}", pages.len(), out.display());
    Ok(())
}
