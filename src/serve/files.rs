//! The files of `feed/`, with byte ranges, sums of their state and conditional requests, by tower-http.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ETAG, IF_RANGE, RANGE};
use axum::http::{HeaderValue, Method};
use axum::response::{IntoResponse, Response};
use camino::{Utf8Path, Utf8PathBuf};
use tower_http::services::ServeFile;

use crate::world::disk::{Disk, FileKind, read_whole};

/// The longest page that is read (bytes): a hundred times the longest that podwright makes.
const PAGE_MAX: u64 = 6 * 1024 * 1024;

/// The files of `feed/`.
pub(super) struct Files {
    disk: Arc<dyn Disk>,
    feed: Utf8PathBuf,
}

/// What stands at a path below `feed/`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Found {
    /// A file, and where it is on the disk.
    File(Utf8PathBuf),
    /// A folder.
    Folder,
    /// Nothing that is ours to show.
    Nothing,
}

impl Files {
    pub(super) fn new(disk: Arc<dyn Disk>, feed: Utf8PathBuf) -> Self {
        Self { disk, feed }
    }

    /// What stands at a path. What a link outside of `feed/` leads to is not there.
    pub(super) fn find(&self, path: &Utf8Path) -> Found {
        let full = self.feed.join(path);
        let (Ok(feed), Ok(real)) = (self.disk.canonical(&self.feed), self.disk.canonical(&full)) else { return Found::Nothing };
        match self.disk.status(&real) {
            Ok(Some(status)) if real.starts_with(&feed) => match status.kind {
                FileKind::File => Found::File(real),
                FileKind::Folder => Found::Folder,
                FileKind::Other => Found::Nothing,
            },
            _ => Found::Nothing,
        }
    }

    /// The text of a page.
    pub(super) fn text(&self, file: &Utf8Path) -> Option<String> {
        read_whole(self.disk.as_ref(), file, PAGE_MAX).ok().and_then(|bytes| String::from_utf8(bytes).ok())
    }
}

/// A file as it is: whole, in part, or not at all where the client has it already.
pub(super) async fn send(file: &Utf8Path, mut request: Request) -> Response {
    // RFC 9110, section 13.1.5: a part is worth something only to whoever has the rest of the same file.
    if let Some(condition) = request.headers_mut().remove(IF_RANGE)
        && full_response(file, Method::HEAD).await.headers().get(ETAG).is_none_or(|state: &HeaderValue| state != condition)
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
