//! The files of `feed/`, with byte ranges, entity tags and conditional requests, by tower-http.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ETAG, IF_RANGE, RANGE};
use axum::http::{HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use camino::{Utf8Path, Utf8PathBuf};
use tower_http::services::ServeFile;

use crate::model::files::byte_count::ByteCount;
use crate::world::disk::{Disk, FileKind, read_whole};

/// The longest page that is read: a hundred times as long as the longest that podwright makes.
const PAGE_MAX: ByteCount = ByteCount::mebibytes(6);

/// The files of `feed/`.
pub(super) struct Files {
    disk: Arc<dyn Disk>,
    feed: Utf8PathBuf,
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
    pub(super) fn new(disk: Arc<dyn Disk>, feed: Utf8PathBuf) -> Self {
        Self { disk, feed }
    }

    /// What is at a path. A link that leads out of `feed/` counts as nothing.
    pub(super) fn find(&self, path: &Utf8Path) -> Resource {
        let full = self.feed.join(path);
        let (Ok(feed), Ok(real)) = (self.disk.canonical(&self.feed), self.disk.canonical(&full)) else {
            return Resource::Nothing;
        };
        match self.disk.status(&real) {
            Ok(Some(status)) if real.starts_with(&feed) => match status.kind {
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

async fn full_response(file: &Utf8Path, method: Method) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    match ServeFile::new(file.as_std_path()).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(_) => axum::http::StatusCode::NOT_FOUND.into_response(),
    }
}
