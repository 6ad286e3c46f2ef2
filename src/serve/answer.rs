//! The response to one request.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use camino::{Utf8Path, Utf8PathBuf};

use crate::layout::NOT_FOUND_FILE;
use crate::layout::output::Output;
use crate::layout::serving::Serving;
use crate::model::identity::digest::Sha256;
use crate::serve::PreviewState;
use crate::serve::files::{Resource, file_response};
use crate::serve::news::News;
use crate::serve::panel::{self, PanelVisibility};
use crate::serve::request_path::{RequestPath, is_page, request_path};

/// How long a page waits for news before it asks again.
const NEWS_WAIT: Duration = Duration::from_secs(25);
const HTML: &str = "text/html; charset=utf-8";

/// The response with what is at the path that a request names.
pub(super) async fn answer(State(preview): State<PreviewState>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let news = preview.news.borrow().clone();
    let path = request.uri().path().to_owned();
    if !path.starts_with(&news.base) && (path == "/" || format!("{path}/") == news.base) {
        return redirect(&news.base);
    }
    let Some(wanted) = request_path(&path, &news.base) else { return missing(&preview, &news, request.headers()) };
    match preview.files.find(&wanted.file(), &news.sources) {
        Resource::File(_) | Resource::Nothing if news.feed.is_empty() => missing(&preview, &news, request.headers()),
        Resource::File(real) => existing_file(&preview, &news, &wanted, &real, request).await,
        Resource::Folder => redirect(&format!("{path}/")),
        Resource::Nothing => missing(&preview, &news, request.headers()),
    }
}

async fn existing_file(preview: &PreviewState, news: &News, wanted: &RequestPath, real: &Utf8Path, request: Request) -> Response {
    let file = wanted.file();
    if is_page(&file) {
        let Some(page) = preview.files.text(real) else { return missing(preview, news, request.headers()) };
        let is_embed = matches!(Output::of_path(file.as_str()), Some(Output::Embed(_)));
        let visibility = if is_embed { PanelVisibility::Hidden } else { PanelVisibility::Visible };
        return page_response(
            StatusCode::OK,
            &panel::with_panel(&page, news, notice(&file, news), visibility),
            request.headers(),
        );
    }
    let mut response = file_response(real, request).await;
    let headers = response.headers_mut();
    let serving = Serving::of(file.as_str(), &news.feed_file);
    let named = serving.media_type.or_else(|| news.media_types.get(file.as_str()).copied());
    if let Some(media_type) = named.and_then(|media_type| HeaderValue::from_str(media_type).ok())
        && headers.contains_key(CONTENT_TYPE)
    {
        headers.insert(CONTENT_TYPE, media_type);
    }
    if serving.is_for_all {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    set_common_headers(headers);
    response
}

/// Headers of every response: clients ask again each time, since the show is being worked on, and do not guess media types.
fn set_common_headers(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// What is missing of that which a page shows.
fn notice<'a>(file: &Utf8Path, news: &'a News) -> &'a str {
    let of = match Output::of_path(file.as_str()) {
        Some(Output::Episode(slug) | Output::EasyRead(slug) | Output::TranscriptPage(slug, _)) => slug.to_string(),
        _ => String::new(),
    };
    news.notices.get(&of).map_or("", String::as_str)
}

/// The show's own page for missing pages; before there are pages, one that waits for them.
fn missing(preview: &PreviewState, news: &News, headers: &HeaderMap) -> Response {
    if news.feed.is_empty() {
        return page_response(StatusCode::SERVICE_UNAVAILABLE, &panel::waiting_page(news), headers);
    }
    let page = match preview.files.find(&Utf8PathBuf::from(NOT_FOUND_FILE), &news.sources) {
        Resource::File(real) => preview.files.text(&real),
        _ => None,
    };
    match page {
        Some(page) => {
            page_response(StatusCode::NOT_FOUND, &panel::with_panel(&page, news, "", PanelVisibility::Visible), headers)
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The response with a page, or "not modified" if the client has the same.
fn page_response(status: StatusCode, page: &str, request_headers: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", Sha256::of(page.as_bytes()).short(32));
    let has_it = |known: &HeaderValue| {
        known.to_str().is_ok_and(|known| {
            known.split(',').any(|known| [etag.as_str(), "*"].contains(&known.trim().trim_start_matches("W/")))
        })
    };
    let mut response = if status == StatusCode::OK && request_headers.get_all(IF_NONE_MATCH).iter().any(has_it) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        // The server itself leaves out the body for a HEAD request.
        let headers = [(CONTENT_TYPE, HTML.to_owned()), (CONTENT_LENGTH, page.len().to_string())];
        (status, headers, Body::from(page.to_owned())).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(ETAG, etag);
    }
    set_common_headers(headers);
    response
}

/// A redirect to another path of this server.
fn redirect(path: &str) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, path), (CACHE_CONTROL, "no-cache")]).into_response()
}

/// The news since those that a page has seen: at once if it has missed some, otherwise as soon as there are any, or after a while without.
pub(super) async fn news(State(mut preview): State<PreviewState>, uri: Uri) -> Response {
    let query = uri.query().unwrap_or_default();
    let seen =
        url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "seen").map(|(_, value)| value.into_owned());
    drop(tokio::time::timeout(NEWS_WAIT, preview.news.wait_for(|news| Some(&news.seen) != seen.as_ref())).await);
    let text = serde_json::to_string(&*preview.news.borrow()).expect("news of text are JSON");
    let mut response = ([(CONTENT_TYPE, "application/json")], text).into_response();
    set_common_headers(response.headers_mut());
    response
}
