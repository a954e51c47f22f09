//! The site on this machine, for who makes it: files and nothing else, over plain HTTP on loopback.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Bytes of a request's head, at most.
const HEAD: u64 = 16 * 1024;
/// How long a browser may take for its request.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves a folder until the program is stopped.
pub(crate) fn serve(folder: &Path, port: u16) -> Result<(), String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| format!("port {port} can't be had: {error}; --port N takes another"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("http://{address}/");
    for stream in listener.incoming().flatten() {
        let folder = folder.to_owned();
        thread::spawn(move || {
            // Who went away needs no response.
            let _ = respond(&stream, &folder, address.port());
        });
    }
    Ok(())
}

fn respond(stream: &TcpStream, folder: &Path, port: u16) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.take(HEAD)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut host = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            value.trim().clone_into(&mut host);
        }
    }
    let mut words = first.split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    // A page elsewhere whose name leads to this machine must not read what is here.
    let known = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let (status, path) = if !known.contains(&host) {
        ("421 Misdirected Request", None)
    } else if method != "GET" && method != "HEAD" {
        ("405 Method Not Allowed", None)
    } else {
        match file(folder, target) {
            Some(path) => ("200 OK", Some(path)),
            None => ("404 Not Found", file(folder, "/404.html")),
        }
    };
    let body = path
        .as_deref()
        .map(fs::read)
        .transpose()?
        .unwrap_or_default();
    let kind = media_type(path.as_deref().unwrap_or(Path::new("")));
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file that an address names; none outside the folder, and none that is hidden.
fn file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let plain = path
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '%']));
    let place = folder.join(&path);
    (plain && place.is_file()).then_some(place)
}

fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "yaml" => "application/yaml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "xml" => "application/xml",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::file;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("site");
        fs::create_dir_all(folder.join("a")).expect("a folder");
        for name in [
            "index.html",
            "a/index.html",
            "a/b.js",
            ".generated-files",
            "../outside.html",
        ] {
            fs::write(folder.join(name), "").expect("a file");
        }
        for found in ["/", "/index.html", "/a/", "/a/b.js?x=1"] {
            assert!(file(&folder, found).is_some(), "{found}");
        }
        for refused in [
            "/../outside.html",
            "/a/../../outside.html",
            "/.generated-files",
            "/a",
            "//etc",
            "index.html",
            "/%2e%2e/outside.html",
        ] {
            assert!(file(&folder, refused).is_none(), "{refused}");
        }
    }
}
