//! Which operation a request is for, by its path and method.

use axum::http::Method;
use indexmap::IndexMap;
use percent_encoding::percent_decode_str;

/// The paths of a document, each with what there is by method.
#[derive(Debug)]
pub(crate) struct Paths<T> {
    /// Those without parameters, by the path itself.
    plain: IndexMap<String, IndexMap<Method, T>>,
    /// The others: the more of a path is given, the earlier it stands.
    templates: Vec<(Template, IndexMap<Method, T>)>,
}

/// A path with parameters, segment by segment.
#[derive(Debug, PartialEq, Eq)]
struct Template(Vec<Vec<Piece>>);

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Parameter(String),
}

/// What a path leads to.
#[derive(Debug)]
pub(crate) struct Found<'a, T> {
    pub(crate) methods: &'a IndexMap<Method, T>,
    /// The path's parameters as they stand in it.
    pub(crate) parameters: Vec<(&'a str, &'a str)>,
}

impl<T> Default for Paths<T> {
    fn default() -> Self {
        Self {
            plain: IndexMap::new(),
            templates: Vec::new(),
        }
    }
}

impl<T> Paths<T> {
    /// Adds a path and method; whether it was none that is there already.
    pub(crate) fn add(&mut self, path: &str, method: Method, entry: T) -> bool {
        if !path.contains('{') {
            let methods = self.plain.entry(path.to_owned()).or_default();
            return methods.insert(method, entry).is_none();
        }
        let template = Template::of(path);
        let place = self
            .templates
            .iter()
            .position(|(other, _)| other.is_like(&template));
        if let Some(place) = place {
            // Under other names the parameters of one of them would be lost.
            let (other, methods) = &mut self.templates[place];
            return *other == template && methods.insert(method, entry).is_none();
        }
        let rank = template.rank();
        let place = self
            .templates
            .partition_point(|(other, _)| other.rank() <= rank);
        self.templates
            .insert(place, (template, IndexMap::from([(method, entry)])));
        true
    }

    /// All that there is.
    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let plain = self.plain.values_mut();
        let templates = self.templates.iter_mut().map(|(_, methods)| methods);
        plain.chain(templates).flat_map(IndexMap::values_mut)
    }

    /// What there is at a path.
    pub(crate) fn find<'a>(&'a self, path: &'a str) -> Option<Found<'a, T>> {
        let plain = self.plain.get(path).or_else(|| {
            let decoded = percent_decode_str(path).decode_utf8().ok()?;
            (path.contains('%')).then(|| self.plain.get(&*decoded))?
        });
        if let Some(methods) = plain {
            return Some(Found {
                methods,
                parameters: Vec::new(),
            });
        }
        let segments: Vec<&str> = path.split('/').collect();
        self.templates.iter().find_map(|(template, methods)| {
            let parameters = template.matched(&segments)?;
            Some(Found {
                methods,
                parameters,
            })
        })
    }
}

impl Template {
    fn of(path: &str) -> Self {
        let segments = path.split('/').map(|segment| {
            let mut pieces = Vec::new();
            let mut rest = segment;
            while let Some((text, (name, after))) = rest
                .split_once('{')
                .and_then(|(text, rest)| Some((text, rest.split_once('}')?)))
            {
                if !text.is_empty() {
                    pieces.push(Piece::Text(text.to_owned()));
                }
                pieces.push(Piece::Parameter(name.to_owned()));
                rest = after;
            }
            if !rest.is_empty() || pieces.is_empty() {
                pieces.push(Piece::Text(rest.to_owned()));
            }
            pieces
        });
        Self(segments.collect())
    }

    /// The names of its parameters.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// Segment by segment, whether it is given (0), in part (1) or not at all (2).
    fn rank(&self) -> Vec<u8> {
        self.0
            .iter()
            .map(|pieces| match pieces.as_slice() {
                [Piece::Text(_)] => 0,
                [Piece::Parameter(_)] => 2,
                _ => 1,
            })
            .collect()
    }

