use super::*;
use crate::feed::published::read;

const SHOW: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Garden gate</title><link>https://a.example/show/</link><description>Talks.</description><language>en-GB</language>
<atom:link href="https://a.example/show/feed.xml" rel="self" type="application/rss+xml"/>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><itunes:author>Ada</itunes:author><itunes:explicit>false</itunes:explicit>
<itunes:image href="https://a.example/show/cover.jpg"/><itunes:category text="Leisure"><itunes:category text="Home &amp; Garden"/></itunes:category>
<item><title>The first gate</title><guid isPermaLink="false">one</guid><pubDate>Mon, 02 Mar 2026 07:00:00 +0000</pubDate>
<enclosure url="https://a.example/show/media/one.mp3" length="100" type="audio/mpeg"/><itunes:duration>62</itunes:duration>
<description>Short</description><content:encoded>&lt;p&gt;Words &amp;amp; &lt;a href="https://b.example/"&gt;a link&lt;/a&gt;&lt;/p&gt;</content:encoded>
<itunes:image href="https://a.example/show/one.jpg"/><itunes:season>1</itunes:season><itunes:episode>1</itunes:episode>
<itunes:explicit>true</itunes:explicit><itunes:author>Bea</itunes:author><link>https://a.example/show/episodes/one/</link></item>
<item><title>The second gate</title><guid>two</guid><pubDate>Mon, 09 Mar 2026 07:00:00 +0000</pubDate>
<enclosure url="https://a.example/show/media/two.mp3" length="200" type="audio/mpeg"/></item>
</channel></rss>"#;

fn compared(old: &str, new: &str) -> FeedComparison {
    compare(&read(old.as_bytes()).unwrap(), &read(new.as_bytes()).unwrap())
}

fn aspects(comparison: &FeedComparison) -> Vec<Aspect> {
    comparison.changes.iter().map(|change| change.aspect).collect()
}

#[track_caller]
fn changed(from: &str, to: &str) -> String {
    assert!(SHOW.contains(from), "{from}");
    SHOW.replace(from, to)
}

#[test]
fn a_feed_agrees_with_itself_and_with_other_spellings_of_itself() {
    let same = |old: &str| {
        let comparison = compared(old, SHOW);
        assert_eq!((aspects(&comparison), comparison.unread.as_slice()), (vec![], &[][..]), "{old}");
    };
    same(SHOW);
    for (from, to) in [
        ("Mon, 02 Mar 2026 07:00:00 +0000", "Sun, 2 March 2026 02:00:00 EST"),
        ("<guid isPermaLink=\"false\">one</guid>", "<guid>\n one </guid>"),
        ("url=\"https://a.example/show/media/one.mp3\"", "url=\" https://A.example:443/show/media/%6Fne.mp3\n\""),
        ("917393e3-1b1e-5cef-ace4-edaa54e1f810", "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"),
        ("<itunes:duration>62<", "<itunes:duration>1:02<"),
        ("<itunes:duration>62<", "<itunes:duration>00:01:02.4<"),
        ("<itunes:explicit>true<", "<itunes:explicit>yes<"),
        ("length=\"100\"", "length=\"0\""),
        ("type=\"audio/mpeg\"/><itunes", "type=\"audio/mp3\"/><itunes"),
        ("en-GB", "en_gb"),
        ("<title>The first gate</title>", "<title><![CDATA[ The  first gate ]]></title>"),
        ("<itunes:season>1<", "<itunes:season>01<"),
        (
            "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"",
            "xmlns:itunes=\"http://www.iTunes.com/DTDs/Podcast-1.0.dtd\"",
        ),
    ] {
        same(&changed(from, to));
    }
}

#[test]
fn each_difference_is_told_as_what_it_is() {
    for (from, to, expected) in [
        ("917393e3", "817393e3", Aspect::ShowGuid),
        ("https://a.example/show/feed.xml", "https://a.example/show/rss.xml", Aspect::FeedAddress),
        ("<title>Garden gate", "<title>Old gate", Aspect::Title),
        ("en-GB", "cy", Aspect::Language),
        ("show/cover.jpg", "show/old.jpg", Aspect::Picture),
        ("<itunes:author>Ada", "<itunes:author>Eve", Aspect::Author),
        ("text=\"Leisure\"", "text=\"Arts\"", Aspect::Categories),
        (">one<", ">uno<", Aspect::Guid),
        ("02 Mar 2026 07", "02 Mar 2026 08", Aspect::Date),
        ("media/one.mp3", "media/uno.mp3", Aspect::Enclosure),
        ("length=\"100\"", "length=\"101\"", Aspect::Bytes),
        ("type=\"audio/mpeg\"/><itunes", "type=\"audio/ogg\"/><itunes", Aspect::MediaType),
        ("<title>The first gate", "<title>The old gate", Aspect::Title),
        ("<itunes:duration>62", "<itunes:duration>72", Aspect::Duration),
        ("Words &amp;amp;", "Other words &amp;amp;", Aspect::Notes),
        ("https://b.example/", "https://c.example/", Aspect::Notes),
        ("<description>Short", "<description>Shorter", Aspect::Description),
        ("show/one.jpg", "show/uno.jpg", Aspect::Picture),
        ("<itunes:season>1", "<itunes:season>2", Aspect::Season),
        ("<itunes:season>1</itunes:season>", "", Aspect::Season),
        ("<itunes:episode>1", "<itunes:episode>2", Aspect::Number),
        ("<itunes:explicit>true", "<itunes:explicit>false", Aspect::Explicit),
        ("<itunes:author>Bea", "<itunes:author>Bob", Aspect::Author),
        ("episodes/one/", "episodes/uno/", Aspect::Link),
    ] {
        let comparison = compared(&changed(from, to), SHOW);
        assert_eq!((aspects(&comparison), comparison.unread.as_slice()), (vec![expected], &[][..]), "{from} -> {to}");
    }
}

