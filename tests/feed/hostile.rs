//! Text that means harm, in every field that a producer can write.

use std::path::Path;

use crate::count;
use crate::meaning::reread;
use podwright::markdown::apps;
use podwright::model::episode::Episode;
use podwright::model::fault::Fault;
use podwright::model::show::Show;
use podwright::model::wording::text::Text;
use podwright::seal::fixtures;
use podwright::seal::{SealedEpisode, SiteView};
use podwright::source::episode::read_episode;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::show::read_show;
use proptest::prelude::*;
use serde_json::Value;

use crate::meaning;

/// The small show with this text wherever there is one.
fn with_text(text: &Text) -> SiteView {
    let mut sealed = fixtures::view();
    let show = &mut sealed.show;
    (show.title, show.description, show.author) = (text.clone(), text.clone(), text.clone());
    show.copyright = Some(text.clone());
    show.owner.as_mut().unwrap().name = text.clone();
    show.people.iter_mut().for_each(|person| person.name = text.clone());
    show.funding.iter_mut().for_each(|way| way.text = text.clone());
    sealed.cover.alt = Some(text.clone());
    for sealed in &mut sealed.episodes {
        let episode = &mut sealed.episode;
        (episode.title, episode.summary) = (text.clone(), Some(text.clone()));
        (episode.notes, episode.content_note) = (Some(text.clone()), Some(text.clone()));
        episode.people.list.iter_mut().for_each(|person| person.name = text.clone());
        sealed.chapters.iter_mut().for_each(|chapter| chapter.chapter.title = text.clone());
        for speech in sealed.transcript.iter_mut().flat_map(|told| &mut told.transcript.cues).flat_map(|cue| &mut cue.speeches) {
            (speech.speaker, speech.text) = (Some(text.to_string()), text.to_string());
        }
    }
    sealed
}

#[test]
fn markup_in_every_field_stays_text() {
    for text in [
        "<script>alert(1)</script>",
        "]]><x/>",
        "</title></channel></rss>",
        "\"><script src=//e.org></script>",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
        "<?xml version=\"1.0\"?>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1)) <a href=\"javascript:alert(1)\">b</a>",
        "&#0; &#x1F; &lt;script&gt;",
        "<v A>-->\n\n00:00.000 --> 00:01.000\n",
    ] {
        let sealed = with_text(&text.parse().unwrap());
        let xml = meaning::feed(&sealed);
        assert_eq!(reread(&xml, &sealed), Ok(()), "{text}");
        let read = rss::Channel::read_from(&xml[..]).unwrap();
        assert_eq!(read.items.len(), 2, "{text}");
        for html in read.items.iter().flat_map(|item| [item.description.clone(), item.content.clone()]) {
            assert_harmless(&html.unwrap());
        }
        assert_harmless(&String::from_utf8(meaning::file(&sealed, "transcripts/one.html")).unwrap());
        serde_json::from_slice::<serde_json::Value>(&meaning::file(&sealed, "chapters/one.json")).unwrap();
    }
}

/// What stands in the place of one text of the show that uses every key (`tests/feed/whole/`).
struct Place {
    /// `podcast.yaml`, or the file of its first episode.
    file: &'static str,
    /// Such as `/value/0/recipients/0/name`.
    pointer: String,
}

const FILES: [&str; 2] = ["podcast.yaml", "episodes/one/episode.yaml"];

fn whole(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feed/whole").join(file);
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every text of both files, whatever key it stands under.
fn places() -> Vec<Place> {
    fn walk(value: &Value, pointer: String, found: &mut Vec<String>) {
        match value {
            Value::String(_) => found.push(pointer),
            Value::Object(map) => map.iter().for_each(|(key, value)| walk(value, format!("{pointer}/{key}"), found)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, value)| walk(value, format!("{pointer}/{index}"), found));
            }
            _ => {}
        }
    }
    let mut places = Vec::new();
    for file in FILES {
        let mut found = Vec::new();
        walk(&whole(file), String::new(), &mut found);
        places.extend(found.into_iter().map(|pointer| Place { file, pointer }));
    }
    assert!(places.len() > 150, "{}", places.len());
    places
}

/// The whole show with these letters of JSON, which are YAML too, in one place: read as its files are read.
fn read_with(place: &Place, letters: &str) -> (Option<Show>, Option<Episode>, Vec<Fault>) {
    let [show, episode] = FILES.map(|file| {
        let mut value = whole(file);
        if file == place.file {
            *value.pointer_mut(&place.pointer).unwrap() = Value::String("HERE".to_owned());
        }
        value.to_string().replace("\"HERE\"", &format!("\"{letters}\""))
    });
    let (read, defaults) = (read_show(&show), ShowDefaults::of_show(&show));
    let one = read_episode(&episode, &"episodes/one".parse().unwrap(), &defaults);
    let faults = read.faults.into_iter().chain(one.faults).collect();
    (read.value, one.value, faults)
}

