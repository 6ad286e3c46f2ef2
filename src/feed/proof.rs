//! A feed that takes another one's place, held against it: what apps have, item by item, as two readers read it. Neither knows the show.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;

use feed_rs::model::PodcastPerson;

use crate::feed::published::address::comparable;
use crate::feed::published::comparison::{Aspect, FeedComparison, compare};
use crate::feed::published::{Published, PublishedError, PublishedItem, PublishedPerson, read};

/// What came of holding two feeds against each other.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Proof {
    /// Items of the old feed.
    pub old: usize,
    /// Items of the new feed.
    pub new: usize,
    /// A row for each thing that apps have of an item, as our own reader reads both.
    pub rows: Vec<ProofRow>,
    /// The same as feed-rs reads both; empty where it cannot read the old feed.
    pub second: Vec<ProofRow>,
    /// Why feed-rs cannot read a feed.
    pub second_refuses: Option<String>,
    /// Every difference.
    pub comparison: FeedComparison,
    /// Differences of guid, date, recording and presence that nobody was told of.
    pub untold: Vec<String>,
}

/// In how many items something is the same.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ProofRow {
    /// What.
    pub what: &'static str,
    /// In so many it is the same.
    pub same: usize,
    /// Of so many that both feeds have.
    pub of: usize,
}

/// What is compared, as one says it.
const ROWS: [(Aspect, &str); 14] = [
    (Aspect::Guid, "guid"),
    (Aspect::Date, "date"),
    (Aspect::Enclosure, "recording's address"),
    (Aspect::Bytes, "recording's length in bytes"),
    (Aspect::MediaType, "recording's type"),
    (Aspect::Title, "title"),
    (Aspect::Notes, "notes, words and links"),
    (Aspect::Description, "description"),
    (Aspect::Duration, "duration"),
    (Aspect::Picture, "picture"),
    (Aspect::Season, "season"),
    (Aspect::Number, "number"),
    (Aspect::Explicit, "explicit"),
    (Aspect::Link, "link"),
];

/// An item, with its feed.
type ItemOfFeed<'a> = (&'a Published, &'a PublishedItem);

/// Whether two items have the same beside the recording.
type SameBeside = fn(ItemOfFeed<'_>, ItemOfFeed<'_>) -> bool;

/// What stands beside the recording. A transcript and chapters that came along have another address, and may have another form, so it is their
/// being there that is compared.
const BESIDE: [(&str, SameBeside); 3] = [
    (PEOPLE, |(old_feed, old), (new_feed, new)| people(old_feed, old) == people(new_feed, new)),
    (TRANSCRIPT, |(_, old), (_, new)| old.transcripts.is_empty() || !new.transcripts.is_empty()),
    ("chapters", |(_, old), (_, new)| !has_chapters(old) || has_chapters(new)),
];

const PEOPLE: &str = "people";
const TRANSCRIPT: &str = "transcript";

/// Who takes part in an item, as apps show it: those of the show where it names nobody.
fn people<'a>(feed: &'a Published, item: &'a PublishedItem) -> Vec<(String, String)> {
    let named = [&item.people, &feed.people].into_iter().find(|people| people.iter().any(|person| !person.name.is_empty()));
    let role = |role: &str| if role.is_empty() { "host".to_owned() } else { role.to_lowercase() };
    let of = |people: &'a Vec<PublishedPerson>| people.iter().filter(|person| !person.name.is_empty());
    let mut found: Vec<_> = named.into_iter().flat_map(of).map(|person| (person.name.clone(), role(&person.role))).collect();
    found.sort_unstable();
    found
}

fn has_chapters(item: &PublishedItem) -> bool {
    item.chapters.is_some() || item.has_own_chapters
}

