//! The committed feed through readers that are not ours: six items, each field what the YAML says.

use std::path::Path;

use badpod::{Bool, Integer};
use rss::validation::Validate;
use serde_json::{Value, json};

use crate::support::TestShow;
use crate::support::series::{episodes, words_of_html};
use crate::support::tools::python;

const BASE: &str = "https://example.org/co-production-for-beginners/";

fn media_type(ending: &str) -> &'static str {
    if ending == "mp3" { "audio/mpeg" } else { "audio/x-m4a" }
}

/// What the Python readers make of the feed.
fn by_python(show: &TestShow, reader: &str) -> Value {
    let url = format!("{BASE}feed.xml");
    python("tests/oracles/feeds.py", &[&show.path("feed/feed.xml"), Path::new(&url)])[reader].clone()
}

#[test]
#[ignore = "needs feedparser; run by tests/run"]
fn feedparser_reads_every_field() {
    let show = TestShow::series();
    let about = show.yaml("podcast.yaml");
    let read = by_python(&show, "feedparser");
    assert_eq!(read["bozo"], false, "{}", read["why"]);
    let channel = &read["channel"];
    assert_eq!(channel["title"], about["title"]);
    assert_eq!(channel["subtitle"], about["description"]);
    assert_eq!(channel["author"], about["author"]);
    assert_eq!(channel["link"], BASE);
    assert!(channel["language"].as_str().unwrap().eq_ignore_ascii_case("en-GB"));
    assert_eq!(channel["itunes_type"], about["type"]);
    assert_eq!(channel["podcast_guid"], about["guid"]);
    let categories: Vec<&Value> = channel["tags"].as_array().unwrap().iter().map(|tag| &tag["term"]).collect();
    assert_eq!(categories, ["Education", "How To", "Society & Culture"]);
    let own = format!("{BASE}feed.xml");
    assert!(channel["links"].as_array().unwrap().iter().any(|link| link["rel"] == "self" && link["href"] == own));

    let items = read["items"].as_array().unwrap();
    assert_eq!(items.len(), 6);
    for (episode, item) in episodes(&show).iter().zip(items) {
        assert_eq!(item["title"], episode.text("title"));
        assert_eq!(item["id"], episode.text("guid"));
        assert_eq!(item["guidislink"], false);
        assert_eq!(item["published_parsed"], episode.published());
        assert_eq!(item["link"], format!("{BASE}episodes/{}/", episode.slug));
        assert_eq!(item["itunes_duration"], episode.seconds.to_string());
        assert_eq!(item["itunes_season"].as_str().map(str::to_owned), episode.number("season").map(|n| n.to_string()));
        assert_eq!(item["itunes_episode"].as_str().map(str::to_owned), episode.number("number").map(|n| n.to_string()));
        assert_eq!(item["itunes_episodetype"], episode.text("kind"));
        assert_eq!(words_of_html(item["content"][0]["value"].as_str().unwrap()), episode.words_of_description());
        let enclosures: Vec<&Value> =
            item["links"].as_array().unwrap().iter().filter(|link| link["rel"] == "enclosure").collect();
        let length = show.read(&episode.audio()).len().to_string();
        let href = format!("{BASE}media/{}.{}", episode.slug, episode.ending);
        let expected = json!({"rel": "enclosure", "href": href, "length": length, "type": media_type(episode.ending)});
        assert_eq!(enclosures, [&expected], "{}", episode.slug);
    }
}

#[test]
#[ignore = "needs podcastparser; run by tests/run"]
fn podcastparser_reads_every_field() {
    let show = TestShow::series();
    let about = show.yaml("podcast.yaml");
    let read = by_python(&show, "podcastparser");
    assert_eq!(read["title"], about["title"]);
    assert_eq!(read["description"], about["description"]);
    assert_eq!(read["itunes_author"], about["author"]);
    assert_eq!(read["explicit"], false);
    assert_eq!(read["type"], "serial");
    assert_eq!(read["link"], BASE);
    assert_eq!(read["itunes_categories"], json!([["Education", "How To"], ["Society & Culture"]]));
    let cover = read["cover_url"].as_str().unwrap();
    assert!(show.exists(&format!("feed/{}", cover.strip_prefix(BASE).unwrap())), "{cover}");

    // podcastparser gives a serial show in the order in which it is heard.
    let items = read["episodes"].as_array().unwrap();
    assert_eq!(items.len(), 6);
    for (episode, item) in episodes(&show).iter().rev().zip(items) {
        assert_eq!(item["title"], episode.text("title"));
        assert_eq!(item["guid"], episode.text("guid"));
        assert_eq!(item["published"], episode.published());
        assert_eq!(item["total_time"], episode.seconds);
        assert_eq!(item["season"].as_u64(), episode.number("season"));
        assert_eq!(item["number"].as_u64(), episode.number("number"));
        assert_eq!(item["type"], episode.text("kind"));
        assert_eq!(item["explicit"], false);
        let length = show.read(&episode.audio()).len();
        let url = format!("{BASE}media/{}.{}", episode.slug, episode.ending);
        assert_eq!(item["enclosures"], json!([{"url": url, "file_size": length, "mime_type": media_type(episode.ending)}]));
        assert_eq!(words_of_html(item["description_html"].as_str().unwrap()), episode.words_of_description());
    }
}

