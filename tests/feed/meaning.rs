//! What a feed means, as names and values: the common tongue in which readers are compared.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use podwright::layout::output_file::Content;
use podwright::model::episode::Episode;
use podwright::model::identity::digest::Sha256;
use podwright::model::media::alternate::{AlternateLabels, MediaUri};
use podwright::model::media::codec::Codec;
use podwright::model::media::soundbite::Soundbite;
use podwright::model::people::chat::Chat;
use podwright::model::people::funding::Funding;
use podwright::model::people::location::Location;
use podwright::model::people::person::Person;
use podwright::model::people::social::{Comments, SocialPost};
use podwright::model::people::value::{Recipient, SplitTo, TimeSplit, Value};
use podwright::model::settings::services::Blocked;
use podwright::model::show::Show;
use podwright::model::time::recurrence::{Recurrence, UpdateFrequency};
use podwright::model::time::timestamp::Timestamp;
use podwright::model::web::http_url::HttpUrl;
use podwright::model::web::other_feed::OtherFeed;
use podwright::model::wording::license::Terms;
use podwright::model::wording::text::Text;
use podwright::model::wording::txt::Txt;
use podwright::seal::{Sealed, SealedEpisode, SealedImage, SealedPicture, SiteView};

/// Names such as `title` or `items.0.guid`, and what stands there. A value that is not there has no name.
pub(crate) type Meaning = BTreeMap<String, String>;

/// One of the files that are written for a show.
#[track_caller]
pub(crate) fn file(sealed: &SiteView, path: &str) -> Vec<u8> {
    let files = podwright::feed::render(&Sealed::fixture(sealed.clone())).unwrap();
    let found = files.into_iter().find(|file| file.output.to_string() == path);
    match found.unwrap_or_else(|| panic!("no {path}")).content {
        Content::Bytes(bytes) => bytes,
        Content::SameAs(source) => panic!("{path} is a copy of {source}"),
    }
}

/// What the second reader has against a feed.
pub(crate) fn reread(xml: &[u8], sealed: &SiteView) -> Result<(), Vec<podwright::feed::reread::Disagreement>> {
    podwright::feed::reread::reread(xml, &Sealed::fixture(sealed.clone()))
}

/// The feed of a show.
pub(crate) fn feed(sealed: &SiteView) -> Vec<u8> {
    file(sealed, "feed.xml")
}

