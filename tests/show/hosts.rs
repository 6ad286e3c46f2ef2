//! Old feeds as six hosts write them, with changes put into them: `check --against` reports each as what it is, and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::Value;

use crate::support::TestShow;
use crate::support::count::stride;
use crate::support::show::REPOSITORY;

const TITLES: [&str; 5] = [
    "What’s the gate & who paints it?",
    "Über Öl und Straße: Teil 2",
    "E3 – “Quoted” <words>",
    "Ünïcödé 🌱 garden",
    "100% of C++ & C#",
];

/// How a host writes. `GUID`, `TITLE`, `DATE`, `URL`, `BYTES`, `TYPE` and `LENGTH` stand for what an episode has.
struct Host {
    name: &'static str,
    /// The guid and the address of a recording; `N` is the number of the episode.
    guid: &'static str,
    url: &'static str,
    media_type: &'static str,
    item: &'static str,
    /// How texts are written.
    text: fn(&str) -> String,
    /// How the zone is written, and how many hours it is from Greenwich.
    zone: (&'static str, i32),
    length: fn(u32) -> String,
}

const HOSTS: [Host; 6] = [
    Host {
        name: "Buzzsprout",
        guid: "Buzzsprout-1453N12",
        url: "https://www.buzzsprout.com/2202/episodes/1453N12-what-s-the-gate.mp3",
        media_type: "audio/mpeg",
        item: "<item><itunes:title>TITLE</itunes:title><title>TITLE</title><description><![CDATA[<p>Words.</p>]]></description>\
            <enclosure url=\"URL\" length=\"BYTES\" type=\"TYPE\" /><guid isPermaLink=\"false\">GUID</guid><pubDate>DATE</pubDate>\
            <podcast:soundbite startTime=\"0.0\" duration=\"30.0\"/><itunes:duration>LENGTH</itunes:duration>\
            <itunes:explicit>false</itunes:explicit></item>",
        text: escaped,
        zone: ("-0500", -5),
        length: |seconds| seconds.to_string(),
    },
    Host {
        name: "Libsyn",
        guid: "8e1fN0aa-17c1-4b0f-a5e4-N0bb23c8d3f0",
        url: "https://traffic.libsyn.com/secure/gate/Episode_N.mp3?dest-id=3041N",
        media_type: "audio/mpeg",
        item: "<item>\n\t<title>TITLE</title>\n\t<itunes:title>TITLE</itunes:title>\n\t<pubDate>DATE</pubDate>\n\t\
            <guid isPermaLink=\"false\"><![CDATA[GUID]]></guid>\n\t<link><![CDATA[https://gate.libsyn.com/x]]></link>\n\t\
            <itunes:image href=\"https://ssl-static.libsyn.com/p/assets/a.jpg\" />\n\t<description><![CDATA[<p>Words</p>]]></description>\n\t\
            <enclosure length=\"BYTES\" type=\"TYPE\" url=\"URL\" />\n\t<itunes:duration>LENGTH</itunes:duration>\n\t<itunes:keywords />\n\
            </item>",
        text: in_cdata,
        zone: ("+0000", 0),
        length: clock,
    },
    Host {
        name: "PowerPress",
        guid: "https://gate.example/?p=1N4",
        url: "https://media.blubrry.com/gate/p/content.blubrry.com/gate/Ep%20N%20final.mp3",
        media_type: "audio/mpeg",
        item: "<item>\n<title>TITLE</title>\n<link>https://gate.example/ep/</link>\n<pubDate>DATE</pubDate>\n\
            <guid isPermaLink=\"false\">GUID</guid>\n<wfw:commentRss xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\">https://gate.example/\
            </wfw:commentRss>\n<description><![CDATA[Words [&#8230;]]]></description>\n<enclosure url=\"URL\" length=\"BYTES\" type=\"TYPE\" />\n\
            <itunes:duration>LENGTH</itunes:duration>\n</item>",
        text: numbered,
        zone: ("+0000", 0),
        length: |seconds| format!("{}:{:02}", seconds / 60, seconds % 60),
    },
    Host {
        name: "Anchor",
        guid: "a1b2c3dN-1111-4222-8333-44445555666N",
        url: "https://anchor.fm/s/12ab/podcast/play/9N/https%3A%2F%2Fd3ctx.cloudfront.net%2Fstaging%2F2024-N-3%2FN-44100-2-abc.mp3",
        media_type: "audio/mpeg",
        item: "<item><title>TITLE</title><description><![CDATA[<p>Words</p>]]></description><guid isPermaLink=\"false\">GUID</guid>\
            <dc:creator xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><![CDATA[Gate]]></dc:creator><pubDate>DATE</pubDate>\
            <enclosure url=\"URL\" length=\"BYTES\" type=\"TYPE\"/><itunes:explicit>No</itunes:explicit>\
            <itunes:duration>LENGTH</itunes:duration></item>",
        text: in_cdata,
        zone: ("GMT", 0),
        length: clock,
    },
    Host {
        name: "Podbean",
        guid: "gate.podbean.com/3e0bNf-aaaa-38b4-9c0d",
        url: "https://mcdn.podbean.com/mf/web/xNz/epN.m4a",
        media_type: "audio/x-m4a",
        item: "<item>\n        <title>TITLE</title>\n        <itunes:title>TITLE</itunes:title>\n        <pubDate>DATE</pubDate>\n        \
            <guid isPermaLink=\"false\">GUID</guid>         <description><![CDATA[Words]]></description>\n        \
            <enclosure url=\"URL\" length=\"BYTES\" type=\"TYPE\"/>\n        <itunes:duration>LENGTH</itunes:duration>\n    </item>",
        text: escaped,
        zone: ("-0500", -5),
        length: |seconds| seconds.to_string(),
    },
    Host {
        name: "Podlove",
        guid: "podlove-2014-0N-03t19:21:0N+00:00-6cdcbeN",
        url: "https://gate.example/podlove/file/4N/s/feed/c/mp3/gN.mp3",
        media_type: "audio/mpeg",
        item: "<item>\n\t\t<title>TITLE</title>\n\t\t<pubDate>DATE</pubDate>\n\t\t<guid isPermaLink=\"false\">GUID</guid>\n\t\t\
            <atom:link rel=\"http://podlove.org/deep-link\" href=\"https://gate.example/p/#\"/>\n\t\t\
            <enclosure url=\"URL\" length=\"BYTES\" type=\"TYPE\"/>\n\t\t<itunes:duration>LENGTH</itunes:duration>\n\t\t\
            <psc:chapters xmlns:psc=\"http://podlove.org/simple-chapters\"><psc:chapter start=\"00:00:00.000\" title=\"Intro\"/>\
            </psc:chapters>\n\t</item>",
        text: escaped,
        zone: ("+0100", 1),
        length: clock,
    },
];

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn in_cdata(text: &str) -> String {
    format!("<![CDATA[{text}]]>")
}

/// As `WordPress` writes what is not ASCII.
fn numbered(text: &str) -> String {
    escaped(text).chars().fold(String::new(), |mut all, letter| {
        if letter.is_ascii() {
            all.push(letter);
        } else {
            write!(all, "&#{};", u32::from(letter)).unwrap();
        }
        all
    })
}

fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// An episode as both feeds have it.
#[derive(Clone)]
struct Old {
    guid: String,
    url: String,
    title: String,
    date: DateTime<FixedOffset>,
    bytes: u32,
    seconds: u32,
}

impl Host {
    fn episode(&self, number: u32) -> Old {
        let filled = |form: &str| form.replace('N', &number.to_string());
        Old {
            guid: filled(self.guid),
            url: filled(self.url),
            title: TITLES[number as usize].to_owned(),
            date: format!("2021-0{}-03T0{}:00:00Z", number + 1, number + 3).parse().unwrap(),
            bytes: 1_000_000 + number,
            seconds: 1800 + 61 * number,
        }
    }

