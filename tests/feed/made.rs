//! What is measured, or made of more than one key, in a way of its own.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use podwright::model::identity::digest::Sha256;
use podwright::model::media::alternate::{AlternateLabels, MediaUri};
use podwright::model::media::codec::Codec;
use podwright::model::media::soundbite::Soundbite;
use podwright::model::people::location::Location;
use podwright::model::people::person::Person;
use podwright::model::people::social::Comments;
use podwright::model::people::value::{Percentage, Recipient, SplitTo, TimeSplit, Value};
use podwright::model::settings::services::Blocked;
use podwright::model::show::Show;
use podwright::model::time::recurrence::{Recurrence, UpdateFrequency};
use podwright::model::time::timestamp::Timestamp;
use podwright::model::web::http_url::HttpUrl;
use podwright::model::web::other_feed::OtherFeed;
use podwright::model::wording::license::Terms;
use podwright::model::wording::text::Text;
use podwright::seal::{SealedChapter, SealedEpisode, SealedImage, SealedPicture, SiteView};

use crate::declared;
use crate::elsewhere;
use crate::meaning::{Meaning, Told};

/// What a show says, as triples. The texts of items that come from Markdown are taken from the XML, as `reread` and the golden feed hold them
/// to it.
pub(crate) fn of(view: &SiteView, xml: &[u8]) -> Meaning {
    let mut told = Told::default();
    declared::of(&mut told, view);
    channel(&mut told, view);
    told.put("items", Some(view.episodes.len()));
    let written = rss::Channel::read_from(xml).unwrap();
    for (index, (sealed, item)) in in_order(view).into_iter().zip(&written.items).enumerate() {
        told.prefix = format!("items.{index}/");
        self::item(&mut told, view, sealed);
        told.put("description[0]", item.description.as_ref());
        told.put("content:encoded[0]", item.content.as_ref());
    }
    told.meaning
}

/// Episodes as the feed lists them.
pub(crate) fn in_order(view: &SiteView) -> Vec<&SealedEpisode> {
    let is_reversed = view.show.order.as_str() == "oldest_first";
    if is_reversed { view.episodes.iter().rev().collect() } else { view.episodes.iter().collect() }
}

fn channel(told: &mut Told, view: &SiteView) {
    let show = &view.show;
    let link = show.link.as_ref().unwrap_or(show.url.as_url()).to_string();
    told.put("link[0]", Some(&link));
    told.element(
        "atom:link[0]",
        &[("href", some(&view.feed_url)), ("rel", Some("self".to_owned())), ("type", Some("application/rss+xml".to_owned()))],
    );
    if let Some(hub) = &show.hub {
        told.element("atom:link[1]", &[("href", some(hub)), ("rel", Some("hub".to_owned()))]);
    }
    told.put("description[0]", Some(lines(&show.description)));
    told.put("docs[0]", Some("https://www.rssboard.org/rss-specification"));
    told.put("generator[0]", Some("podwright"));
    told.put("lastBuildDate[0]", view.episodes.iter().map(|sealed| sealed.episode.date.unix_seconds()).max());
    told.put("itunes:image[0]@href", Some(&view.cover.url));
    told.element("image[0]", &[("url", some(&view.cover.url)), ("title", Some(line(&show.title))), ("link", Some(link))]);
    told.each("itunes:category", &show.categories, |told, path, category| {
        told.put(&format!("{path}@text"), Some(category.name()));
        told.put(&format!("{path}/itunes:category[0]@text"), category.sub());
    });
    told.put("podcast:locked[0]", Some(if show.locked { "yes" } else { "no" }));
    told.put("podcast:locked[0]@owner", show.owner.as_ref().map(|owner| owner.email.as_str()));
    blocks(told, show);
    told.each("podcast:license", &show.license, terms);
    told.each("podcast:location", &show.locations, location);
    told.each("podcast:person", &show.people, person);
    comments(told, &show.social);
    told.each("podcast:value", &show.value, value);
    told.each("podcast:updateFrequency", &show.updates, |told, path, updates| {
        update_frequency(told, path, updates, show.complete);
    });
    told.each("podcast:podroll[0]/podcast:remoteItem", &show.podroll, other_feed);
    if let Some(publisher) = &show.publisher {
        other_feed(told, "podcast:publisher[0]/podcast:remoteItem[0]", publisher);
        // Whatever its medium is, the link says `publisher`.
        told.put("podcast:publisher[0]/podcast:remoteItem[0]@medium", Some("publisher"));
    }
    let countries: Vec<String> = show.spotify.countries.iter().map(|country| country.to_string().to_lowercase()).collect();
    told.put("spotify:countryOfOrigin[0]", Some(countries.join(" ")));
    images(told, Some(&view.cover), &view.images);
    told.each("podcast:trailer", view.episodes.iter().filter(|sealed| sealed.episode.kind.as_str() == "trailer"), trailer);
}