/// What the show says. The texts of items that come from Markdown are taken from the XML, as `reread` and the golden feed hold them to it.
pub(crate) fn of(sealed: &SiteView, xml: &[u8]) -> Meaning {
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
    told.put("medium", show.medium.to_string());
    told.rare_keys_of_show(show);
    told.put("locked", show.locked.to_string());
    told.put_some("license", show.license.as_ref().map(terms));
    told.put("funding", list(show.funding.iter().map(funding)));
    told.put("images", list([image(&sealed.cover, "artwork")].into_iter().chain(sealed.images.iter().map(picture))));
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

    fn rare_keys_of_show(&mut self, show: &Show) {
        self.put("locations", list(show.locations.iter().map(location)));
        self.put("txt", list(show.txt.iter().map(txt)));
        self.put("social", comments(&show.social));
        self.put_some("chat", show.chat.as_ref().map(chat));
        self.put("value", list(show.value.iter().map(value)));
        self.put_some("updates", show.updates.as_ref().map(|updates| update_frequency(updates, show.complete)));
        self.put("podroll", list(show.podroll.iter().map(other_feed)));
        self.put_some("publisher", show.publisher.as_ref().map(publisher));
        self.put_some("new_feed_url", show.new_feed_url.as_ref().map(HttpUrl::to_string));
        self.put_some("hub", show.hub.as_ref().map(HttpUrl::to_string));
        self.put_some("complete", show.complete.then(|| "true".to_owned()));
        self.put_some("block", show.block.then(|| "true".to_owned()));
        self.put_some("podping", show.podping.then(|| "true".to_owned()));
        let mut blocks = match &show.block_services {
            Blocked::All => vec!["yes -".to_owned()],
            Blocked::These(these) => these.iter().map(|service| format!("yes {service}")).collect(),
        };
        blocks.extend(show.allow_services.iter().map(|service| format!("no {service}")));
        self.put("services", blocks.join("\n"));
        let countries = show.spotify.countries.iter().map(|country| country.to_string().to_lowercase());
        self.put("countries", countries.collect::<Vec<_>>().join(" "));
        self.put_some("recent", show.spotify.recent.map(|recent| recent.to_string()));
    }

    fn rare_keys_of_episode(&mut self, all: &SiteView, episode: &Episode) {
        self.put("locations", list(episode.locations.iter().map(location)));
        self.put("txt", list(episode.txt.iter().map(txt)));
        self.put("social", comments(&episode.social));
        self.put_some("chat", episode.chat.as_ref().map(chat));
        self.put("value", list(episode.value.iter().map(value)));
        self.put("funding", list(episode.funding.iter().map(funding)));
        self.put_some("license", episode.license.as_ref().map(terms));
        self.put("content_links", list(episode.content_links.iter().map(|link| format!("{} {}", link.url, line(&link.text)))));
        let seconds = |time: Timestamp| time.as_seconds().to_string();
        let soundbite = |bite: &Soundbite| {
            format!("{} {} {}", seconds(bite.start), seconds(bite.length), or_dash(bite.title.as_ref().map(line)))
        };
        self.put("soundbites", list(episode.soundbites.iter().map(soundbite)));
        let season = all.show.seasons.iter().find(|season| Some(season.number) == episode.season);
        self.put_some("season_name", season.map(|season| line(&season.name)));
        self.put_some("display", episode.number.and(episode.display_number.as_ref()).map(line));
        self.put_some("itunes_title", episode.itunes_title.as_ref().map(line));
        self.put_some("block", episode.block.then(|| "true".to_owned()));
    }

    fn item(&mut self, all: &SiteView, sealed: &SealedEpisode) {
        let episode = &sealed.episode;
        self.put("guid", episode.guid.to_string());
        self.put("title", line(&episode.title));
        self.put("link", sealed.page_url.to_string());
        self.put("date", episode.date.unix_seconds().to_string());
        let length = sealed.enclosure.length.unwrap();
        let main = &sealed.enclosure;
        self.put("enclosure", format!("{} {} {}", main.url, main.bytes.get(), main.media_type));
        self.put("duration", ((length.samples * 2 + 44_100) / 88_200).max(1).to_string());
        self.rare_keys_of_episode(all, episode);
        let own = sealed.artwork.iter().map(|own| image(own, "artwork"));
        self.put("images", list(own.chain(sealed.images.iter().map(picture))));
        self.put("alternates", list(alternates(sealed)));
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
    format!("{} ({}, {group}) {} {}", line(&person.name), person.role.feed_name().to_lowercase(), or_dash(href), or_dash(img))
}

fn location(place: &Location) -> String {
    let geo = place.geo.as_ref().map(|geo| format!("geo:{geo}"));
    let (osm, country) = (place.osm.as_ref().map(ToString::to_string), place.country.as_ref().map(ToString::to_string));
    format!("{} {} {} {} {}", line(&place.name), or_dash(geo), or_dash(osm), or_dash(country), place.rel)
}

fn txt(txt: &Txt) -> String {
    format!("{} {}", or_dash(txt.purpose.as_ref().map(line)), line(&txt.text))
}

fn comments(comments: &Comments) -> String {
    match comments {
        Comments::Posts(posts) => list(posts.iter().map(social)),
        Comments::Disabled => "disabled - - - -".to_owned(),
    }
}

fn social(post: &SocialPost) -> String {
    let (account, page) = (post.account.as_ref().map(line), post.account_url.as_ref().map(HttpUrl::to_string));
    let priority = post.priority.map(|priority| priority.to_string());
    format!("{} {} {} {} {}", post.protocol, post.url, or_dash(account), or_dash(page), or_dash(priority))
}

fn chat(chat: &Chat) -> String {
    let (account, space) = (chat.account.as_ref().map(line), chat.space.as_ref().map(line));
    format!("{} {} {} {}", chat.server, chat.protocol, or_dash(account), or_dash(space))
}

fn funding(way: &Funding) -> String {
    format!("{} {}", way.url, line(&way.text))
}

fn terms(terms: &Terms) -> String {
    match terms {
        Terms::Listed(license) => format!("{license} {}", license.url()),
        Terms::Own { name, url } => format!("{} {url}", line(name)),
    }
}

fn update_frequency(updates: &UpdateFrequency, complete: bool) -> String {
    let (rule, start) = match &updates.rule {
        None => (None, None),
        Some(Recurrence::Endless(rule)) => (Some(rule.to_string()), None),
        Some(Recurrence::From { rule, start }) => (Some(rule.to_string()), Some(start.unix_seconds().to_string())),
    };
    format!("{} {} {} {complete}", line(&updates.text), or_dash(rule), or_dash(start))
}

/// `{}` for the whole, `[]` for each part: recipients first, then the stretches.
fn value(value: &Value) -> String {
    let recipients = value.recipients.iter().map(recipient).collect::<String>();
    let splits = value.splits.iter().map(split).collect::<String>();
    format!(
        "lightning {} {} {recipients}{splits}",
        value.method,
        or_dash(value.suggested.as_ref().map(|amount| amount.to_string().parse::<f64>().unwrap().to_string()))
    )
}

fn recipient(to: &Recipient) -> String {
    let texts = [&to.name, &to.custom_key, &to.custom_value].map(|text| or_dash(text.as_ref().map(line)));
    let kind = if to.address.to_string().contains('@') { "lnaddress" } else { "node" };
    format!("[{} {kind} {} {} {} {} {}]", texts[0], to.address, to.split, texts[1], texts[2], to.fee)
}

fn split(split: &TimeSplit) -> String {
    let (start, length) = (split.start.as_seconds(), split.length.as_seconds());
    match &split.to {
        SplitTo::Recipients(recipients) => {
            format!("[{start} {length} - - {}]", recipients.iter().map(recipient).collect::<String>())
        }
        SplitTo::Remote { feed, start: remote, percentage } => {
            // What is left out counts as the namespace says.
            let remote = remote.map_or(0.0, podwright::model::time::timestamp::Timestamp::as_seconds);
            let percentage = percentage.map_or(100, podwright::model::people::value::Percentage::get);
            format!("[{start} {length} {remote} {percentage} {}]", other_feed(feed))
        }
    }
}

fn image(image: &SealedImage, purpose: &str) -> String {
    let alt = or_dash(image.alt.as_ref().map(line));
    format!("{} {alt} {} {} {} {purpose}", image.url, image.width, image.height, image.media_type)
}

fn picture(picture: &SealedPicture) -> String {
    let purposes: Vec<&str> = picture.purposes.iter().map(|purpose| purpose.as_str()).collect();
    image(&picture.image, if purposes.is_empty() { "-".to_owned() } else { purposes.join(" ") }.as_str())
}

/// Other forms: media type, length, rate, height, language, title, group, codecs, whether it is the default; sources; sum.
fn alternates(sealed: &SealedEpisode) -> Vec<String> {
    let episode = &sealed.episode;
    if episode.mirrors.is_empty() && sealed.alternates.is_empty() && episode.remote_alternates.is_empty() {
        return Vec::new();
    }
    let labels = |labels: &AlternateLabels| {
        let language = labels.language.as_ref().map(|language| language.as_str().to_owned());
        let texts = [&labels.title, &labels.rel].map(|text| or_dash(text.as_ref().map(line)));
        format!("{} {} {} {}", or_dash(labels.height.map(|height| height.to_string())), or_dash(language), texts[0], texts[1])
    };
    let sources = |first: &HttpUrl, mirrors: &[MediaUri]| {
        std::iter::once(first.to_string()).chain(mirrors.iter().map(ToString::to_string)).collect::<Vec<_>>().join(" ")
    };
    let sum = |sum: &Sha256| format!("sha256-{}", BASE64.encode(sum.as_bytes()));
    let main = &sealed.enclosure;
    let facts = main.facts.as_ref().unwrap();
    let first = format!(
        "{} {} {} - - - - - true {} {}",
        main.media_type,
        main.bytes.get(),
        facts.bitrate,
        sources(&main.url, &episode.mirrors),
        sum(&facts.sha256)
    );
    let files = sealed.alternates.iter().map(|other| {
        let facts = &other.facts;
        let rate = or_dash(facts.audio.map(|sound| sound.bitrate.to_string()));
        let codecs = or_dash(facts.audio.map(|sound| if sound.codec == Codec::Opus { "opus" } else { "mp4a.40.2" }.to_owned()));
        let (labels, sources) = (labels(&other.alternate.labels), sources(&other.url, &other.alternate.mirrors));
        let (media_type, bytes) = (facts.form.media_type(), facts.bytes.get());
        format!("{media_type} {bytes} {rate} {labels} {codecs} false {sources} {}", sum(&facts.sha256))
    });
    let remote = episode.remote_alternates.iter().map(|other| {
        let rate = or_dash(other.bitrate.map(|rate| rate.to_string()));
        let bytes = other.bytes.map_or(0, std::num::NonZeroU32::get);
        let (codecs, sum) =
            (or_dash(other.codecs.as_ref().map(line)), or_dash(other.integrity.as_ref().map(ToString::to_string)));
        let sources = sources(&other.url, &other.mirrors);
        format!("{} {bytes} {rate} {} {codecs} false {sources} {sum}", other.media_type, labels(&other.labels))
    });
    std::iter::once(first).chain(files).chain(remote).collect()
}

fn other_feed(feed: &OtherFeed) -> String {
    let (url, title) = (feed.url.as_ref().map(HttpUrl::to_string), feed.title.as_ref().map(line));
    let (item, medium) = (feed.item.as_ref().map(ToString::to_string), feed.medium.map(|medium| medium.to_string()));
    format!("{} {} {} {} {}", feed.guid, or_dash(url), or_dash(item), or_dash(medium), or_dash(title))
}

/// Whatever its medium is, the link says `publisher`.
fn publisher(feed: &OtherFeed) -> String {
    let (url, title) = (feed.url.as_ref().map(HttpUrl::to_string), feed.title.as_ref().map(line));
    let item = feed.item.as_ref().map(ToString::to_string);
    format!("{} {} {} publisher {}", feed.guid, or_dash(url), or_dash(item), or_dash(title))
}

fn trailer(sealed: &SealedEpisode) -> String {
    let enclosure = &sealed.enclosure;
    let season = sealed.episode.season.map(|season| season.to_string());
    let date = sealed.episode.date.unix_seconds();
    format!(
        "{} {} {} {} {date} {}",
        line(&sealed.episode.title),
        enclosure.url,
        enclosure.bytes.get(),
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