/// The small show's files with the words of another show and episode.
fn sealed_with(show: Show, episode: Episode) -> SiteView {
    let mut sealed = fixtures::view();
    sealed.cover.alt.clone_from(&show.artwork.alt);
    for (picture, wanted) in sealed.images.iter_mut().zip(&show.images) {
        picture.image.alt.clone_from(&wanted.artwork.alt);
    }
    let one = &mut sealed.episodes[0];
    for (picture, wanted) in one.images.iter_mut().zip(&episode.images) {
        picture.image.alt.clone_from(&wanted.artwork.alt);
    }
    if let (Some(picture), Some(wanted)) = (&mut one.artwork, &episode.artwork) {
        picture.alt.clone_from(&wanted.file().unwrap().alt);
    }
    for (sealed, wanted) in one.chapters.iter_mut().zip(&episode.chapters.list) {
        sealed.chapter = wanted.clone();
    }
    for (sealed, wanted) in one.alternates.iter_mut().zip(&episode.alternates) {
        sealed.alternate = wanted.clone();
    }
    (sealed.show, one.episode) = (show, episode);
    sealed
}

/// The feed is XML that two readers take, all of it is escaped, and nothing in its HTML runs.
#[track_caller]
fn assert_sound(sealed: &SiteView, why: &str) {
    let xml = meaning::feed(sealed);
    assert_eq!(reread(&xml, sealed), Ok(()), "{why}");
    let read = rss::Channel::read_from(&xml[..]).unwrap_or_else(|error| panic!("{why}: {error}"));
    assert_eq!(read.items.len(), 2, "{why}");
    for html in read.items.iter().flat_map(|item| [item.description.clone(), item.content.clone()]) {
        assert_harmless(&html.unwrap());
    }
    let text = String::from_utf8(xml).unwrap();
    let outside: String = text.split("<![CDATA[").map(|part| part.rsplit("]]>").next().unwrap()).collect();
    for tag in ["<script", "<img", "<svg"] {
        assert!(!outside.contains(tag), "{why}: {tag}");
    }
}

#[test]
fn markup_in_every_text_of_the_whole_show_stays_text() {
    let mut taken = std::collections::BTreeSet::new();
    for place in places() {
        for text in [
            "<script>alert(1)</script><img src=x onerror=alert(1)>]]><svg onload=alert(1)>",
            // For what is short, or has a form.
            "<script>x</script>",
            "https://example.org/?a='><script>x</script>",
        ] {
            let (Some(show), Some(episode), faults) = read_with(&place, text) else { continue };
            if faults.is_empty() {
                assert_sound(&sealed_with(show, episode), &format!("{} {}", place.file, place.pointer));
                let keys: Vec<&str> = place.pointer.split('/').filter(|part| part.parse::<usize>().is_err()).collect();
                taken.insert(format!("{}{}", place.file, keys.join(".")));
            }
        }
    }
    // Every key that is described as free text.
    for key in [
        "title",
        "description",
        "author",
        "owner.name",
        "artwork.alt",
        "copyright",
        "license.name",
        "people.name",
        "funding.text",
        "locations.name",
        "txt.purpose",
        "txt.text",
        "social.account",
        "chat.account",
        "chat.space",
        "value.recipients.name",
        "value.recipients.custom_key",
        "value.recipients.custom_value",
        "value.splits.to.name",
        "value.splits.to.title",
        "images.alt",
        "updates.text",
        "podroll.title",
        "publisher.title",
        "seasons.name",
        "listen.name",
    ] {
        assert!(taken.contains(&format!("podcast.yaml.{key}")), "{key}: {taken:?}");
    }
    for key in [
        "title",
        "summary",
        "notes",
        "chapters.title",
        "chapters.alt",
        "people.name",
        "content_note",
        "artwork.alt",
        "locations.name",
        "txt.purpose",
        "txt.text",
        "social.account",
        "chat.account",
        "chat.space",
        "value.recipients.name",
        "funding.text",
        "license.name",
        "images.alt",
        "alternates.title",
        "alternates.rel",
        "remote_alternates.title",
        "remote_alternates.rel",
        "content_links.text",
        "soundbites.title",
        "display_number",
        "sign_language.name",
    ] {
        assert!(taken.contains(&format!("episodes/one/episode.yaml.{key}")), "{key}: {taken:?}");
    }
}

