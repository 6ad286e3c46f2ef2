//! A show: what `podcast.yaml` says.

use chrono_tz::Tz;

use crate::model::identity::guid::ShowGuid;
use crate::model::key::keys;
use crate::model::kind::category::Category;
use crate::model::kind::medium::Medium;
use crate::model::kind::season_name::SeasonName;
use crate::model::kind::show_type::{FeedOrder, ShowType};
use crate::model::media::artwork::{Artwork, FurtherImage};
use crate::model::people::chat::Chat;
use crate::model::people::funding::Funding;
use crate::model::people::location::Location;
use crate::model::people::person::Person;
use crate::model::people::social::Comments;
use crate::model::people::value::Value;
use crate::model::settings::check_settings::CheckSettings;
use crate::model::settings::publish_settings::PublishSettings;
use crate::model::settings::services::{Blocked, Service};
use crate::model::settings::spotify::Spotify;
use crate::model::settings::tag_version::TagVersion;
use crate::model::settings::theme::Theme;
use crate::model::time::recurrence::UpdateFrequency;
use crate::model::web::elsewhere::Elsewhere;
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::{BaseUrl, HttpUrl};
use crate::model::web::other_feed::OtherFeed;
use crate::model::wording::language::Language;
use crate::model::wording::license::Terms;
use crate::model::wording::text::Text;
use crate::model::wording::txt::Txt;