fn blocks(told: &mut Told, show: &Show) {
    let mut all = match &show.block_services {
        Blocked::All => vec![("yes", None)],
        Blocked::These(these) => these.iter().map(|service| ("yes", some(service))).collect(),
    };
    all.extend(show.allow_services.iter().map(|service| ("no", some(service))));
    told.each("podcast:block", all, |told, path, (word, service)| {
        told.element(path, &[("", some(word)), ("id", service)]);
    });
}

fn item(told: &mut Told, all: &SiteView, sealed: &SealedEpisode) {
    let episode = &sealed.episode;
    told.put("link[0]", Some(episode.link.as_ref().unwrap_or(&sealed.page_url)));
    told.put("guid[0]@isPermaLink", Some(false));
    let main = &sealed.enclosure;
    told.element(
        "enclosure[0]",
        &[("url", some(&main.url)), ("length", some(main.bytes.get())), ("type", some(main.media_type))],
    );
    told.put("itunes:duration[0]", main.length.map(|length| ((length.samples * 2 + 44_100) / 88_200).max(1)));
    told.put("itunes:explicit[0]", Some(episode.explicit.unwrap_or(all.show.explicit)));
    elsewhere::told(told, sealed);
    told.put("itunes:image[0]@href", sealed.artwork.as_ref().map(|image| &image.url));
    told.each("podcast:location", &episode.locations, location);
    comments(told, &episode.social);
    told.each("podcast:value", &episode.value, value);
    told.each("podcast:license", &episode.license, terms);
    told.each("podcast:soundbite", &episode.soundbites, soundbite);
    let season = all.show.seasons.iter().find(|season| Some(season.number.get()) == episode.season);
    told.element(
        "podcast:season[0]",
        &[("", episode.season.map(|season| season.to_string())), ("name", season.map(|season| line(&season.name)))],
    );
    if let Some(number) = episode.number {
        told.element("podcast:episode[0]", &[("", some(number)), ("display", episode.display_number.as_ref().map(line))]);
    }
    images(told, sealed.artwork.as_ref(), &sealed.images);
    alternates(told, sealed);
    let is_own = |known: &&Person| {
        episode.people.is_only || episode.people.list.iter().any(|own| own.name == known.name && own.role == known.role)
    };
    let hosts = all.show.people.iter().filter(|known| !episode.people.list.is_empty() && !is_own(known));
    told.each("podcast:person", hosts.chain(&episode.people.list), person);
    if let Some(transcript) = &sealed.transcript {
        let forms = [
            (&transcript.vtt_url, "text/vtt", some("captions")),
            (&transcript.srt_url, "application/x-subrip", some("captions")),
            (&transcript.json_url, "application/json", some("captions")),
            (&transcript.html_url, "text/html", None),
        ];
        told.each("podcast:transcript", forms, |told, path, (url, media_type, rel)| {
            let language = some(all.show.language.as_str());
            told.element(path, &[("url", some(url)), ("type", some(media_type)), ("language", language), ("rel", rel)]);
        });
    }
    if !sealed.chapters.is_empty() {
        let url = format!("https://example.org/show/chapters/{}.json", episode.slug);
        told.element("podcast:chapters[0]", &[("url", Some(url)), ("type", some("application/json+chapters"))]);
        told.put("psc:chapters[0]@version", Some("1.2"));
    }
    told.each("psc:chapters[0]/psc:chapter", &sealed.chapters, chapter);
}