/// Controls, half a character of UTF-16, and what is no character: told with its place, and never written.
#[test]
fn no_text_of_the_whole_show_may_hold_what_xml_cannot() {
    for place in places() {
        for letters in ["a\\u0000b", "a\\u0008b", "a\\u001Fb", "a\\u007Fb", "a\\ud800b", "a\\udfffb", "a\\ufffeb", "a\\uffffb"] {
            let (show, episode, faults) = read_with(&place, letters);
            if !faults.is_empty() {
                continue;
            }
            // A guid is what it always was, and XML can carry this one.
            if letters.contains("7F") && ["/guid", "/item"].iter().any(|end| place.pointer.ends_with(end)) {
                continue;
            }
            // The name of a file may hold what a disk allows: it is served under another.
            let is_file =
                ["/file", "/audio", "/transcript", "/easy_read", "/image"].iter().any(|end| place.pointer.ends_with(end));
            assert!(is_file, "{} {}: {letters}", place.file, place.pointer);
            let xml = meaning::feed(&sealed_with(show.unwrap(), episode.unwrap()));
            assert!(!String::from_utf8(xml).unwrap().contains(['\u{FFFE}', '\u{FFFF}', '\u{7F}']), "{}", place.pointer);
        }
    }
}

/// No element and no attribute runs anything; in text anything may stand.
#[track_caller]
fn assert_harmless(html: &str) {
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap().to_lowercase()) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(!["script", "img", "svg", "iframe", "style", "object", "embed", "form", "input"].contains(&name), "{html}");
        assert!(!tag.contains(" on") && !tag.contains("=\"javascript:") && !tag.contains("=\"data:"), "{html}");
    }
}

#[test]
fn a_title_of_a_megabyte_is_written_whole() {
    let text: Text = "<&é".repeat(250_000).parse().unwrap();
    let mut sealed = fixtures::view();
    (sealed.show.title, sealed.episodes[0].episode.title) = (text.clone(), text.clone());
    sealed.episodes[0].chapters[1].chapter.title = text.clone();
    let xml = meaning::feed(&sealed);
    let read = rss::Channel::read_from(&xml[..]).unwrap();
    assert_eq!(read.title, text.as_str());
    assert_eq!(read.items[0].title.as_deref(), Some(text.as_str()));
    let chapter = &read.items[0].extensions["psc"]["chapters"][0].children["chapter"][1];
    assert_eq!(chapter.attrs["title"], text.as_str());
    assert!(read.items[0].description.as_ref().unwrap().len() <= 4000);
}

#[test]
fn no_text_holds_what_xml_cannot() {
    for character in ['\0', '\u{8}', '\u{1F}', '\u{7F}', '\u{9F}', '\u{FFFE}', '\u{FFFF}'] {
        assert!(format!("a{character}b").parse::<Text>().is_err(), "{character:?}");
    }
    // XML can hold it; it is the mark at the start of a file, and nothing in the middle of a text.
    assert_eq!("a\u{FEFF}b".parse::<Text>().unwrap().as_str(), "ab");
}

#[test]
fn ten_thousand_episodes_are_one_feed() {
    let mut sealed = fixtures::view();
    let first = sealed.episodes[0].clone();
    let numbered = |number: usize| SealedEpisode {
        episode: Episode { guid: format!("guid-{number}").parse().unwrap(), ..first.episode.clone() },
        ..first.clone()
    };
    sealed.episodes = (0..10_000).map(numbered).collect();
    let xml = meaning::feed(&sealed);
    assert_eq!(String::from_utf8(xml).unwrap().matches("</item>").count(), 10_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..count::properties(256) })]

    #[test]
    fn no_notes_run_anything(pieces in prop::collection::vec(prop::sample::select(vec![
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=\"", "javascript:alert(1)", "\">", "<svg/onload=x>", "<style>", "<!--",
        "-->", "<math><mi//xlink:href=\"data:x\">", "[a](", ")", "java\tscript:x", "\n\n", "    ", "```", "<p ", "onclick=x", ">", "&lt;", "&#60;",
        "<template>", "<noscript>", "<xmp>", "<plaintext>", "<iframe srcdoc='", "'>", "![", "](data:x)",
        "\n\n|a|\n|-|\n|", "[^1]", "\n\n[^1]: ", "~~", "\n- [x] ", "www.a.org/", " https://a.org/", "a@b.org",
    ]), 1..30)) {
        let page = "https://example.org/show/episodes/one/".parse().unwrap();
        assert_harmless(&apps::html(&pieces.concat(), &page));
    }
}
