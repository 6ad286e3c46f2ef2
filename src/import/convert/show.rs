//! The channel as a show.

use crate::feed::published::names::Vocabulary::{GooglePlay, ITunes, Podcast, Rss};
use crate::feed::published::tree::FeedNode;
use crate::import::answers::ImportAnswers;
use crate::import::convert::categories::category;
use crate::import::convert::people::people;
use crate::import::convert::reading::ItemReader;
use crate::import::convert::show_settings::settings;
use crate::import::convert::words::unused;
use crate::import::convert::{carried, extras, payment};
use crate::import::ledger::LedgerKind;
use crate::import::old_feed::OldFeed;
use crate::import::question::Question;
use crate::import::wanted_file::{WantedFile, WantedKind};
use crate::model::files::show_files::NEW_COVER_FILE;
use crate::model::identity::guid::ShowGuid;
use crate::model::identity::slug::Slug;
use crate::model::kind::category::Category;
use crate::model::media::artwork::{Artwork, ImagePurpose};
use crate::model::show::{Owner, RequiredShow, Show};
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::{BaseUrl, HttpUrl};
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// A show as the channel has it.
pub(in crate::import) struct FoundShow {
    pub(in crate::import) show: Show,
    /// The cover, and further pictures.
    pub(in crate::import) wanted: Vec<WantedFile>,
}

/// The show; questions where the feed lacks what a show must have.
pub(in crate::import) fn show(
    feed: &OldFeed,
    answers: &ImportAnswers,
    reader: &mut ItemReader<'_>,
) -> Result<FoundShow, Vec<Question>> {
    let channel = &feed.channel;
    let mut asked = Vec::new();
    let title = text(reader, channel.value(Rss, "title")).or_else(|| answer(reader, "title", answers.title.as_ref()));
    let description =
        first(channel, &[(Rss, "description"), (ITunes, "summary"), (GooglePlay, "description"), (ITunes, "subtitle")]);
    unused(reader, channel, [description, None, None], "description");
    let description = text(reader, description).or_else(|| answer(reader, "description", answers.description.as_ref()));
    let author = first(channel, &[(ITunes, "author"), (GooglePlay, "author")]);
    let author = text(reader, author).or_else(|| answer(reader, "author", answers.author.as_ref()));
    let language = language(reader, channel, answers, &mut asked);
    let categories = categories(reader, channel, answers, &mut asked);
    let guid = guid(reader, feed, answers, &mut asked);
    for (value, question) in [(&title, Question::Title), (&description, Question::Description), (&author, Question::Author)] {
        if value.is_none() {
            asked.push(question);
        }
    }
    if let Some(locked) = channel.all(Podcast, "locked").find(|node| is_yes(node.text.trim())).filter(|_| !answers.owns) {
        asked.push(Question::Locked(locked.attribute("owner").map(str::to_owned)));
    }
    let (Some(title), Some(description), Some(author), Some(language), Some(guid), true) =
        (title, description, author, language, guid, asked.is_empty())
    else {
        return Err(asked);
    };
    let url = answers.url.clone().unwrap_or_else(|| placeholder(&title, &language));
    let artwork = Artwork { file: NEW_COVER_FILE.parse().expect("a plain path"), alt: None };
    let explicit = explicit(reader, channel, "itunes:explicit").unwrap_or(false);
    let mut show = Show::from(RequiredShow { title, url, guid, language, description, author, categories, explicit, artwork });
    optional(reader, feed, answers, &mut show);
    settings(reader, channel, &mut show);
    carried::of_channel(reader, channel);
    let wanted = pictures(reader, channel, &mut show);
    Ok(FoundShow { show, wanted })
}

fn first<'a>(node: &'a FeedNode, names: &[(crate::feed::published::names::Vocabulary, &str)]) -> Option<&'a str> {
    names.iter().find_map(|(vocabulary, name)| node.value(*vocabulary, name))
}

fn text(reader: &mut ItemReader<'_>, raw: Option<&str>) -> Option<Text> {
    raw.and_then(|raw| reader.text_of(raw))
}

fn answer<T: Clone>(reader: &mut ItemReader<'_>, what: &str, given: Option<&T>) -> Option<T> {
    if given.is_some() {
        reader.note(LedgerKind::Asked, format!("the {what}"));
    }
    given.cloned()
}

