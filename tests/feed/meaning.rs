//! What a feed means, as names and values: the common tongue in which readers are compared.

use std::collections::BTreeMap;

use podwright::model::episode::Episode;
use podwright::model::extras::{OtherFeed, ShowExtras, Soundbite, Txt};
use podwright::model::http_url::HttpUrl;
use podwright::model::location::Location;
use podwright::model::output_file::Content;
use podwright::model::person::Person;
use podwright::model::recurrence::UpdateFrequency;
use podwright::model::social::SocialPost;
use podwright::model::text::Text;
use podwright::model::timestamp::Timestamp;
use podwright::seal::{Sealed, SealedEpisode};

/// Names such as `title` or `items.0.guid`, and what stands there. A value that is not there has no name.
pub(crate) type Meaning = BTreeMap<String, String>;

/// One of the files that are written for a show.
#[track_caller]
pub(crate) fn file(sealed: &Sealed, path: &str) -> Vec<u8> {
    let files = podwright::feed::render(sealed).unwrap();
    let found = files.into_iter().find(|file| file.path.to_string() == path);
    match found.unwrap_or_else(|| panic!("no {path}")).content {
        Content::Bytes(bytes) => bytes,
        Content::SameAs(source) => panic!("{path} is a copy of {source}"),
    }
}

/// The feed of a show.
pub(crate) fn feed(sealed: &Sealed) -> Vec<u8> {
    file(sealed, "feed.xml")
}

/// What the show says. The texts of items that come from Markdown are taken from the XML, as `reread` and the golden feed hold them to it.
pub(crate) fn of(sealed: &Sealed, xml: &[u8]) -> Meaning {
    let show = &sealed.show;
    let mut told = Told::default();
    told.put("title", line(&show.title));
    told.put("link", show.link.as_ref().unwrap_or(show.url.as_url()).to_string());
    told.put("self", sealed.feed_url.to_string());
    told.put("description", lines(&show.description));
    told.put("language", show.language.as_str().to_owned());
    told.put_some("copyright", show.copyright.as_ref().map(line));
    told.put_some(
        "updated",
        sealed.episodes.iter().map(|sealed| sealed.episode.date.unix_seconds()).max().map(|date| date.to_string()),
    );
    told.put("generator", "podwright".to_owned());
    told.put("image", sealed.cover.url.to_string());
    told.put("author", line(&show.author));
    told.put_some("owner.name", show.owner.as_ref().map(|owner| line(&owner.name)));
    told.put_some("owner.email", show.owner.as_ref().map(|owner| owner.email.as_str().to_owned()));
    told.put("explicit", show.explicit.to_string());
    told.put("type", show.show_type.to_string());
    told.put("categories", list(show.categories.iter().map(ToString::to_string)));
    told.put("guid", show.guid.to_string());
    told.put("medium", show.extras.medium.to_string());
    told.show_extras(&show.extras);
    told.put("locked", show.locked.to_string());
    told.put_some("license", show.license.map(|license| format!("{license} {}", license.url())));
    told.put("funding", list(show.funding.iter().map(|way| format!("{} {}", way.url, line(&way.text)))));
    told.put("people", list(show.people.iter().map(person)));
    let trailers = sealed.episodes.iter().filter(|sealed| sealed.episode.kind.as_str() == "trailer").map(trailer);
    told.put("trailers", list(trailers));
    told.put("items", sealed.episodes.len().to_string());
    let written = rss::Channel::read_from(xml).unwrap();
    for (index, (sealed_episode, item)) in sealed.episodes.iter().zip(&written.items).enumerate() {
        told.prefix = format!("items.{index}.");
        told.item(sealed, sealed_episode);
        told.put_some("description", item.description.clone());
        told.put_some("content", item.content.clone());
    }
    told.meaning
}

#[derive(Default)]
struct Told {
    prefix: String,
    meaning: Meaning,
}

impl Told {
    fn put(&mut self, name: &str, value: String) {
        if !value.is_empty() {
            self.meaning.insert(format!("{}{name}", self.prefix), value);
        }
    }

    fn put_some(&mut self, name: &str, value: Option<String>) {
        self.put(name, value.unwrap_or_default());
    }

    fn show_extras(&mut self, extras: &ShowExtras) {
        self.put("locations", list(extras.locations.iter().map(location)));
        self.put("txt", list(extras.txt.iter().map(txt)));
        self.put("social", list(extras.social.iter().map(social)));
        let rule = |updates: &UpdateFrequency| or_dash(updates.rule.as_ref().map(ToString::to_string));
        self.put_some("updates", extras.updates.as_ref().map(|updates| format!("{} {}", line(&updates.text), rule(updates))));
        self.put("podroll", list(extras.podroll.iter().map(other_feed)));
        self.put_some("publisher", extras.publisher.as_ref().map(other_feed));
        self.put_some("new_feed_url", extras.new_feed_url.as_ref().map(HttpUrl::to_string));
        self.put_some("hub", extras.hub.as_ref().map(HttpUrl::to_string));
        self.put_some("complete", extras.complete.then(|| "true".to_owned()));
        self.put_some("block", extras.block.then(|| "true".to_owned()));
    }