keys! {
    /// A show.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Show from RequiredShow {
        required {
            title: Text, "the show's name", "Co-production for beginners";
            url: BaseUrl, "the address that the folder feed/ will be served from; it ends in a slash",
                "https://example.org/co-production-for-beginners/";
        }
        optional {
            media_url: Option<BaseUrl>,
                "the address that the recordings are served from, where that is a bucket and not feed/media/; it ends in a slash",
                "https://media.example.org/my-show/";
            link: Option<HttpUrl>, "the show's website, if different from `url`", "https://example.org/about";
        }
        required {
            guid: ShowGuid, "the show's identity, a UUID that is made once and never changes",
                "917393e3-1b1e-5cef-ace4-edaa54e1f810";
            language: Language, "the language that is spoken", "en-GB";
            description: Text, "what the show is about, in plain words", "What co-production is, and how to start.";
            author: Text, "who makes the show, as apps print it", "Ada Example";
        }
        optional {
            owner: Option<Owner>, "contact for directories; public in the feed",
                "{name: Ada Example, email: podcast@example.org}";
        }
        required {
            categories: Vec<Category>, "Apple's categories, the most fitting first", "[Education > How To, Society & Culture]";
            explicit: bool, "whether there is language or content that is not for children", "false";
            artwork: Artwork, "the cover, with words for those who do not see it",
                "{file: episodes/cover.jpg, alt: Two people drive a train together}";
        }
        defaulted {
            show_type as "type": ShowType,
                "`episodic`: newest first, each can be heard alone; `serial`: to be heard in order, from number 1", "serial";
            order: FeedOrder, "`oldest_first` puts the oldest episode first in the feed, as some programs publish it", "oldest_first";
            feed_file: FeedFile,
                "the name of the feed below feed/: what the address that subscribers have already ends in, such as `rss` or `feed/index.xml`",
                "podcast.rss";
        }
        optional {
            copyright: Option<Text>, "who holds the copyright", "Ada Example";
            license: Option<Terms>, "what others may do with the show", "CC-BY-4.0";
        }
        defaulted {
            locked: bool, "`true` asks other hosts not to import the show", "true";
        }
        optional {
            time_zone: Tz, "the zone of dates without an offset; without it every date needs an offset", "Europe/London";
            people: Vec<Person>, "who makes the show, for all its episodes", "[{name: Ada Example, role: host}]";
            funding: Vec<Funding>, "where listeners can give", "[{url: https://example.org/give, text: Support the show}]";
        }
        defaulted {
            medium: Medium, "what kind of thing the show is", "podcast";
        }
        optional {
            locations: Vec<Location>, "places that are spoken of", "[{name: London, geo: \"51.5,-0.1\", country: GB}]";
            txt: Vec<Txt>, "verification codes, such as the one Apple gives you",
                "[{purpose: applepodcastsverify, text: abc123}]";
            social: Comments,
                "posts under which people comment, on a network such as Mastodon (`activitypub`); `disabled` where apps shall show no comments",
                "[{protocol: activitypub, url: https://example.social/@show/1}]";
            chat: Option<Chat>, "where listeners talk with each other",
                "{server: irc.example.org, protocol: irc, space: \"#show\"}";
            value: Vec<Value>, "how listeners can pay while they listen (value for value)",
                "[{method: lnaddress, recipients: [{address: ada@example.org, split: 100}]}]";
            images: Vec<FurtherImage>, "further pictures, and what each is good for",
                "[{file: banner.jpg, alt: A train in a station, purposes: [banner]}]";
            updates: Option<UpdateFrequency>, "how often episodes come", "{text: every Monday, rule: FREQ=WEEKLY;BYDAY=MO}";
            podroll: Vec<OtherFeed>, "shows that this one recommends",
                "[{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, url: https://example.org/other.xml}]";
            publisher: Option<OtherFeed>, "the feed of who publishes the show; it has to name this show too",
                "{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, url: https://example.org/publisher.xml}";
            seasons: Vec<SeasonName>, "names of seasons", "[{number: 1, name: Beginnings}]";
            new_feed_url: Option<HttpUrl>, "where the feed has moved to, so that apps follow", "https://example.org/new/feed.xml";
            hub: Option<HttpUrl>, "the WebSub hub that is told of each change", "https://hub.example.org/";
        }
        defaulted {
            podping: bool, "`true` says that a podping tells of each change", "true";
            complete: bool, "`true` says that no episode will come any more", "true";
            block: bool, "`true` keeps the show out of Apple Podcasts", "true";
        }
        optional {
            listen: Vec<Elsewhere>, "where else the show can be heard; the page about subscribing leads there",
                "[{name: Spotify, url: https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk}]";
            theme: Theme, "colours and fonts of the pages", "{from: cover, font: wide}";
            block_services: Blocked, "who may not show the show: `all`, or short names of the Podcast Namespace's list", "[amazon]";
            allow_services: Vec<Service>, "who may although `block_services` says `all`", "[podcastindex]";
            spotify: Spotify, "what Spotify alone is told", "{countries: [GB], recent: 20}";
        }
        defaulted {
            id3: TagVersion, "the version of the tags in MP3 files; every player reads v2.3", "v2.4";
        }
        optional {
            checks: CheckSettings, "what the show asks of `podwright check`", "{loudness: -16}";
            publish: Option<PublishSettings>, "where `podwright publish` puts the show; no keys or passwords", "{to: \"s3://my-bucket/my-show\"}";
        }
    }
}

keys! {
    /// Whom directories can write to.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Owner {
        required {
            name: Text, "whom directories write to", "Ada Example";
            email: EmailAddress, "an e-mail address; everybody can read it in the feed", "podcast@example.org";
        }
    }
}

/// An e-mail address: one `@`, something before it, a host with a dot after it, no blanks.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct EmailAddress(String);

/// A text that is no e-mail address.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not an e-mail address")]
pub struct EmailAddressError {
    /// What was found.
    pub found: String,
}

impl EmailAddress {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for EmailAddress {
    type Err = EmailAddressError;

    fn from_str(input: &str) -> Result<Self, EmailAddressError> {
        let refused = || EmailAddressError { found: input.to_owned() };
        let (name, host) = input.split_once('@').ok_or_else(refused)?;
        let host_is_good = host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@');
        if name.is_empty() || !host_is_good || !input.bytes().all(|b| b.is_ascii_graphic() && !b"<>()[],;:\"\\".contains(&b)) {
            return Err(refused());
        }
        Ok(Self(input.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        assert!("a.b@example.org".parse::<EmailAddress>().is_ok());
        for bad in ["", "a", "a@b", "@example.org", "a@b@example.org", "A <a@example.org>", "a b@example.org"] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
    }
}
