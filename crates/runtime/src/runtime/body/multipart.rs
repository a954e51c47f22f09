//! Forms with files.

use reqwest::multipart::{Form, Part};
use serde::Serialize;

use super::upload::Upload;
use crate::runtime::body::{Content, Opened, Opening, Source};
use crate::runtime::call::draft::Draft;
use crate::runtime::codec::value::{Value, value};
use crate::runtime::error::BuildError;
use crate::runtime::security::veil::Noting;

/// A struct with a [`parts!`] table.
pub(crate) trait Multipart {
    /// Its fields as parts.
    fn parts(self) -> Parts;
}

/// The parts of a form, one call a field.
#[derive(Default)]
pub(crate) struct Parts {
    fields: Vec<Field>,
    problem: Option<BuildError>,
}

struct Field {
    name: &'static str,
    upload: Upload,
    media_type: Option<&'static str>,
}

impl Parts {
    fn push(&mut self, name: &'static str, upload: Upload, media_type: Option<&'static str>) {
        self.fields.push(Field {
            name,
            upload,
            media_type,
        });
    }

    /// A file.
    pub(crate) fn file(
        self,
        name: &'static str,
        file: Upload,
        media: Option<&'static str>,
    ) -> Self {
        self.files(name, [file], media)
    }

    /// Any number of files.
    pub(crate) fn files(
        mut self,
        name: &'static str,
        files: impl IntoIterator<Item = Upload>,
        media_type: Option<&'static str>,
    ) -> Self {
        for mut file in files {
            // A part without a file name is a field, not a file, to most servers.
            if file.name().is_none() {
                file = file.file_name(name);
            }
            self.push(name, file, media_type.or(Some("application/octet-stream")));
        }
        self
    }

    /// A scalar, or a list of them, a part each.
    pub(crate) fn text<T: Serialize>(
        mut self,
        name: &'static str,
        field: T,
        media_type: Option<&'static str>,
    ) -> Self {
        match value(&field) {
            Ok(Value::Absent) => {}
            Ok(Value::Scalar(text)) => self.push(name, text.into(), media_type),
            Ok(Value::List(items)) => {
                for item in items {
                    match item {
                        Value::Scalar(text) => self.push(name, text.into(), media_type),
                        Value::Absent => {}
                        Value::List(_) | Value::Object(_) => self.fail(name, None),
                    }
                }
            }
            Ok(Value::Object(_)) => self.fail(name, None),
            Err(error) => self.fail(name, Some(error.into())),
        }
        self
    }

    /// Anything, as JSON; a scalar of a union as text, unless JSON is demanded.
    pub(crate) fn json<T: Serialize>(
        mut self,
        name: &'static str,
        field: T,
        media_type: Option<&'static str>,
    ) -> Self {
        if media_type.is_none()
            && let Ok(Value::Scalar(text)) = value(&field)
        {
            self.push(name, text.into(), None);
            return self;
        }
        let noting = Noting::begin();
        let written = serde_json::to_string(&field);
        drop(noting);
        match written {
            Ok(text) => {
                self.push(name, text.into(), media_type.or(Some("application/json")));
            }
            Err(error) => self.fail(name, Some(error.into())),
        }
        self
    }

    /// Anything, as JSON, if it is there.
    pub(crate) fn optional_json<T: Serialize>(
        self,
        name: &'static str,
        field: Option<T>,
        media_type: Option<&'static str>,
    ) -> Self {
        match field {
            Some(field) => self.json(name, field, media_type),
            None => self,
        }
    }

    fn fail(&mut self, name: &str, source: Option<Box<dyn std::error::Error + Send + Sync>>) {
        let message = format!("the form's field `{name}` cannot be written as text");
        self.problem.get_or_insert(match source {
            Some(source) => BuildError::because(message, source),
            None => BuildError::new(message),
        });
    }
}

impl Draft<'_> {
    /// A form with files.
    pub(crate) fn multipart(mut self, form: impl Multipart) -> Self {
        let mut parts = form.parts();
        if let Some(problem) = parts.problem.take() {
            self.fail(problem);
        }
        self.content = Content::Source(Box::new(parts));
        self
    }
}

impl Source for Parts {
    fn open<'a>(&'a mut self, http: &'a reqwest::Client) -> Opening<'a> {
        Box::pin(async move {
            let mut form = Form::new().percent_encode_noop();
            for field in &mut self.fields {
                form = form.part(quotable(field.name), field.part().await?);
            }
            // Of a request, only the body and the headers that tell of it are wanted.
            let failed = |error: reqwest::Error| {
                BuildError::because("the form cannot be written", error.without_url())
            };
            let request = http.post("http://localhost").multipart(form).build();
            let mut request = request.map_err(failed)?;
            let body = request.body_mut().take();
            Ok(Opened {
                body,
                headers: std::mem::take(request.headers_mut()),
            })
        })
    }

    fn repeatable(&self) -> bool {
        self.fields.iter().all(|field| field.upload.repeatable())
    }
}

impl Field {
    async fn part(&mut self) -> Result<Part, BuildError> {
        let (body, length) = self.upload.open().await?;
        let mut part = match length {
            Some(length) => Part::stream_with_length(body, length),
            None => Part::stream(body),
        };
        if let Some(name) = self.upload.name() {
            part = part.file_name(quotable(name));
        }
        if let Some(media_type) = self.media_type {
            part = part
                .mime_str(&self.upload.media(Some(media_type)))
                .map_err(|error| {
                    let message = format!("the media type of the form's field `{}`", self.name);
                    BuildError::because(message, error.without_url())
                })?;
        }
        Ok(part)
    }
}

/// A name as browsers write it: percent-encoded where it would end its quotes or its line.
fn quotable(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Implements [`Multipart`] for a struct from a table of its fields.
///
/// ```text
/// parts! { AvatarForm;
///     file avatar "avatar" "image/png",
///     files more "more",
///     text title "title",
///     json meta "meta",
///     optional_json extra "extra",
/// }
/// ```
///
/// A line is kind, Rust field, name of the part and, if it is documented, its media type.
macro_rules! parts {
    ($type:ty; $($kind:ident $field:ident $name:literal $($media_type:literal)?),* $(,)?) => {
        impl $crate::runtime::body::multipart::Multipart for $type {
            fn parts(self) -> $crate::runtime::body::multipart::Parts {
                $crate::runtime::body::multipart::Parts::default()
                    $(.$kind($name, self.$field, None $(.or(Some($media_type)))?))*
            }
        }
    };
}
pub(crate) use parts;
