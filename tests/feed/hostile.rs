//! Text that means harm, in every field that a producer can write.

use podwright::feed::notes;
use podwright::feed::reread::reread;
use podwright::model::episode::Episode;
use podwright::model::text::Text;
use podwright::seal::{Sealed, SealedEpisode};
use proptest::prelude::*;

use crate::{meaning, samples};

/// The small show with this text wherever there is one.
fn with_text(text: &Text) -> Sealed {
    let mut sealed = samples::sealed();
    let show = &mut sealed.show;
    (show.title, show.description, show.author) = (text.clone(), text.clone(), text.clone());
    show.copyright = Some(text.clone());
    show.owner.as_mut().unwrap().name = text.clone();
    show.people.iter_mut().for_each(|person| person.name = text.clone());
    show.funding.iter_mut().for_each(|way| way.text = text.clone());
    sealed.cover.alt = Some(text.clone());
    for sealed in &mut sealed.episodes {
        let episode = &mut sealed.episode;
        (episode.title, episode.summary) = (text.clone(), text.clone());
        (episode.notes, episode.content_note) = (Some(text.clone()), Some(text.clone()));
        episode.people.iter_mut().for_each(|person| person.name = text.clone());
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
    let mut sealed = samples::sealed();
    sealed.episodes[0].episode.title = text.clone();
    let xml = meaning::feed(&sealed);
    let read = rss::Channel::read_from(&xml[..]).unwrap();
    assert_eq!(read.items[0].title.as_deref(), Some(text.as_str()));
}

#[test]
fn no_text_holds_what_xml_cannot() {
    for character in ['\0', '\u{8}', '\u{1F}', '\u{7F}', '\u{9F}', '\u{FFFE}', '\u{FFFF}', '\u{FEFF}'] {
        assert!(format!("a{character}b").parse::<Text>().is_err(), "{character:?}");
    }
}

#[test]
fn ten_thousand_episodes_are_one_feed() {
    let mut sealed = samples::sealed();
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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_notes_run_anything(pieces in prop::collection::vec(prop::sample::select(vec![
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=\"", "javascript:alert(1)", "\">", "<svg/onload=x>", "<style>", "<!--",
        "-->", "<math><mi//xlink:href=\"data:x\">", "[a](", ")", "java\tscript:x", "\n\n", "    ", "```", "<p ", "onclick=x", ">", "&lt;", "&#60;",
        "<template>", "<noscript>", "<xmp>", "<plaintext>", "<iframe srcdoc='", "'>", "![", "](data:x)",
    ]), 1..30)) {
        let page = "https://example.org/show/episodes/one/".parse().unwrap();
        assert_harmless(&notes::html(&pieces.concat(), &page));
    }
}