    fn episode_extras(&mut self, all: &Sealed, episode: &Episode) {
        let extras = &episode.extras;
        self.put("locations", list(extras.locations.iter().map(location)));
        self.put("txt", list(extras.txt.iter().map(txt)));
        self.put("social", list(extras.social.iter().map(social)));
        let seconds = |time: Timestamp| time.as_seconds().to_string();
        let soundbite = |bite: &Soundbite| {
            format!("{} {} {}", seconds(bite.start), seconds(bite.length), or_dash(bite.title.as_ref().map(line)))
        };
        self.put("soundbites", list(extras.soundbites.iter().map(soundbite)));
        let season = all.show.extras.seasons.iter().find(|season| Some(season.number) == episode.season);
        self.put_some("season_name", season.map(|season| line(&season.name)));
        self.put_some("display", episode.number.and(extras.display_number.as_ref()).map(line));
        self.put_some("block", extras.block.then(|| "true".to_owned()));
    }

    fn item(&mut self, all: &Sealed, sealed: &SealedEpisode) {
        let episode = &sealed.episode;
        self.put("guid", episode.guid.to_string());
        self.put("title", line(&episode.title));
        self.put("link", sealed.page_url.to_string());
        self.put("date", episode.date.unix_seconds().to_string());
        let facts = &sealed.enclosure.facts;
        self.put("enclosure", format!("{} {} {}", sealed.enclosure.url, facts.bytes, sealed.enclosure.media_type));
        self.put("duration", ((facts.length.samples * 2 + 44_100) / 88_200).max(1).to_string());
        self.episode_extras(all, episode);
        self.put_some("image", sealed.artwork.as_ref().map(|image| image.url.to_string()));
        self.put("explicit", episode.explicit.unwrap_or(all.show.explicit).to_string());
        self.put_some("season", episode.season.map(|season| season.to_string()));
        self.put_some("number", episode.number.map(|number| number.to_string()));
        self.put("kind", episode.kind.to_string());
        let is_own = |known: &&Person| episode.people.iter().any(|own| own.name == known.name && own.role == known.role);
        let hosts = all.show.people.iter().filter(|known| !episode.people.is_empty() && !is_own(known));
        self.put("people", list(hosts.chain(&episode.people).map(person)));
        if let Some(transcript) = &sealed.transcript {
            let forms = [
                (&transcript.vtt_url, "text/vtt"),
                (&transcript.srt_url, "application/x-subrip"),
                (&transcript.json_url, "application/json"),
                (&transcript.html_url, "text/html"),
            ];
            self.put("transcripts", list(forms.map(|(url, media_type)| format!("{url} {media_type}"))));
        }
        if !sealed.chapters.is_empty() {
            let slug = &episode.slug;
            self.put("chapters", format!("https://example.org/show/chapters/{slug}.json application/json+chapters"));
        }
        let chapter = |sealed: &podwright::seal::SealedChapter| {
            let image = sealed.image.as_ref().map(|image| image.url.to_string());
            let href = sealed.chapter.url.as_ref().map(HttpUrl::to_string);
            format!(
                "{} {} {} {}",
                clock(sealed.chapter.start.as_millis()),
                line(&sealed.chapter.title),
                or_dash(href),
                or_dash(image)
            )
        };
        self.put("psc", list(sealed.chapters.iter().map(chapter)));
    }
}

fn person(person: &Person) -> String {
    let group = person.role.group().to_lowercase().replace("misc.", "misc");
    let (href, img) = (person.href.as_ref().map(HttpUrl::to_string), person.img.as_ref().map(HttpUrl::to_string));
    format!("{} ({}, {group}) {} {}", line(&person.name), person.role.name().to_lowercase(), or_dash(href), or_dash(img))
}

fn location(place: &Location) -> String {
    let geo = place.geo.as_ref().map(|geo| format!("geo:{geo}"));
    let (osm, country) = (place.osm.as_ref().map(ToString::to_string), place.country.as_ref().map(ToString::to_string));
    format!("{} {} {} {}", line(&place.name), or_dash(geo), or_dash(osm), or_dash(country))
}

fn txt(txt: &Txt) -> String {
    format!("{} {}", or_dash(txt.purpose.as_ref().map(line)), line(&txt.text))
}

fn social(post: &SocialPost) -> String {
    let (account, page) = (post.account.as_ref().map(line), post.account_url.as_ref().map(HttpUrl::to_string));
    let priority = post.priority.map(|priority| priority.to_string());
    format!("{} {} {} {} {}", post.protocol, post.url, or_dash(account), or_dash(page), or_dash(priority))
}

fn other_feed(feed: &OtherFeed) -> String {
    let (url, title) = (feed.url.as_ref().map(HttpUrl::to_string), feed.title.as_ref().map(line));
    format!("{} {} {}", feed.guid, or_dash(url), or_dash(title))
}

fn trailer(sealed: &SealedEpisode) -> String {
    let enclosure = &sealed.enclosure;
    let season = sealed.episode.season.map(|season| season.to_string());
    let date = sealed.episode.date.unix_seconds();
    format!(
        "{} {} {} {} {date} {}",
        line(&sealed.episode.title),
        enclosure.url,
        enclosure.facts.bytes,
        enclosure.media_type,
        or_dash(season)
    )
}

fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "-".to_owned())
}

/// `HH:MM:SS.mmm`.
fn clock(millis: u64) -> String {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn list(values: impl IntoIterator<Item = String>) -> String {
    values.into_iter().collect::<Vec<_>>().join("\n")
}

fn line(text: &Text) -> String {
    let text = lines(text).replace('\t', "\n");
    text.split('\n').map(|part| part.trim_matches(' ')).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn lines(text: &Text) -> String {
    text.as_str().replace("\r\n", "\n").replace('\r', "\n")
}