fn language(
    reader: &mut ItemReader<'_>,
    channel: &FeedNode,
    answers: &ImportAnswers,
    asked: &mut Vec<Question>,
) -> Option<Language> {
    let written = channel.value(Rss, "language");
    let mended = written.map(|written| written.replace('_', "-"));
    let known = written.and_then(|written| written.parse().ok()).or_else(|| {
        let language = mended?.parse().ok()?;
        reader.note(LedgerKind::Mended, format!("the language `{}` is `{language}`", written.unwrap_or_default()));
        Some(language)
    });
    let found = known.or_else(|| answer(reader, "language", answers.language.as_ref()));
    if found.is_none() {
        asked.push(Question::Language(written.map(str::to_owned)));
    }
    found
}

fn categories(
    reader: &mut ItemReader<'_>,
    channel: &FeedNode,
    answers: &ImportAnswers,
    asked: &mut Vec<Question>,
) -> Vec<Category> {
    let mut found: Vec<Category> = Vec::new();
    let mut unknown = Vec::new();
    for node in channel.all(ITunes, "category") {
        let name = node.attribute("text").unwrap_or_default().to_owned();
        let subs: Vec<String> = node.all(ITunes, "category").filter_map(|sub| sub.attribute("text")).map(str::to_owned).collect();
        // One category may hold several below it.
        let whole: Vec<Vec<String>> = if subs.is_empty() {
            vec![vec![name.clone()]]
        } else {
            subs.into_iter().map(|sub| vec![name.clone(), sub]).collect()
        };
        for names in whole {
            match category(&names) {
                Some((category, is_own)) => {
                    if !is_own {
                        reader.note_at(LedgerKind::Mended, format!("the category `{}` is `{category}`", names.join(" > ")), node);
                    }
                    if !found.contains(&category) {
                        found.push(category);
                    }
                }
                None => unknown.push(names.join(" > ")),
            }
        }
    }
    for name in &unknown {
        reader.note(LedgerKind::NotCarried, format!("the category `{name}`"));
    }
    if found.is_empty() && !answers.categories.is_empty() {
        reader.note(LedgerKind::Asked, "the categories");
        return answers.categories.clone();
    }
    if found.is_empty() {
        asked.push(Question::Category(unknown));
    }
    found
}

/// The feed's own, else the one that directories make of the address that subscribers have.
fn guid(reader: &mut ItemReader<'_>, feed: &OldFeed, answers: &ImportAnswers, asked: &mut Vec<Question>) -> Option<ShowGuid> {
    if let Some(written) = feed.channel.value(Podcast, "guid") {
        match written.to_lowercase().parse() {
            Ok(guid) => return Some(guid),
            Err(_) => reader.note(LedgerKind::IdentityChanged, format!("`podcast:guid` is `{written}`, which is no UUID")),
        }
    }
    let address = answers.feed_address.clone().or_else(|| feed.own_address());
    if address.is_none() {
        asked.push(Question::FeedAddress);
    }
    address.map(|address| ShowGuid::of_feed(&address))
}

fn is_yes(word: &str) -> bool {
    word.eq_ignore_ascii_case("yes") || word.eq_ignore_ascii_case("true")
}

/// What `itunes:explicit` says; `clean` and `no` are one.
pub(in crate::import) fn explicit(reader: &mut ItemReader<'_>, node: &FeedNode, what: &str) -> Option<bool> {
    let word = first(node, &[(ITunes, "explicit"), (GooglePlay, "explicit")])?.to_ascii_lowercase();
    match word.as_str() {
        "true" | "yes" | "explicit" => Some(true),
        "false" | "no" | "clean" => Some(false),
        _ => {
            reader.note(LedgerKind::Mended, format!("`{what}` is `{word}`: taken for `false`"));
            Some(false)
        }
    }
}

/// Whether a show has the address that is made up where the producer names none.
pub(in crate::import) fn has_placeholder(show: &Show) -> bool {
    show.url == placeholder(&show.title, &show.language)
}

/// An address on which nobody can subscribe, until the producer names the real one.
fn placeholder(title: &Text, language: &Language) -> BaseUrl {
    let name = Slug::of_title(title.as_str(), language).map_or_else(|| "my-show".to_owned(), |slug| slug.to_string());
    format!("https://example.org/{name}/").parse().expect("a slug makes an address")
}

