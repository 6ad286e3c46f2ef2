//! An item as an episode.

use crate::feed::published::names::Vocabulary::{GooglePlay, ITunes, Podcast, Psc, Rss};
use crate::feed::published::tree::FeedNode;
use crate::import::convert::alternates::alternates;
use crate::import::convert::chapters::chapters;
use crate::import::convert::enclosure::{enclosure, played};
use crate::import::convert::people::{of_item, people};
use crate::import::convert::reading::ItemReader;
use crate::import::convert::show::{explicit, further};
use crate::import::convert::words::{as_markdown, words};
use crate::import::convert::{carried, extras, payment};
use crate::import::ledger::LedgerKind;
use crate::import::planned_episode::PlannedEpisode;
use crate::import::wanted_file::{WantedFile, WantedKind};
use crate::layout::output::Output;
use crate::model::episode::{Episode, RequiredEpisode};
use crate::model::files::show_files::episode_folder;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::media::artwork::{EpisodeArtwork, RemoteArtwork};
use crate::model::media::soundbite::Soundbite;
use crate::model::media::transcript::{EpisodeTranscript, RemoteTranscript, TranscriptType};
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// What is settled of an item before the rest of it is read.
pub(in crate::import) struct Settled {
    pub(in crate::import) index: usize,
    pub(in crate::import) guid: Guid,
    pub(in crate::import) date: Moment,
    pub(in crate::import) slug: Slug,
    pub(in crate::import) order: Option<u32>,
    /// Whether notes become Markdown.
    pub(in crate::import) markdown: bool,
}

/// The episode. One without a recording that apps could play is kept as a draft.
pub(in crate::import) fn episode(reader: &mut ItemReader<'_>, show: &Show, item: &FeedNode, settled: Settled) -> PlannedEpisode {
    let Settled { index, guid, date, slug, order, markdown } = settled;
    let folder = episode_folder(&slug);
    let title = item.value(Rss, "title").or(item.value(ITunes, "title")).and_then(|title| reader.text_of(title));
    let title: Text = title.unwrap_or_else(|| {
        reader.note(LedgerKind::Mended, "an item without a title is called by its folder");
        slug.as_str().parse().expect("a slug is a text")
    });
    let mut episode = Episode::from(RequiredEpisode { slug, folder, title, guid, date });
    match enclosure(reader, item) {
        Ok(remote) => episode.enclosure = Some(remote),
        Err(reason) => {
            reader.note(LedgerKind::LeftOut, format!("{reason}: kept as a draft"));
            episode.draft = true;
        }
    }
    let mut words = words(reader, item);
    if markdown {
        let has_chapters = item.all(Psc, "chapters").chain(item.all(Podcast, "chapters")).next().is_some();
        let page = Output::Episode(episode.slug.clone()).url(show);
        words = as_markdown(reader, words, (!has_chapters).then_some(&page));
    }
    episode.notes = words.notes;
    episode.content_html = words.content_html;
    episode.description = words.description;
    numbers(reader, item, &mut episode);
    described(reader, show, item, &mut episode);
    let recording = episode.enclosure.as_ref().map(|remote| remote.url.as_str().to_owned());
    let forms = alternates(reader, item, recording.as_deref().or_else(|| played(item)?.attribute("url")));
    (episode.remote_alternates, episode.mirrors) = (forms.forms, forms.mirrors);
    let mut wanted = transcripts(reader, item, &show.language, &mut episode);
    let length = episode.enclosure.as_ref().and_then(|remote| remote.duration);
    let found = chapters(reader, item, &episode.folder, length);
    episode.chapters = found.chapters;
    wanted.extend(found.wanted);
    wanted.extend(pictures(reader, item, &mut episode));
    carried::of_item(reader, item);
    PlannedEpisode { episode, wanted, psc: found.psc, order, spot: reader.spot.clone(), index }
}

/// Numbers may stand in two vocabularies; apps look at Apple's first.
fn numbers(reader: &mut ItemReader<'_>, item: &FeedNode, episode: &mut Episode) {
    let mut number = |name: &str| {
        let node = item.all(ITunes, name).chain(item.all(Podcast, name)).find(|node| !node.text.trim().is_empty())?;
        reader.words::<u32>(node)
    };
    episode.season = number("season");
    episode.number = number("episode");
    let shown = item.all(Podcast, "episode").find(|node| node.attribute("display").is_some());
    let display = shown.and_then(|node| reader.text_attribute(node, "display"));
    episode.display_number = display.filter(|_| episode.number.is_some());
    if let Some(kind) = item.all(ITunes, "episodetype").next() {
        episode.kind = kind.text.trim().to_lowercase().parse().unwrap_or_else(|_| {
            reader.note_at(LedgerKind::NotCarried, format!("`{}`", kind.written), kind);
            episode.kind
        });
    }
}