/// Holds the new feed against the old one. `told` are guids, or titles where there is none, of items of which the producer was told that they differ.
///
/// # Errors
/// Where the new feed cannot be read.
pub fn prove(old: &Published, pages: &[Vec<u8>], xml: &[u8], told: &BTreeSet<String>) -> Result<Proof, PublishedError> {
    let new = read(xml)?;
    let comparison = compare(old, &new);
    let with =
        |aspect: Aspect| comparison.changes.iter().filter(move |change| change.aspect == aspect && change.episode.is_some());
    let both = comparison.pairs.len();
    let mut rows =
        ROWS.map(|(aspect, what)| ProofRow { what, same: both.saturating_sub(with(aspect).count()), of: both }).to_vec();
    rows.extend(BESIDE.map(|(what, is_same)| {
        let same =
            comparison.pairs.iter().filter(|(before, after)| is_same((old, &old.items[*before]), (&new, &new.items[*after])));
        ProofRow { what, same: same.count(), of: both }
    }));
    let mut untold = Vec::new();
    for change in &comparison.changes {
        let Some(episode) = &change.episode else { continue };
        let what = match change.aspect {
            Aspect::Guid => "the guid differs",
            Aspect::Date => "the date differs",
            Aspect::Enclosure => "the recording's address differs",
            Aspect::GoneEpisode => "the item is not in the new feed",
            _ => continue,
        };
        // One without a guid has got one that is not in the old feed, or is called by what it has.
        let name = episode.old_guid.as_ref().or(episode.new_guid.as_ref()).unwrap_or(&episode.title);
        if !told.contains(name) {
            untold.push(format!("{}: {what}", episode.title));
        }
    }
    let (second, second_refuses) = match second(pages, xml, told) {
        Ok((rows, differing)) => {
            untold.extend(differing);
            (rows, None)
        }
        Err(reason) => (Vec::new(), Some(reason)),
    };
    Ok(Proof { old: old.items.len(), new: new.items.len(), rows, second, second_refuses, comparison, untold })
}

/// An item as feed-rs reads it.
#[derive(Debug, Eq, PartialEq)]
struct SecondItem {
    title: String,
    date: Option<i64>,
    /// The recording.
    url: String,
    /// What feed-rs counts among the files of the item, with their lengths. It does not say which of them is the enclosure.
    files: BTreeMap<String, u64>,
    people: Vec<(String, String)>,
    has_transcript: bool,
}

type SecondItems = BTreeMap<String, SecondItem>;

/// What feed-rs reads of both.
fn second(pages: &[Vec<u8>], xml: &[u8], told: &BTreeSet<String>) -> Result<(Vec<ProofRow>, Vec<String>), String> {
    let mut old = SecondItems::new();
    for page in pages {
        for (guid, item) in items(page)? {
            old.entry(guid).or_insert(item);
        }
    }
    let new = items(xml)?;
    let (mut of, mut same) = (0, [0; 6]);
    let mut untold = Vec::new();
    for (guid, item) in &old {
        let Some(after) = new.get(guid) else { continue };
        of += 1;
        let equal = [
            item.date == after.date,
            item.files.contains_key(&after.url) || item.files.is_empty(),
            item.files.get(&after.url) == after.files.get(&after.url),
            item.title == after.title,
            item.people == after.people,
            !item.has_transcript || after.has_transcript,
        ];
        for (count, is_equal) in same.iter_mut().zip(equal) {
            *count += usize::from(is_equal);
        }
        // A date that feed-rs cannot read, it leaves out.
        let differs = (item.date.is_some() && !equal[0]) || !equal[1];
        if differs && !told.contains(guid) && !told.contains(&item.title) {
            untold.push(format!("{}: feed-rs reads another date or another address of the recording", item.title));
        }
    }
    let rows = ["date", "recording's address", "recording's length in bytes", "title", PEOPLE, TRANSCRIPT];
    let rows = rows.into_iter().zip(same).map(|(what, same)| ProofRow { what, same, of });
    let guid = ProofRow { what: "guid", same: of, of: old.len() };
    Ok((std::iter::once(guid).chain(rows).collect(), untold))
}

/// The namespace of Media RSS, and one that nobody reads.
const MEDIA_RSS: [&str; 2] = ["http://search.yahoo.com/mrss", "https://example.org/unread"];

