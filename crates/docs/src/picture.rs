//! Pictures that a document names: what is published of this machine's files at a document's word.

use std::fs;
use std::path::Path;

use apicrate_artifacts::Artifact;

/// Where a document names them.
pub(crate) const NAMED: [&str; 2] = ["/info/x-logo/url", "/x-site/image"];

/// Whether bytes are a picture of a kind that browsers draw.
fn is_picture(bytes: &[u8]) -> bool {
    let webp = || bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let starts = [
        &b"\x89PNG\r\n\x1a\n"[..],
        b"\xff\xd8\xff",
        b"GIF87a",
        b"GIF89a",
        b"\0\0\x01\0",
    ];
    starts.iter().any(|start| bytes.starts_with(start)) || webp() || is_drawing(bytes)
}

/// Whether bytes are SVG: an element `svg`, with nothing but a declaration, comments and white space before it.
fn is_drawing(bytes: &[u8]) -> bool {
    let Ok(mut text) = str::from_utf8(bytes) else {
        return false;
    };
    text = text.trim_start_matches('\u{feff}');
    loop {
        text = text.trim_start();
        let end = if text.starts_with("<?") {
            "?>"
        } else if text.starts_with("<!--") {
            "-->"
        } else if text.starts_with("<!DOCTYPE svg") {
            ">"
        } else {
            break;
        };
        match text.split_once(end) {
            Some((_, rest)) => text = rest,
            None => return false,
        }
    }
    text.strip_prefix("<svg").is_some_and(|rest| {
        rest.starts_with(|next: char| next.is_whitespace() || "/>".contains(next))
    })
}

/// The picture of that name below a folder. A document is somebody else's word: it gets no other file, none that is
/// hidden, and none that a link leads out of the folder to.
///
/// # Errors
/// What was expected, what was found, where.
pub(crate) fn read(folder: &Path, name: &str, pointer: &str) -> Result<Artifact, String> {
    let refused = |found: &str| {
        format!(
            "{pointer}: expected a picture (SVG, PNG, JPEG, GIF, WebP or ICO) in {}, such as `logo.svg`, found `{name}`, {found}",
            folder.display()
        )
    };
    let plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.contains([':', '\\', '?', '#', '"'])
    };
    if !name.split('/').all(plain) {
        return Err(refused(
            "which is no plain name; pages load nothing from elsewhere",
        ));
    }
    let failed = |error: std::io::Error| refused(&format!("which can't be read: {error}"));
    let root = folder.canonicalize().map_err(failed)?;
    let place = root.join(name).canonicalize().map_err(failed)?;
    let below = place.strip_prefix(&root).ok();
    let hidden = |below: &Path| {
        below
            .components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
    };
    if below.is_none_or(hidden) {
        return Err(refused("which a link leads out of it"));
    }
    let contents = fs::read(&place).map_err(failed)?;
    if !is_picture(&contents) {
        return Err(refused("which is none"));
    }
    Ok(Artifact::new(name, contents))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{is_picture, read};

    #[test]
    fn only_pictures_are_pictures() {
        for picture in [
            &b"<svg/>"[..],
            b"<?xml version=\"1.0\"?>\n<!-- ours --><svg xmlns=\"a\">",
            b"\x89PNG\r\n\x1a\n.",
            b"GIF89a.",
            b"RIFF....WEBP",
        ] {
            assert!(is_picture(picture), "{picture:?}");
        }
        for other in [
            &b"[core]\n"[..],
            b"PASSWORD=x <svg>",
            b"<svgx>",
            b"<?xml <svg>",
            b"RIFF....WAVE",
            b"",
        ] {
            assert!(!is_picture(other), "{other:?}");
        }
    }

    #[test]
    fn no_file_but_a_picture_of_the_folder_is_published() {
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("ours");
        fs::create_dir_all(folder.join(".git")).expect("a folder");
        fs::write(outer.path().join("outside.svg"), "<svg/>").expect("a file");
        fs::write(folder.join(".git/config"), "[core]").expect("a file");
        fs::write(folder.join(".git/logo.svg"), "<svg/>").expect("a file");
        fs::write(folder.join(".env"), "PASSWORD=x").expect("a file");
        fs::write(folder.join("key.pem"), "-----BEGIN").expect("a file");
        fs::write(folder.join("logo.svg"), "<svg/>").expect("a file");
        for (name, said) in [
            (".git/config", "no plain name"),
            (".env", "no plain name"),
            ("../outside.svg", "no plain name"),
            ("https://elsewhere/logo.svg", "no plain name"),
            ("key.pem", "which is none"),
            ("none.svg", "can't be read"),
        ] {
            let error = read(&folder, name, "/info/x-logo/url").expect_err(name);
            assert!(
                error.starts_with("/info/x-logo/url: ") && error.contains(said),
                "{error}"
            );
        }
        assert!(read(&folder, "logo.svg", "/info/x-logo/url").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        use std::os::unix::fs::symlink;

        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("ours");
        fs::create_dir_all(folder.join(".hidden")).expect("a folder");
        fs::write(outer.path().join("outside.svg"), "<svg/>").expect("a file");
        fs::write(folder.join(".hidden/logo.svg"), "<svg/>").expect("a file");
        symlink("../outside.svg", folder.join("a.svg")).expect("a link");
        symlink("..", folder.join("up")).expect("a link");
        symlink(".hidden/logo.svg", folder.join("b.svg")).expect("a link");
        for name in ["a.svg", "up/outside.svg", "b.svg"] {
            let error = read(&folder, name, "/x-site/image").expect_err(name);
            assert!(error.contains("a link leads out"), "{error}");
        }
    }
}