#[test]
fn an_episode_that_is_gone_and_one_that_is_new_are_told_apart_from_a_changed_one() {
    let start = SHOW.find("<item><title>The second").unwrap();
    let end = SHOW.rfind("</channel>").unwrap();
    let without = format!("{}{}", &SHOW[..start], &SHOW[end..]);
    let told = |old: &str, new: &str| {
        let titles = compared(old, new).changes.into_iter().map(|change| (change.aspect, change.episode.unwrap().title));
        titles.collect::<Vec<_>>()
    };
    assert_eq!(told(SHOW, &without), [(Aspect::GoneEpisode, "The second gate".to_owned())]);
    assert_eq!(told(&without, SHOW), [(Aspect::NewEpisode, "The second gate".to_owned())]);
    // Another guid and another recording: title and date say which episode it is.
    let other = changed(">two<", ">due<").replace("two.mp3", "due.mp3");
    assert_eq!(
        told(&other, SHOW),
        [(Aspect::Enclosure, "The second gate".to_owned()), (Aspect::Guid, "The second gate".to_owned())]
    );
    // All three differ: nobody could say that this is the same episode.
    let nothing_left = other.replace("The second gate", "Gate 2");
    assert_eq!(
        told(&nothing_left, SHOW),
        [(Aspect::NewEpisode, "The second gate".to_owned()), (Aspect::GoneEpisode, "Gate 2".to_owned())]
    );
}

#[test]
fn without_a_guid_apps_know_an_episode_by_its_recording() {
    let old = changed("<guid>two</guid>", "");
    let comparison = compared(&old, SHOW);
    assert_eq!(aspects(&comparison), [Aspect::Guid]);
    assert_eq!(comparison.changes[0].old.as_deref(), Some("https://a.example/show/media/two.mp3"));
    let kept = changed(">two<", ">https://a.example/show/media/two.mp3<");
    assert_eq!(aspects(&compared(&old, &kept)), []);
}

#[test]
fn what_cannot_be_read_is_not_taken_for_equal() {
    for (from, to, expected) in [
        ("Mon, 09 Mar 2026 07:00:00 +0000", "soon", UnreadKind::Date),
        ("<pubDate>Mon, 09 Mar 2026 07:00:00 +0000</pubDate>", "", UnreadKind::NoDate),
        ("<title>The second gate</title>", "", UnreadKind::NoTitle),
        (
            "<enclosure url=\"https://a.example/show/media/two.mp3\" length=\"200\" type=\"audio/mpeg\"/>",
            "",
            UnreadKind::NoEnclosure,
        ),
        ("<itunes:duration>62<", "<itunes:duration>an hour<", UnreadKind::Duration),
        ("917393e3-1b1e-5cef-ace4-edaa54e1f810", "no guid", UnreadKind::ShowGuid),
        (
            "<atom:link href=\"https://a.example/show/feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>",
            "",
            UnreadKind::FeedAddress,
        ),
        ("<podcast:guid>", "<atom:link rel='next' href='https://a.example/2'/><podcast:guid>", UnreadKind::FurtherPages),
        ("<guid isPermaLink=\"false\">one</guid>", "<guid>two</guid>", UnreadKind::DoubleGuid),
    ] {
        let comparison = compared(&changed(from, to), SHOW);
        let kinds: Vec<_> = comparison.unread.iter().map(|unread| unread.kind).collect();
        assert_eq!(kinds, [expected], "{from} -> {to}");
    }
}

#[test]
fn a_show_that_moves_as_a_whole_is_told_once() {
    let moved = SHOW.replace("https://a.example/show/", "https://old.example/");
    assert_eq!(aspects(&compared(&moved, SHOW)), [Aspect::FeedAddress]);
}

#[test]
fn an_outline_says_that_looks_were_not_compared() {
    let mut outline = read(SHOW.as_bytes()).unwrap();
    outline.is_outline = true;
    outline.items[0].enclosure = None;
    let old = changed("<title>Garden gate", "<title>Old").replace("<title>The second gate", "<title>Two");
    let comparison = compare(&read(old.as_bytes()).unwrap(), &outline);
    assert_eq!(aspects(&comparison), [Aspect::Title]);
    assert_eq!(comparison.unread.iter().map(|unread| unread.kind).collect::<Vec<_>>(), [UnreadKind::Looks]);
}