fn chapter(told: &mut Told, path: &str, sealed: &SealedChapter) {
    let (image, href) = (sealed.image.as_ref().map(|image| &image.url), sealed.chapter.url.as_ref());
    let start = clock(sealed.chapter.start.as_millis());
    let title = Some(line(&sealed.chapter.title));
    told.element(
        path,
        &[
            ("start", Some(start)),
            ("title", title),
            ("href", href.map(HttpUrl::to_string)),
            ("image", image.map(HttpUrl::to_string)),
        ],
    );
}

fn person(told: &mut Told, path: &str, person: &Person) {
    let group = person.role.group().to_lowercase().replace("misc.", "misc");
    told.element(
        path,
        &[
            ("", Some(line(&person.name))),
            ("role", Some(person.role.feed_name().to_lowercase())),
            ("group", Some(group)),
            ("href", person.href.as_ref().map(HttpUrl::to_string)),
            ("img", person.img.as_ref().map(HttpUrl::to_string)),
        ],
    );
}

fn location(told: &mut Told, path: &str, place: &Location) {
    told.element(
        path,
        &[
            ("", Some(line(&place.name))),
            ("geo", place.geo.as_ref().map(|geo| format!("geo:{geo}"))),
            ("osm", place.osm.as_ref().map(ToString::to_string)),
            ("country", place.country.as_ref().map(ToString::to_string)),
            ("rel", some(place.rel)),
        ],
    );
}

fn comments(told: &mut Told, comments: &Comments) {
    let posts = match comments {
        Comments::Posts(posts) => posts,
        Comments::Disabled => return told.put("podcast:socialInteract[0]@protocol", Some("disabled")),
    };
    told.each("podcast:socialInteract", posts, |told, path, post| {
        told.element(
            path,
            &[
                ("protocol", some(post.protocol)),
                ("uri", some(&post.url)),
                ("accountId", post.account.as_ref().map(line)),
                ("accountUrl", post.account_url.as_ref().map(HttpUrl::to_string)),
                ("priority", post.priority.map(|priority| priority.to_string())),
            ],
        );
    });
}

fn terms(told: &mut Told, path: &str, terms: &Terms) {
    let (name, url) = match terms {
        Terms::Listed(license) => (license.to_string(), license.url().to_owned()),
        Terms::Own { name, url } => (line(name), url.to_string()),
    };
    told.element(path, &[("", Some(name)), ("url", Some(url))]);
}

fn update_frequency(told: &mut Told, path: &str, updates: &UpdateFrequency, complete: bool) {
    let (rule, start) = match &updates.rule {
        None => (None, None),
        Some(Recurrence::Endless(rule)) => (some(rule), None),
        Some(Recurrence::From { rule, start }) => (some(rule), some(start.unix_seconds())),
    };
    let complete = complete.then(|| "true".to_owned());
    told.element(path, &[("", Some(line(&updates.text))), ("rrule", rule), ("dtstart", start), ("complete", complete)]);
}

fn value(told: &mut Told, path: &str, value: &Value) {
    let suggested = value.suggested.as_ref().map(ToString::to_string);
    told.element(path, &[("type", some("lightning")), ("method", some(value.method)), ("suggested", suggested)]);
    told.each(&format!("{path}/podcast:valueRecipient"), &value.recipients, recipient);
    told.each(&format!("{path}/podcast:valueTimeSplit"), &value.splits, split);
}