#[test]
fn the_rss_crate_finds_the_feed_valid() {
    let show = TestShow::series();
    let channel = rss::Channel::read_from(show.read("feed/feed.xml").as_slice()).unwrap();
    channel.validate().unwrap();
    assert_eq!(channel.items().len(), 6);
}

#[test]
fn feed_rs_reads_every_field() {
    let show = TestShow::series();
    let about = show.yaml("podcast.yaml");
    let feed = feed_rs::parser::parse(show.read("feed/feed.xml").as_slice()).unwrap();
    assert_eq!(feed.title.unwrap().content, about["title"]);
    assert_eq!(feed.description.unwrap().content, about["description"]);
    assert_eq!(feed.entries.len(), 6);
    for (episode, entry) in episodes(&show).iter().zip(&feed.entries) {
        assert_eq!(entry.id, episode.text("guid"));
        assert_eq!(entry.title.as_ref().unwrap().content, episode.text("title"));
        assert_eq!(entry.published.unwrap().timestamp(), episode.published());
        let content = entry.content.as_ref().and_then(|content| content.body.as_ref()).unwrap();
        assert_eq!(words_of_html(content), episode.words_of_description());
        let media: Vec<_> = entry.media.iter().flat_map(|media| &media.content).filter(|content| content.url.is_some()).collect();
        assert_eq!(media.len(), 1, "{}", episode.slug);
        let url = format!("{BASE}media/{}.{}", episode.slug, episode.ending);
        assert_eq!(media[0].url.as_ref().unwrap().as_str(), url);
        assert_eq!(media[0].size, Some(show.read(&episode.audio()).len() as u64));
    }
}

#[test]
fn badpod_finds_nothing_odd_and_reads_every_field() {
    let show = TestShow::series();
    let about = show.yaml("podcast.yaml");
    let rss = badpod::from_str(&show.text("feed/feed.xml")).unwrap();
    // What badpod does not understand it keeps as `Other`.
    let odd: Vec<String> =
        format!("{rss:?}").match_indices("Other((").map(|(at, _)| format!("{rss:?}")[at..].chars().take(120).collect()).collect();
    assert!(odd.is_empty(), "\n{}", odd.join("\n"));
    let [channel] = rss.channel.as_slice() else { panic!("one channel") };
    assert_eq!(channel.title, [about["title"].as_str().unwrap()]);
    assert_eq!(channel.itunes_author, [about["author"].as_str().unwrap()]);
    assert_eq!(channel.itunes_explicit, [Bool::Ok(false)]);
    assert_eq!(channel.podcast_person.len(), 2);
    assert_eq!((channel.podcast_guid.len(), channel.podcast_locked.len(), channel.podcast_license.len()), (1, 1, 1));
    assert_eq!(channel.item.len(), 6);
    for (episode, item) in episodes(&show).iter().zip(&channel.item) {
        assert_eq!(item.title, [episode.text("title")]);
        assert_eq!(item.itunes_explicit, [Bool::Ok(false)]);
        let numbers: Vec<Integer> =
            episode.number("number").into_iter().map(|n| Integer::Ok(i64::try_from(n).unwrap())).collect();
        assert_eq!(item.itunes_episode, numbers, "{}", episode.slug);
        let forms: Vec<String> = item.podcast_transcript.iter().map(|form| form.type_.as_ref().unwrap().to_string()).collect();
        assert_eq!(forms, ["text/vtt", "application/x-subrip", "application/json", "text/html"], "{}", episode.slug);
        assert_eq!(item.podcast_chapters.len(), 1, "{}", episode.slug);
    }
}

#[test]
fn every_address_of_the_feed_leads_to_a_file_of_the_build() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let feed = show.text("feed/feed.xml");
    let mut seen = 0;
    for part in feed.split(BASE).skip(1) {
        let path = part.split(['"', '<', '#', '?', ' ', ')', '&']).next().unwrap();
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        assert!(show.exists(&format!("feed/{file}")), "{BASE}{path}");
        seen += 1;
    }
    assert!(seen > 30, "{seen} addresses");
}
