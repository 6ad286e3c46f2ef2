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
/// stand in a query, `{bare}` for the same without its scheme. The last is what each runs on.
const APPS: [(&str, &str, &str); 5] = [
    ("Apple Podcasts", "pcast://{bare}", "ios mac"),
    ("Pocket Casts", "pktc://subscribe/{bare}", "ios android"),
    ("Overcast", "overcast://x-callback-url/add?url={coded}", "ios"),
    ("AntennaPod", "https://antennapod.org/deeplink/subscribe?url={coded}", "android"),
    ("Podcast Addict", "podcastaddict://{bare}", "android"),
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
            apps: APPS.into_iter().map(|(name, template, devices)| app(feed, name, template, devices)).collect(),
            listen: show.listen.iter().map(|place| away(&place.name, &place.url)).collect(),
            feed: feed.to_owned(),
            code: code.map(Html::trusted),
        };
        let page = Page {
            path: PagePath::at(Output::Subscribe),
            preview: Some(self.plain_preview(&title, show.description.as_str(), &address)),
            title: Some(title),
            address: Some(address),
            script: Some(&assets::COPY),
            style: StyleFrom::File,
            class: "subscribe",
        };
        Ok(OutputFile::text(Output::Subscribe, self.page(page, "subscribe.html", ("subscribe", value(subscribe)))?))
    }
}

fn app(feed: &str, name: &str, template: &str, devices: &'static str) -> view::App {
    let bare = feed.split_once("://").map_or(feed, |(_, bare)| bare);
    let coded: String = url::form_urlencoded::byte_serialize(feed.as_bytes()).collect();
    let link = template.replace("{bare}", bare).replace("{coded}", &coded);
    view::App { text: name.to_owned(), host: host(&link), link, devices }
}