fn recipient(told: &mut Told, path: &str, to: &Recipient) {
    let [name, key, custom] = [&to.name, &to.custom_key, &to.custom_value].map(|text| text.as_ref().map(line));
    let kind = if to.address.to_string().contains('@') { "lnaddress" } else { "node" };
    told.element(path, &[("name", name), ("type", some(kind)), ("address", some(&to.address)), ("split", some(to.split))]);
    told.element(path, &[("customKey", key), ("customValue", custom), ("fee", to.fee.then(|| "true".to_owned()))]);
}

fn split(told: &mut Told, path: &str, split: &TimeSplit) {
    let (start, length) = (split.start.as_seconds(), split.length.as_seconds());
    told.element(path, &[("startTime", some(start)), ("duration", some(length))]);
    match &split.to {
        SplitTo::Recipients(recipients) => told.each(&format!("{path}/podcast:valueRecipient"), recipients, recipient),
        SplitTo::Remote { feed, start: remote, percentage } => {
            let (remote, percentage) = (remote.map(Timestamp::as_seconds), percentage.map(Percentage::get));
            told.element(
                path,
                &[
                    ("remoteStartTime", remote.map(|at| at.to_string())),
                    ("remotePercentage", percentage.map(|of| of.to_string())),
                ],
            );
            other_feed(told, &format!("{path}/podcast:remoteItem[0]"), feed);
        }
    }
}

fn soundbite(told: &mut Told, path: &str, bite: &Soundbite) {
    let (start, length) = (some(bite.start.as_seconds()), some(bite.length.as_seconds()));
    told.element(path, &[("", bite.title.as_ref().map(line)), ("startTime", start), ("duration", length)]);
}

/// The picture itself with its purpose, then further ones.
fn images(told: &mut Told, first: Option<&SealedImage>, further: &[SealedPicture]) {
    let purposes =
        |picture: &SealedPicture| picture.purposes.iter().map(|purpose| purpose.as_str()).collect::<Vec<_>>().join(" ");
    let first = first.map(|image| (image, "artwork".to_owned()));
    let all = first.into_iter().chain(further.iter().map(|picture| (&picture.image, purposes(picture))));
    told.each("podcast:image", all, |told, path, (image, purpose)| {
        let ratio = {
            let divisor = (1..=image.width.min(image.height)).rev().find(|by| image.width % by == 0 && image.height % by == 0);
            format!("{}/{}", image.width / divisor.unwrap(), image.height / divisor.unwrap())
        };
        told.element(path, &[("href", some(&image.url)), ("alt", image.alt.as_ref().map(line)), ("aspect-ratio", Some(ratio))]);
        told.element(
            path,
            &[
                ("width", some(image.width)),
                ("height", some(image.height)),
                ("type", some(image.media_type)),
                ("purpose", Some(purpose)),
            ],
        );
    });
}

