//! The files that are served, with byte ranges, entity tags and conditional requests, by tower-http.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ETAG, IF_RANGE, RANGE};
use axum::http::{HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use camino::{Utf8Path, Utf8PathBuf};
use tower_http::services::ServeFile;

use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::world::disk::{Disk, FileKind, read_whole};

/// The longest page that is read: a hundred times as long as the longest that podwright makes.
const PAGE_MAX: ByteCount = ByteCount::mebibytes(6);

/// The files that are served.
pub(super) struct Files {
    disk: Arc<dyn Disk>,
    /// The show.
    root: Utf8PathBuf,
    /// The pages.
    folder: Utf8PathBuf,
}

/// What is at a path below `feed/`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Resource {
    /// A file, with its path on the disk.
    File(Utf8PathBuf),
    /// A folder.
    Folder,
    /// Nothing that may be served.
    Nothing,
}

impl Files {
    pub(super) fn new(disk: Arc<dyn Disk>, root: Utf8PathBuf, folder: Utf8PathBuf) -> Self {
        Self { disk, root, folder }
    }

    /// What is at a path: a file of the show where one of `sources` is served there, else a page. A link that leads out counts as nothing.
    pub(super) fn find(&self, path: &Utf8Path, sources: &BTreeMap<String, ShowPath>) -> Resource {
        let (around, full) = match sources.get(path.as_str()) {
            Some(source) => (&self.root, self.root.join(source.as_path())),
            None => (&self.folder, self.folder.join(path)),
        };
        let (Ok(around), Ok(real)) = (self.disk.canonical(around), self.disk.canonical(&full)) else {
            return Resource::Nothing;
        };
        match self.disk.status(&real) {
            Ok(Some(status)) if real.starts_with(&around) => match status.kind {
                FileKind::File => Resource::File(real),
                FileKind::Folder => Resource::Folder,
                FileKind::Other => Resource::Nothing,
            },
            _ => Resource::Nothing,
        }
    }

    /// The text of a page.
    pub(super) fn text(&self, file: &Utf8Path) -> Option<String> {
        read_whole(self.disk.as_ref(), file, PAGE_MAX).ok().and_then(|bytes| String::from_utf8(bytes).ok())
    }
}

/// The response with a file: complete, a range of it, or "not modified".
pub(super) async fn file_response(file: &Utf8Path, mut request: Request) -> Response {
    // RFC 9110, section 14.2: ranges of other requests than GET, and of units that are not understood, are ignored.
    let range = request.headers_mut().remove(RANGE);
    if let Some(range) = range.filter(|_| request.method() == Method::GET).as_ref().and_then(byte_range) {
        request.headers_mut().insert(RANGE, range);
    }
    // RFC 9110, section 13.1.5: a range is of use only to a client that has the rest of the same file.
    if let Some(condition) = request.headers_mut().remove(IF_RANGE)
        && full_response(file, Method::HEAD).await.headers().get(ETAG).is_none_or(|etag: &HeaderValue| etag != condition)
    {
        request.headers_mut().remove(RANGE);
    }
    match ServeFile::new(file.as_std_path()).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => axum::http::StatusCode::NOT_FOUND.into_response(),
    }
}

/// The range in bytes that a header asks for, with the unit in small letters; `None` where it asks for something else. Several ranges at once may be
/// ignored: players ask for one.
fn byte_range(header: &HeaderValue) -> Option<HeaderValue> {
    let (unit, range) = header.to_str().ok()?.trim().split_once('=')?;
    let is_one_of_bytes = unit.eq_ignore_ascii_case("bytes") && !range.contains(',');
    is_one_of_bytes.then(|| HeaderValue::from_str(&format!("bytes={}", range.trim())).ok())?
}

async fn full_response(file: &Utf8Path, method: Method) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    match ServeFile::new(file.as_std_path()).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => axum::http::StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_range_of_bytes_is_one() {
        let of = |text: &str| byte_range(&HeaderValue::from_str(text).unwrap()).map(|range| range.to_str().unwrap().to_owned());
        for (asked, understood) in [
            ("bytes=0-1", Some("bytes=0-1")),
            ("Bytes= 5-", Some("bytes=5-")),
            ("bytes=x", Some("bytes=x")),
            ("seconds=1-2", None),
            ("items=0-1", None),
            ("bytes 0-1", None),
            ("bytes=0-1,5-6", None),
            ("", None),
        ] {
            assert_eq!(of(asked).as_deref(), understood, "{asked}");
        }
    }
}