    /// Whether it differs from another in the names of its parameters at most.
    fn is_like(&self, other: &Self) -> bool {
        let nameless = |template: &Self| -> Vec<Vec<Option<String>>> {
            let pieces = |pieces: &Vec<Piece>| pieces.iter().map(Piece::text).collect();
            template.0.iter().map(pieces).collect()
        };
        nameless(self) == nameless(other)
    }

    fn matched<'a>(&'a self, segments: &[&'a str]) -> Option<Vec<(&'a str, &'a str)>> {
        if segments.len() != self.0.len() {
            return None;
        }
        let mut parameters = Vec::new();
        for (pieces, segment) in self.0.iter().zip(segments) {
            match_segment(pieces, segment, &mut parameters)?;
        }
        Some(parameters)
    }
}

impl Piece {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Parameter(_) => None,
        }
    }
}

/// Fits a segment to its pieces; a parameter takes as little as it can, and never nothing.
fn match_segment<'a>(
    pieces: &'a [Piece],
    segment: &'a str,
    parameters: &mut Vec<(&'a str, &'a str)>,
) -> Option<()> {
    let mut rest = segment;
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => {
                rest = match rest.strip_prefix(text.as_str()) {
                    Some(rest) => rest,
                    // Written with escapes that it needs not.
                    None if percent_decode_str(rest).decode_utf8_lossy() == *text => "",
                    None => return None,
                }
            }
            Piece::Parameter(name) => {
                let end = match pieces.peek() {
                    None => rest.len(),
                    Some(Piece::Text(text)) => {
                        let start = rest
                            .char_indices()
                            .nth(1)
                            .map_or(rest.len(), |(index, _)| index);
                        start + rest.get(start..)?.find(text.as_str())?
                    }
                    Some(Piece::Parameter(_)) => return None,
                };
                if end == 0 {
                    return None;
                }
                parameters.push((name, &rest[..end]));
                rest = &rest[end..];
            }
        }
    }
    rest.is_empty().then_some(())
}

/// The names of a path's parameters.
pub(crate) fn parameter_names(path: &str) -> Vec<String> {
    Template::of(path).names().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(list: &[&'static str]) -> Paths<&'static str> {
        let mut paths = Paths::default();
        for path in list {
            assert!(paths.add(path, Method::GET, *path), "{path}");
        }
        paths
    }

    #[test]
    fn the_path_that_says_most_is_found() {
        let paths = paths(&[
            "/{any}/b",
            "/users/{user}",
            "/users/me",
            "/users/{user}/avatar",
            "/files/{name}.json",
            "/files/{name}",
            "/a/{b}",
        ]);
        for (path, found) in [
            ("/users/me", Some(("/users/me", ""))),
            ("/users/%6de", Some(("/users/me", ""))),
            ("/users/7", Some(("/users/{user}", "user=7"))),
            ("/users/a%2Fb", Some(("/users/{user}", "user=a%2Fb"))),
            ("/us%65rs/7", Some(("/users/{user}", "user=7"))),
            ("/users/7/avatar", Some(("/users/{user}/avatar", "user=7"))),
            ("/files/a.json", Some(("/files/{name}.json", "name=a"))),
            ("/files/a.xml", Some(("/files/{name}", "name=a.xml"))),
            ("/files/.json", Some(("/files/{name}", "name=.json"))),
            ("/a/b", Some(("/a/{b}", "b=b"))),
            ("/c/b", Some(("/{any}/b", "any=c"))),
            ("/users/", None),
            ("/users", None),
            ("/users/7/", None),
            ("/users/7/avatar/x", None),
        ] {
            let shown = paths.find(path).map(|found| {
                let parameters: Vec<String> = found
                    .parameters
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                (found.methods[&Method::GET], parameters.join("&"))
            });
            assert_eq!(
                shown,
                found.map(|(path, parameters)| (path, parameters.to_owned())),
                "{path}"
            );
        }
    }

    #[test]
    fn one_path_is_not_had_under_two_names() {
        let mut paths = paths(&["/users/{user}"]);
        assert!(paths.add("/users/{user}", Method::PUT, ""));
        assert!(!paths.add("/users/{user}", Method::GET, ""));
        assert!(!paths.add("/users/{id}", Method::DELETE, ""));
    }
}