    fn show(&self, episodes: &[Old]) -> TestShow {
        let show = TestShow::empty();
        for kept in ["podcast.yaml", "episodes/cover.jpg"] {
            show.write(kept, fs::read(Path::new(REPOSITORY).join(kept)).unwrap());
        }
        show.edit("podcast.yaml", "type: serial", "type: episodic");
        for (number, episode) in episodes.iter().enumerate() {
            let value = |text: &str| Value::from(text).to_string();
            let media_type = if self.media_type == "audio/x-m4a" { "audio/mp4" } else { self.media_type };
            let yaml = format!(
                "title: {}\nguid: {}\ndate: {}\nsummary: Words.\nenclosure: {{url: {}, bytes: {}, type: {media_type}, duration: {}}}\n",
                value(&episode.title),
                value(&episode.guid),
                episode.date.to_rfc3339(),
                value(&episode.url),
                episode.bytes,
                value(&clock(episode.seconds)),
            );
            show.write(&format!("episodes/e{number}/episode.yaml"), yaml);
            show.write(
                &format!("episodes/e{number}/transcript.vtt"),
                "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada>Words of a gate.\n",
            );
        }
        show
    }

    /// The feed, newest first.
    fn feed(&self, episodes: &[Old]) -> String {
        let (zone, hours) = self.zone;
        let zone_of = FixedOffset::east_opt(hours * 3600).unwrap();
        let item = |old: &Old| {
            self.item
                .replace("LENGTH", &(self.length)(old.seconds))
                .replace("BYTES", &old.bytes.to_string())
                .replace("TYPE", self.media_type)
                .replace("DATE", &format!("{} {zone}", old.date.with_timezone(&zone_of).format("%a, %d %b %Y %H:%M:%S")))
                .replace("TITLE", &(self.text)(&old.title))
                .replace("GUID", &old.guid)
                .replace("URL", &escaped(&old.url))
        };
        let items: Vec<String> = episodes.iter().rev().map(item).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
             xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\">\n<channel>\n\
             <atom:link rel=\"self\" href=\"https://example.org/co-production-for-beginners/feed.xml\"/>\
             <title>Co-production for beginners</title>\n{}\n</channel></rss>",
            items.join("\n")
        )
    }
}

