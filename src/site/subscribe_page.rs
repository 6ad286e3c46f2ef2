//! How to subscribe, for someone who has never done it.

use maud::{Markup, PreEscaped, html};

use crate::model::output_file::OutputFile;
use crate::site::assets;
use crate::site::frame::{Page, SUBSCRIBE_FILE};
use crate::site::here::Here;
use crate::site::media_type;
use crate::site::qr;
use crate::site::whole::{Site, file};
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
    pub(crate) fn subscribe_page(&self) -> OutputFile {
        let (show, words, lang) = (&self.sealed.show, self.locale.words, self.locale.content_language());
        let here = Here::at(SUBSCRIBE_FILE);
        let (before, after) = words.subscribe_to.split_once("{}").unwrap_or((words.subscribe_to, ""));
        let address = show.url.join("subscribe/");
        let main = html! {
            div.band {
                h1 { (before) span lang=[lang] { (show.title) } (after) }
                p.lead { (words.app_first) " " (words.app_second) " " (words.app_third) }
            }
            div.page {
                section aria-labelledby="apps" {
                    h2 #apps { (words.apps_heading) }
                    p { (words.apps_help) }
                    ul.buttons.apps { @for (name, template) in APPS { li { (self.app(name, template)) } } }
                }
                section aria-labelledby="other" {
                    h2 #other { (words.address_heading) }
                    p { (words.address_help) }
                    p.copy {
                        code #address dir="ltr" { (self.sealed.feed_url) }
                        button #copy type="button" hidden { (words.copy_address) }
                    }
                    p #status role="status" data-copied=(words.copied) data-not-copied=(words.not_copied) {}
                }
                (self.code())
            }
        };
        let title = words.subscribe.to_owned();
        let head = self.plain_preview(&title, show.description.as_str(), &address);
        let page =
            Page { here, title: Some(title), address: Some(address), head, script: Some(assets::COPY), class: "subscribe", main };
        file(SUBSCRIBE_FILE, self.framed(&page), media_type::HTML)
    }

    fn app(&self, name: &str, template: &str) -> Markup {
        let feed = self.sealed.feed_url.as_str();
        let bare = feed.split_once("://").map_or(feed, |(_, bare)| bare);
        let coded: String = url::form_urlencoded::byte_serialize(feed.as_bytes()).collect();
        let address = template.replace("{bare}", bare).replace("{coded}", &coded);
        html! { a.button href=(address) { (fill(self.locale.words.opens_in, &[name])) (self.leads_to(&address)) } }
    }

    /// The feed's address as a code for phones; nothing where the address is too long for one.
    fn code(&self) -> Markup {
        let words = self.locale.words;
        let label = fill(words.code_label, &[self.sealed.feed_url.as_str()]);
        html! {
            @if let Some(code) = qr::svg(self.sealed.feed_url.as_str(), &label) {
                section.code aria-labelledby="code" {
                    div { h2 #code { (words.code_heading) } p { (words.code_help) } }
                    (PreEscaped(code))
                }
            }
        }
    }
}