fn optional(reader: &mut ItemReader<'_>, feed: &OldFeed, answers: &ImportAnswers, show: &mut Show) {
    let channel = &feed.channel;
    let link = channel.all(Rss, "link").find(|node| !node.text.trim().is_empty());
    let link = link.and_then(|node| reader.url(&node.text, "`link`", node));
    show.link = link.filter(|link| link != show.url.as_url());
    show.copyright = text(reader, channel.value(Rss, "copyright"));
    show.show_type =
        channel.all(ITunes, "type").next().and_then(|node| node.text.trim().to_lowercase().parse().ok()).unwrap_or_default();
    show.block = channel.value(ITunes, "block").is_some_and(is_yes);
    show.complete = channel.value(ITunes, "complete").is_some_and(is_yes);
    show.locked = channel.value(Podcast, "locked").is_some_and(is_yes);
    show.time_zone = answers.time_zone.unwrap_or(show.time_zone);
    show.owner = owner(reader, channel, answers);
    if let Some(new) = feed.moved_to() {
        reader.note(LedgerKind::NotCarried, format!("`itunes:new-feed-url`: the feed says that it has moved to {new}"));
    }
    show.feed_file = feed_file(feed, show);
    show.people = people(reader, channel);
    show.funding = extras::funding(reader, channel);
    show.locations = extras::locations(reader, channel);
    show.license = extras::license(reader, channel);
    show.txt = extras::txt(reader, channel);
    show.social = extras::social(reader, channel);
    show.chat = extras::chat(reader, channel);
    show.value = payment::values(reader, channel);
}

/// A feed whose address is below the show's keeps its name.
fn feed_file(feed: &OldFeed, show: &Show) -> FeedFile {
    let old = feed.own_address().unwrap_or_default();
    let below = old.strip_prefix(show.url.as_url().as_str()).and_then(|name| name.parse().ok());
    below.unwrap_or_default()
}

/// Everybody can read it in the feed, so it is taken along only where that is wanted.
fn owner(reader: &mut ItemReader<'_>, channel: &FeedNode, answers: &ImportAnswers) -> Option<Owner> {
    let node = channel.all(ITunes, "owner").next()?;
    if !answers.keeps_owner {
        reader.note_at(LedgerKind::NotCarried, "`itunes:owner`: everybody could read the address; `--owner` keeps it", node);
        return None;
    }
    let email = node.value(ITunes, "email").and_then(|email| email.parse().ok());
    let name = text(reader, node.value(ITunes, "name")).or_else(|| text(reader, channel.value(ITunes, "author")));
    if email.is_none() || name.is_none() {
        reader.note_at(LedgerKind::NotCarried, "`itunes:owner` without a mail address", node);
    }
    Some(Owner { name: name?, email: email? })
}

fn pictures(reader: &mut ItemReader<'_>, channel: &FeedNode, show: &mut Show) -> Vec<WantedFile> {
    let mut named = channel.all(ITunes, "image").chain(channel.all(GooglePlay, "image"));
    let image = named.find_map(|node| reader.url_attribute(node, "href"));
    let cover = image.or_else(|| {
        let named = channel.all(Rss, "image").flat_map(|node| node.all(Rss, "url"));
        named.filter(|node| !node.text.trim().is_empty()).find_map(|node| reader.url(&node.text, "`url` of `image`", node))
    });
    let mut wanted: Vec<WantedFile> = Vec::new();
    for picture in further(reader, channel, cover.as_ref()) {
        match picture.kind {
            WantedKind::Picture => show.artwork.alt = picture.alt,
            _ => wanted.push(picture),
        }
    }
    wanted.splice(0..0, cover.map(|url| WantedFile { url, kind: WantedKind::Picture, alt: show.artwork.alt.clone() }));
    wanted
}

/// `podcast:image`: that of the main picture tells what it shows, the others are pictures of their own.
pub(in crate::import) fn further(reader: &mut ItemReader<'_>, node: &FeedNode, main: Option<&HttpUrl>) -> Vec<WantedFile> {
    let mut found = Vec::new();
    for image in node.all(Podcast, "image") {
        let Some(url) = reader.url_attribute(image, "href") else { continue };
        let words: Vec<&str> = image.attribute("purpose").unwrap_or_default().split_whitespace().collect();
        let purposes: Vec<ImagePurpose> = words.iter().filter_map(|word| word.to_ascii_lowercase().parse().ok()).collect();
        if purposes.len() < words.len() {
            reader.note_at(LedgerKind::NotCarried, format!("a `purpose` of `{}`", image.written), image);
        }
        let is_main = Some(&url) == main;
        let kind = if is_main && words == ["artwork"] { WantedKind::Picture } else { WantedKind::Further(purposes) };
        found.push(WantedFile { url, kind, alt: reader.text_attribute(image, "alt") });
    }
    found
}