/// What can happen to an episode, and how it is reported: in the table of what subscribers would see, and as a finding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Injected {
    Guid,
    Date,
    Url,
    Title,
    Dropped,
}

use Injected::{Date, Dropped, Guid, Title, Url};

const CHANGES: [&[Injected]; 15] = [
    &[Guid],
    &[Date],
    &[Url],
    &[Title],
    &[Dropped],
    &[Guid, Title],
    &[Guid, Date],
    &[Guid, Url],
    &[Date, Title],
    &[Url, Title],
    &[Url, Date],
    &[Guid, Title, Date],
    &[Url, Title, Date],
    &[Date, Dropped],
    &[],
];

impl Injected {
    const ALL: [Self; 5] = [Guid, Date, Url, Title, Dropped];

    fn words(self) -> &'static str {
        match self {
            Guid => "the guid was",
            Date => "the date was",
            Url => "the address of the recording was",
            Title => "the title was",
            Dropped => "no longer there",
        }
    }

    fn rule(self) -> Option<&'static str> {
        match self {
            Guid => Some("guid-changed"),
            Date => Some("date-moved"),
            Url => Some("enclosure-url-changed"),
            Title => None,
            Dropped => Some("episode-removed"),
        }
    }

    /// Changes an episode of the old feed, in one of three ways.
    fn happen(self, old: &mut [Old], changed: usize, way: usize) -> Option<Old> {
        let episode = &mut old[changed];
        let longer = |text: &str| format!("{text}x");
        match self {
            Guid => {
                let other = [longer(&episode.guid), episode.guid.to_uppercase().replace("BUZZ", "Buzz-"), "7".to_owned()];
                episode.guid.clone_from(&other[way]);
            }
            Date => episode.date += [TimeDelta::seconds(1), TimeDelta::hours(1), TimeDelta::days(-1)][way],
            Url => {
                let (stem, ending) = episode.url.rsplit_once(".m").unwrap();
                let version = if episode.url.contains('?') { "&v=2" } else { "?v=2" };
                let other = [
                    format!("{stem}-v2.m{ending}"),
                    episode.url.replace("https://", "https://cdn."),
                    format!("{}{version}", episode.url),
                ];
                episode.url.clone_from(&other[way]);
            }
            Title => {
                let other = [format!("{} (again)", episode.title), "Other".to_owned(), episode.title.replacen('o', "0", 1)];
                episode.title.clone_from(&other[way]);
            }
            Dropped => {
                let title = ["Gone", "שלום", "消えた"][way].to_owned();
                let date = episode.date - TimeDelta::days(400);
                return Some(Old { guid: longer(&episode.guid), url: longer(&episode.url), title, date, ..episode.clone() });
            }
        }
        None
    }
}

/// What the table says of guid, date, address, title and absence: title and kind.
fn table(said: &str) -> BTreeSet<(String, &'static str)> {
    let (_, table) = said.split_once("would see").unwrap_or_else(|| panic!("{said}"));
    // a line that goes on is indented by two more
    let table = table.replace("\n      ", " ");
    let mut found = BTreeSet::new();
    for line in table.lines().filter_map(|line| line.strip_prefix("    \"")) {
        let (title, rest) = line.split_once("\": ").unwrap_or_else(|| panic!("{line}"));
        let kind = Injected::ALL.into_iter().map(Injected::words).find(|words| rest.starts_with(words));
        found.insert((title.to_owned(), kind.unwrap_or_else(|| panic!("{line}"))));
    }
    found
}

#[test]
fn changes_put_into_feeds_of_six_hosts_are_reported_as_what_they_are_and_no_other() {
    for (of_host, host) in HOSTS.iter().enumerate() {
        let episodes: Vec<Old> = (0..5).map(|number| host.episode(number)).collect();
        let show = host.show(&episodes);
        let cases = (0..5).flat_map(|changed| CHANGES.map(|kinds| (changed, kinds)));
        for (changed, kinds) in cases.skip(of_host % stride()).step_by(stride()) {
            let mut old = episodes.clone();
            let mut dropped = Vec::new();
            for kind in kinds {
                dropped.extend(kind.happen(&mut old, changed, changed % 3));
            }
            let title = old[changed].title.clone();
            let titled = |kind: &Injected| if *kind == Dropped { dropped[0].title.clone() } else { title.clone() };
            let expected: BTreeSet<_> = kinds.iter().map(|kind| (titled(kind), kind.words())).collect();
            old.extend(dropped.iter().cloned());
            show.write("old.xml", host.feed(&old));
            let costly = kinds.iter().any(|kind| kind.rule().is_some());
            let run = show.podwright(&["check", "--against", "old.xml"]);
            let said = if costly { run.code(1) } else { run }.any_stdout().done().stdout;
            let place = format!("{}, {kinds:?} of episode {changed}:\n{said}", host.name);
            assert_eq!(table(&said), expected, "{place}");
            for rule in Injected::ALL.iter().filter_map(|kind| kind.rule()) {
                let wanted = kinds.iter().filter(|kind| kind.rule() == Some(rule)).count();
                assert_eq!(said.matches(&format!("error[{rule}]")).count(), wanted, "{rule}, {place}");
            }
        }
    }
}