fn items(xml: &[u8]) -> Result<SecondItems, String> {
    // Where there is Media RSS, feed-rs leaves out the enclosure, which is what podcast apps play.
    let [media, unread] = MEDIA_RSS;
    let plain = std::str::from_utf8(xml).ok().filter(|text| text.contains(media)).map(|text| text.replace(media, unread));
    let text = plain.as_ref().map_or(xml, String::as_bytes);
    // A parser may panic on bytes that it did not foresee.
    let feed = match catch_unwind(|| feed_rs::parser::parse(text)) {
        Ok(Ok(feed)) => feed,
        Ok(Err(error)) => return Err(error.to_string()),
        Err(_) => return Err("the reader failed".to_owned()),
    };
    let named = |people: &[PodcastPerson]| {
        let mut people: Vec<_> =
            people.iter().map(|person| (person.name.trim().to_owned(), format!("{:?}", person.role))).collect();
        people.sort_unstable();
        people
    };
    let of_show = named(&feed.people);
    let item = |entry: feed_rs::model::Entry| {
        let contents = || entry.media.iter().flat_map(|media| &media.content);
        // Pictures stand beside the recording, and before it.
        let is_played = |content: &&feed_rs::model::MediaContent| {
            let kind = content.content_type.as_ref().map(ToString::to_string).unwrap_or_default();
            kind.starts_with("audio/") || kind.starts_with("video/")
        };
        let content = contents().find(is_played).or_else(|| contents().next());
        let address = |content: &feed_rs::model::MediaContent| content.url.as_ref().map(|url| comparable(url.as_str()));
        let url = content.and_then(address).unwrap_or_default();
        let files = contents().filter_map(|content| Some((address(content)?, content.size.unwrap_or_default())));
        let own: Vec<PodcastPerson> = entry.media.iter().flat_map(|media| media.people.iter().cloned()).collect();
        let item = SecondItem {
            people: if own.is_empty() { of_show.clone() } else { named(&own) },
            has_transcript: entry.media.iter().any(|media| !media.transcripts.is_empty()),
            title: entry.title.map(|title| title.content.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default(),
            date: entry.published.map(|date| date.timestamp()),
            url,
            files: lengths(files),
        };
        (entry.id, item)
    };
    Ok(feed.entries.into_iter().map(item).collect())
}

/// Files with their lengths; of one that is named twice, the length that is said at all.
fn lengths(files: impl Iterator<Item = (String, u64)>) -> BTreeMap<String, u64> {
    let mut lengths = BTreeMap::new();
    for (url, bytes) in files.filter(|(url, _)| !url.is_empty()) {
        let known: &mut u64 = lengths.entry(url).or_default();
        *known = bytes.max(*known);
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::published::read;

    fn feed(items: &str) -> Vec<u8> {
        format!("<rss version='2.0'><channel><title>S</title><link>https://a.example/</link><description>d</description>{items}</channel></rss>").into_bytes()
    }

    fn item(guid: &str, date: &str, url: &str) -> String {
        format!(
            "<item><title>T{guid}</title><guid>{guid}</guid><pubDate>{date}</pubDate><enclosure url='{url}' length='9' type='audio/mpeg'/></item>"
        )
    }

    const DATE: &str = "Mon, 02 Mar 2026 07:00:00 +0000";

    #[track_caller]
    fn untold(new: &str, told: &[&str]) -> Vec<String> {
        let old = feed(&(item("a", DATE, "https://a.example/a.mp3") + &item("b", DATE, "https://a.example/b.mp3")));
        let told = told.iter().map(|name| (*name).to_owned()).collect();
        prove(&read(&old).unwrap(), std::slice::from_ref(&old), &feed(new), &told).unwrap().untold
    }

    #[test]
    fn a_picture_beside_the_recording_is_not_taken_for_it() {
        let picture = "<media:content url='https://a.example/a.jpg' medium='image' type='image/jpeg'/><enclosure url='https://a.example/a.png' length='5' type='image/png'/><enclosure url";
        let plain = item("a", DATE, "https://a.example/a.mp3");
        let old = String::from_utf8(feed(&plain.replacen("<enclosure url", picture, 1))).unwrap();
        let old = old.replace("<rss ", "<rss xmlns:media='http://search.yahoo.com/mrss/' ").into_bytes();
        let proof = prove(&read(&old).unwrap(), std::slice::from_ref(&old), &feed(&plain), &BTreeSet::new()).unwrap();
        assert!(proof.untold.is_empty(), "{:?}", proof.untold);
        assert!(proof.second.iter().all(|row| row.same == 1), "{:?}", proof.second);
    }

    #[test]
    fn other_forms_beside_the_recording_are_not_taken_for_it() {
        let forms = "<media:content url='https://a.example/a.mp4' type='video/mp4' fileSize='1'/><media:content url='https://a.example/low.mp3' type='audio/mpeg'/><enclosure url";
        let plain = item("a", DATE, "https://a.example/a.mp3");
        let old = String::from_utf8(feed(&plain.replacen("<enclosure url", forms, 1))).unwrap();
        let old = old.replace("<rss ", "<rss xmlns:media='http://search.yahoo.com/mrss/' ").into_bytes();
        let prove = |new: &str| prove(&read(&old).unwrap(), std::slice::from_ref(&old), &feed(new), &BTreeSet::new()).unwrap();
        let proof = prove(&plain);
        assert!(proof.untold.is_empty() && proof.second.iter().all(|row| row.same == 1), "{proof:?}");
        assert_eq!(prove(&item("a", DATE, "https://a.example/b.mp3")).untold.len(), 2);
    }

    #[test]
    fn people_transcripts_and_chapters_are_compared() {
        let with = |more: &str| {
            let item = item("a", DATE, "https://a.example/a.mp3").replace("</item>", &format!("{more}</item>"));
            let names =
                "<rss xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:psc='http://podlove.org/simple-chapters' ";
            String::from_utf8(feed(&item)).unwrap().replace("<rss ", names).into_bytes()
        };
        let ada = "<podcast:person role='host'>Ada</podcast:person>";
        let file = |name: &str, kind: &str| format!("<podcast:{name} url='https://a.example/{name}' type='{kind}'/>");
        let (transcript, chapters) = (file("transcript", "text/vtt"), file("chapters", "application/json+chapters"));
        let own = "<psc:chapters><psc:chapter start='0:00' title='A'/></psc:chapters>";
        let same = |old: &str, new: &str| {
            let (old, new) = (with(old), with(new));
            let proof = prove(&read(&old).unwrap(), std::slice::from_ref(&old), &new, &BTreeSet::new()).unwrap();
            let of = |rows: &[ProofRow], what: &str| rows.iter().find(|row| row.what == what).map(|row| row.same == 1);
            let rows = ["people", "transcript", "chapters"].map(|what| of(&proof.rows, what).unwrap());
            (rows, ["people", "transcript"].map(|what| of(&proof.second, what).unwrap()))
        };
        let all = format!("{ada}{transcript}{chapters}");
        assert_eq!(same(&all, &all), ([true; 3], [true; 2]));
        assert_eq!(same(&all, ""), ([false; 3], [false; 2]));
        assert_eq!(same("", &all), ([false, true, true], [false, true]), "who was not named before is told");
        assert_eq!(same(own, &chapters).0, [true; 3]);
        assert_eq!(same(&all, &all.replace("host", "guest")), ([false, true, true], [false, true]));
    }

    #[test]
    fn what_would_be_noticed_is_named_unless_it_was_told() {
        let (a, b) = (item("a", DATE, "https://a.example/a.mp3"), item("b", DATE, "https://a.example/b.mp3"));
        assert!(untold(&(a.clone() + &b), &[]).is_empty());
        assert_eq!(untold(&a, &[]), ["Tb: the item is not in the new feed"]);
        assert!(untold(&a, &["b"]).is_empty());
        let moved = untold(&(a.clone() + &item("b", DATE, "https://a.example/c.mp3")), &[]);
        assert_eq!(moved.len(), 2, "both readers see it: {moved:?}");
        let later = item("b", "Mon, 02 Mar 2026 07:00:01 +0000", "https://a.example/b.mp3");
        assert_eq!(untold(&(a.clone() + &later), &[]).len(), 2);
        assert_eq!(untold(&(a + &item("x", DATE, "https://a.example/b.mp3")), &[]), ["Tb: the guid differs"]);
    }
}
