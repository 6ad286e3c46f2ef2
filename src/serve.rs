//! The preview: answers requests for what stands in `feed/`, as a good server would, and tells the pages that are open when it has changed.
//!
//! It listens to the loopback alone, and to requests that name it: see `host`. What it adds to a page, `panel` adds on the way out;
//! nothing of it is in `feed/`.

pub mod news;

mod answer;
mod files;
mod host;
mod panel;
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

/// The longest body of a request (bytes). Nothing here takes one.
const BODY: usize = 4096;
/// How long an answer may take to begin. It is longer than the pages wait for news.
const PATIENCE: Duration = Duration::from_mins(1);
/// Where the pages that are open ask for news. No file of a feed has a path like it.
const NEWS_PATH: &str = "/-/podwright/news";

/// What every answer needs.
#[derive(Clone)]
struct Preview {
    files: Arc<Files>,
    news: watch::Receiver<News>,
}

/// Answers for the folder `feed`, with the news of the builds.
pub fn router(disk: Arc<dyn Disk>, feed: Utf8PathBuf, news_of_builds: watch::Receiver<News>) -> Router {
    let preview = Preview { files: Arc::new(Files::new(disk, feed)), news: news_of_builds };
    Router::new()
        .route(NEWS_PATH, routing::get(news))
        .fallback(answer)
        .with_state(preview)
        .layer(middleware::from_fn(host::only_ours))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
}