/// Other forms, the episode itself first.
fn alternates(told: &mut Told, sealed: &SealedEpisode) {
    let episode = &sealed.episode;
    if episode.mirrors.is_empty() && sealed.alternates.is_empty() && episode.remote_alternates.is_empty() {
        return;
    }
    let sum = |sum: &Sha256| format!("sha256-{}", BASE64.encode(sum.as_bytes()));
    let main = &sealed.enclosure;
    let facts = main.facts.as_ref().unwrap();
    let path = |index: usize| format!("podcast:alternateEnclosure[{index}]");
    told.element(
        &path(0),
        &[
            ("type", some(main.media_type)),
            ("length", some(main.bytes.get())),
            ("bitrate", some(facts.bitrate)),
            ("default", some(true)),
        ],
    );
    sources(told, &path(0), &main.url, &episode.mirrors, Some(sum(&facts.sha256)));
    for (index, other) in sealed.alternates.iter().enumerate() {
        let (path, facts) = (path(index + 1), &other.facts);
        let rate = facts.audio.map(|sound| sound.bitrate.to_string());
        let codecs = facts.audio.map(|sound| if sound.codec == Codec::Opus { "opus" } else { "mp4a.40.2" }.to_owned());
        told.element(
            &path,
            &[
                ("type", some(facts.form.media_type())),
                ("length", some(facts.bytes.get())),
                ("bitrate", rate),
                ("codecs", codecs),
            ],
        );
        labels(told, &path, &other.alternate.labels);
        sources(told, &path, &other.url, &other.alternate.mirrors, Some(sum(&facts.sha256)));
    }
    for (index, other) in episode.remote_alternates.iter().enumerate() {
        let path = path(1 + sealed.alternates.len() + index);
        let (rate, bytes) = (other.bitrate.map(|rate| rate.to_string()), other.bytes.map_or(0, std::num::NonZeroU32::get));
        let codecs = other.codecs.as_ref().map(line);
        told.element(&path, &[("type", some(&other.media_type)), ("length", some(bytes)), ("bitrate", rate), ("codecs", codecs)]);
        labels(told, &path, &other.labels);
        sources(told, &path, &other.url, &other.mirrors, other.integrity.as_ref().map(ToString::to_string));
    }
}

fn labels(told: &mut Told, path: &str, labels: &AlternateLabels) {
    let [title, rel] = [&labels.title, &labels.rel].map(|text| text.as_ref().map(line));
    let (language, height) = (labels.language.as_ref().map(|language| language.as_str().to_owned()), labels.height);
    told.element(
        path,
        &[("title", title), ("rel", rel), ("lang", language), ("height", height.map(|height| height.to_string()))],
    );
}

fn sources(told: &mut Told, path: &str, first: &HttpUrl, mirrors: &[MediaUri], sum: Option<String>) {
    let uris = std::iter::once(first.to_string()).chain(mirrors.iter().map(ToString::to_string));
    told.each(&format!("{path}/podcast:source"), uris, |told, path, uri| told.put(&format!("{path}@uri"), Some(uri)));
    if sum.is_some() {
        told.element(&format!("{path}/podcast:integrity[0]"), &[("type", some("sri")), ("value", sum)]);
    }
}

fn other_feed(told: &mut Told, path: &str, feed: &OtherFeed) {
    let (url, item) = (feed.url.as_ref().map(HttpUrl::to_string), feed.item.as_ref().map(ToString::to_string));
    let (medium, title) = (feed.medium.map(|medium| medium.to_string()), feed.title.as_ref().map(line));
    told.element(
        path,
        &[("feedGuid", some(feed.guid)), ("feedUrl", url), ("itemGuid", item), ("medium", medium), ("title", title)],
    );
}

fn trailer(told: &mut Told, path: &str, sealed: &SealedEpisode) {
    let (enclosure, episode) = (&sealed.enclosure, &sealed.episode);
    let season = episode.season.map(|season| season.to_string());
    told.element(
        path,
        &[("", Some(line(&episode.title))), ("url", some(&enclosure.url)), ("length", some(enclosure.bytes.get()))],
    );
    told.element(
        path,
        &[("type", some(enclosure.media_type)), ("pubdate", some(episode.date.unix_seconds())), ("season", season)],
    );
}

#[expect(clippy::unnecessary_wraps, reason = "an attribute may be missing")]
pub(crate) fn some(value: impl ToString) -> Option<String> {
    Some(value.to_string())
}

/// `HH:MM:SS.mmm`.
fn clock(millis: u64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

pub(crate) fn line(text: &Text) -> String {
    let text = lines(text).replace('\t', "\n");
    text.split('\n').map(|part| part.trim_matches(' ')).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn lines(text: &Text) -> String {
    text.as_str().replace("\r\n", "\n").replace('\r', "\n")
}
