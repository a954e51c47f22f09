//! The page for addresses where nothing is.

use maud::html;

use super::Frame;
use super::frame::Sheet;

/// The page that hosts show in the place of one that isn't there. It may be shown at any address, so that links from
/// it work only where the site's own is known.
pub(crate) fn missing(frame: &Frame<'_>) -> String {
    let main = html! {
        article.prose {
            h1 { "There is no such page" }
            p { "It may have had another name in an earlier version. " a href="index.html" { "The first page" } " leads on; the search knows every operation, model and field." }
        }
    };
    let page = frame.page(&Sheet {
        path: "404.html",
        title: "There is no such page",
        description: "",
        part_of: "",
        contents: html! {},
        main,
        calls: false,
        markdown: false,
    });
    match &frame.brand.url {
        Some(url) => page
            .replace("href=\"index.html", &format!("href=\"{url}index.html"))
            .replace("=\"assets/", &format!("=\"{url}assets/"))
            .replace("data-root=\"\"", &format!("data-root=\"{url}\"")),
        None => page,
    }
}
