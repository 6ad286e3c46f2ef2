//! The preview: serves the pages of a show that is being worked on as a good web server would, and tells open pages when they have changed.
//!
//! It answers only requests that name the loopback host: see `host`. `panel` adds the findings to each page as it is sent. Pages are in
//! `.podwright/preview/`; recordings and pictures are served from the show itself.

pub mod news;

mod answer;
mod files;
mod host;
mod panel;
pub mod preview_folder;
mod request_path;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing;
use camino::Utf8PathBuf;
use tokio::sync::watch;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::serve::answer::{answer, news};
use crate::serve::files::Files;
use crate::serve::news::News;
use crate::world::disk::Disk;

/// The longest body of a request (bytes). No request here needs one.
const BODY_MAX: usize = 4096;
/// How long a response may take to begin: longer than pages wait for news.
const RESPONSE_TIMEOUT: Duration = Duration::from_mins(1);
/// The path at which open pages ask for news. No file of a feed has such a path.
const NEWS_PATH: &str = "/-/podwright/news";

/// What every response is made from.
#[derive(Clone)]
struct PreviewState {
    files: Arc<Files>,
    news: watch::Receiver<News>,
}

/// Serves the pages in `folder`, files of the show in `root`, and the news of the builds.
pub fn router(disk: Arc<dyn Disk>, root: Utf8PathBuf, folder: Utf8PathBuf, news_of_builds: watch::Receiver<News>) -> Router {
    let preview = PreviewState { files: Arc::new(Files::new(disk, root, folder)), news: news_of_builds };
    Router::new()
        .route(NEWS_PATH, routing::get(news))
        .fallback(answer)
        .with_state(preview)
        .layer(middleware::from_fn(host::require_loopback_host))
        .layer(RequestBodyLimitLayer::new(BODY_MAX))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, RESPONSE_TIMEOUT))
}