fn described(reader: &mut ItemReader<'_>, show: &Show, item: &FeedNode, episode: &mut Episode) {
    let link = item.all(Rss, "link").find(|node| !node.text.trim().is_empty());
    let link = link.and_then(|node| reader.url(&node.text, "`link`", node));
    let own_page = Output::Episode(episode.slug.clone()).url(show);
    episode.link = link.filter(|link| *link != own_page);
    let author = item.value(ITunes, "author").and_then(|author| reader.text_of(author));
    episode.author = author.filter(|author| *author != show.author);
    let title = item.value(ITunes, "title").and_then(|title| reader.text_of(title));
    episode.itunes_title = title.filter(|title| *title != episode.title);
    episode.explicit = explicit(reader, item, "itunes:explicit").filter(|explicit| *explicit != show.explicit);
    episode.block = item.value(ITunes, "block").is_some_and(|word| word.eq_ignore_ascii_case("yes"));
    let named = people(reader, item);
    episode.people = of_item(&show.people, named);
    episode.locations = extras::locations(reader, item);
    episode.license = extras::license(reader, item);
    episode.funding = extras::funding(reader, item);
    episode.txt = extras::txt(reader, item);
    episode.social = extras::social(reader, item);
    episode.chat = extras::chat(reader, item);
    episode.content_links = extras::content_links(reader, item);
    episode.value = payment::values(reader, item);
    episode.soundbites = soundbites(reader, item);
}

fn soundbites(reader: &mut ItemReader<'_>, item: &FeedNode) -> Vec<Soundbite> {
    let one = |node: &FeedNode| {
        let start = reader.time_attribute(node, "startTime");
        let length = reader.time_attribute(node, "duration");
        if start.is_none() || length.is_none() {
            reader.note_at(LedgerKind::NotCarried, format!("`{}` without a start or a length", node.written), node);
        }
        Some(Soundbite { start: start?, length: length?, title: reader.text(node) })
    };
    item.all(Podcast, "soundbite").filter_map(one).collect()
}

/// The transcripts stay where they are, until the best of them is here.
fn transcripts(reader: &mut ItemReader<'_>, item: &FeedNode, language: &Language, episode: &mut Episode) -> Vec<WantedFile> {
    let mut found: Vec<RemoteTranscript> = Vec::new();
    for node in item.all(Podcast, "transcript") {
        let Some(url) = reader.url_attribute(node, "url") else { continue };
        let Some(media_type) = transcript_type(node, url.as_str()) else {
            reader.note_at(
                LedgerKind::NotCarried,
                format!("`{}` of type `{}`", node.written, node.attribute("type").unwrap_or("")),
                node,
            );
            continue;
        };
        let captions = node.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("captions"));
        found.push(RemoteTranscript { url, media_type, language: reader.attribute(node, "language"), captions });
    }
    // What lies beside a recording is in the language of the show.
    let is_own = |one: &&RemoteTranscript| one.language.as_ref().is_none_or(|of| of.primary() == language.primary());
    let best = found.iter().filter(is_own).filter_map(|one| Some((rank(one.media_type)?, one))).min_by_key(|(rank, _)| *rank);
    let wanted = best.map(|(_, one)| WantedFile::new(one.url.clone(), WantedKind::Transcript(one.media_type)));
    episode.transcript = (!found.is_empty()).then_some(EpisodeTranscript::Elsewhere(found));
    wanted.into_iter().collect()
}

/// Which form says most; `None` for one that cannot be read.
fn rank(media_type: TranscriptType) -> Option<u8> {
    match media_type {
        TranscriptType::Vtt => Some(0),
        TranscriptType::Json => Some(1),
        TranscriptType::SubRip | TranscriptType::Srt | TranscriptType::TextSrt => Some(2),
        TranscriptType::Html => Some(3),
        TranscriptType::Plain => None,
    }
}

fn transcript_type(node: &FeedNode, url: &str) -> Option<TranscriptType> {
    let written = node.attribute("type").unwrap_or_default();
    let plain = written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let endings = [
        (".vtt", TranscriptType::Vtt),
        (".srt", TranscriptType::SubRip),
        (".json", TranscriptType::Json),
        (".html", TranscriptType::Html),
        (".txt", TranscriptType::Plain),
    ];
    plain.parse().ok().or_else(|| endings.iter().find(|(end, _)| path.ends_with(end)).map(|(_, media_type)| *media_type))
}

fn pictures(reader: &mut ItemReader<'_>, item: &FeedNode, episode: &mut Episode) -> Vec<WantedFile> {
    let mut named = item.all(ITunes, "image").chain(item.all(GooglePlay, "image"));
    let main = named.find_map(|node| reader.url_attribute(node, "href"));
    let mut wanted = Vec::new();
    let mut alt = None;
    for picture in further(reader, item, main.as_ref()) {
        match picture.kind {
            WantedKind::Picture => alt = picture.alt,
            _ => wanted.push(picture),
        }
    }
    if let Some(url) = main {
        wanted.insert(0, WantedFile { url: url.clone(), kind: WantedKind::Picture, alt: alt.clone() });
        episode.artwork = Some(EpisodeArtwork::Elsewhere(RemoteArtwork { url, alt }));
    }
    wanted
}
