//! How to subscribe, for someone who has never done it.

use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::markdown::destination::host;
use crate::site::assets;
use crate::site::context::Site;
use crate::site::error::SiteError;
use crate::site::html::Html;
use crate::site::links::page_path::PagePath;
use crate::site::look::qr;
use crate::site::pages::episode_page::away;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::templates::template_environment::value;
use crate::site::view;
use crate::site::words::fill;

/// Apps and the address that opens each with a feed. `{feed}` stands for the feed's address, `{coded}` for the same fit to
/// stand in a query, `{bare}` for the same without its scheme.
const APPS: [(&str, &str); 5] = [
    ("Apple Podcasts", "pcast://{bare}"),
    ("Pocket Casts", "pktc://subscribe/{bare}"),
    ("Overcast", "overcast://x-callback-url/add?url={coded}"),
    ("AntennaPod", "https://antennapod.org/deeplink/subscribe?url={coded}"),
    ("Podcast Addict", "podcastaddict://{bare}"),
];

impl Site<'_> {
    /// The page about subscribing.
    pub(crate) fn subscribe_page(&self) -> Result<OutputFile, SiteError> {
        let (show, words, feed) = (&self.sealed.show, self.locale.words, self.sealed.feed_url.as_str());
        let address = Output::Subscribe.url(show);
        let title = words.subscribe.to_owned();
        // Too long an address has no code.
        let code = qr::svg(feed, &fill(words.code_label, &[feed]));
        let subscribe = view::Subscribe {
            apps: APPS.iter().map(|(name, template)| app(feed, name, template)).collect(),
            listen: show.listen.iter().map(|place| away(&place.name, &place.url)).collect(),
            feed: feed.to_owned(),
            code: code.map(Html::trusted),
        };
        let page = Page {
            path: PagePath::at(Output::Subscribe),
            preview: Some(self.plain_preview(&title, show.description.as_str(), &address)),
            title: Some(title),
            address: Some(address),
            script: Some(assets::COPY),
            style: StyleFrom::File,
            class: "subscribe",
        };
        Ok(OutputFile::text(Output::Subscribe, self.page(page, "subscribe.html", ("subscribe", value(subscribe)))?))
    }
}

fn app(feed: &str, name: &str, template: &str) -> view::Link {
    let bare = feed.split_once("://").map_or(feed, |(_, bare)| bare);
    let coded: String = url::form_urlencoded::byte_serialize(feed.as_bytes()).collect();
    let link = template.replace("{bare}", bare).replace("{coded}", &coded);
    view::Link { text: name.to_owned(), host: host(&link), link }
}
