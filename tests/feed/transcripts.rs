//! Cues written in each form and read again are the same cues.

use podwright::media::transcript::{TranscriptKind, parse};
use podwright::model::media::transcript::{Speech, Transcript};
use podwright::seal::SiteView;
use podwright::seal::fixtures;
use proptest::prelude::*;

use crate::count;
use crate::meaning::file;
use crate::shows;

/// The people of the made-up shows.
fn people() -> Vec<String> {
    shows::SPEAKERS.map(str::to_owned).to_vec()
}

/// The cues that come back from a form; `line` is where they stand, which is another thing in each.
fn reread(sealed: &SiteView, kind: TranscriptKind) -> Transcript {
    let text = String::from_utf8(file(sealed, &format!("transcripts/episode-0.{}", kind.extension()))).unwrap();
    let mut read = parse(&text, kind, &people()).unwrap_or_else(|refused| panic!("{:?}\n{text}", refused.errors)).transcript;
    read.cues.iter_mut().for_each(|cue| cue.line = 0);
    read
}

/// SubRip has no way to write an arrow.
fn without_arrows(transcript: &Transcript) -> Transcript {
    let mut plain = transcript.clone();
    for speech in plain.cues.iter_mut().flat_map(|cue| &mut cue.speeches) {
        speech.text = speech.text.replace("-->", "->");
    }
    plain
}

/// HTML for reading has no lines within a cue.
fn on_one_line(transcript: &Transcript) -> Transcript {
    let mut plain = transcript.clone();
    for speech in plain.cues.iter_mut().flat_map(|cue| &mut cue.speeches) {
        speech.text = speech.text.replace('\n', " ");
    }
    plain
}

/// Who says what, without the blanks: SubRip has short lines, so that long speeches are broken, and long words too.
fn spoken(transcript: &Transcript) -> Vec<(Option<String>, String)> {
    let mut said: Vec<(Option<String>, String)> = Vec::new();
    for speech in transcript.cues.iter().flat_map(|cue| &cue.speeches) {
        let text: String = speech.text.split_whitespace().collect();
        match said.last_mut().filter(|(speaker, _)| *speaker == speech.speaker) {
            Some((_, before)) => before.push_str(&text),
            None => said.push((speech.speaker.clone(), text)),
        }
    }
    said
}

/// Whether each cue of the other transcript begins and ends where one of these does, of which several can stand for one.
fn has_its_times(broken: &Transcript, whole: &Transcript) -> bool {
    whole
        .cues
        .iter()
        .all(|cue| broken.cues.iter().any(|part| part.start == cue.start) && broken.cues.iter().any(|part| part.end == cue.end))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..count::properties(128) })]

    #[test]
    fn no_form_loses_a_cue_a_time_or_a_speaker(transcript in shows::transcript()) {
        let sealed = shows::with_transcript(transcript.clone());
        prop_assert_eq!(&reread(&sealed, TranscriptKind::Vtt), &transcript);
        prop_assert_eq!(&reread(&sealed, TranscriptKind::Json), &transcript);
        let srt = reread(&sealed, TranscriptKind::Srt);
        prop_assert_eq!(spoken(&srt), spoken(&without_arrows(&transcript)));
        prop_assert!(has_its_times(&srt, &transcript), "{:?}", srt);
        prop_assert_eq!(&reread(&sealed, TranscriptKind::Html), &on_one_line(&transcript));
    }
}

/// What every form can say: no arrows, and one line.
fn plain(transcript: &Transcript) -> Transcript {
    on_one_line(&without_arrows(transcript))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..count::properties(64) })]

    /// Whatever form the producer has, each of the four is made of it, and is made again of each of those.
    #[test]
    fn each_form_comes_from_each(transcript in shows::transcript()) {
        let wanted = plain(&transcript);
        for from in TranscriptKind::ALL {
            let given = reread(&shows::with_transcript(transcript.clone()), from);
            for to in TranscriptKind::ALL {
                let read = reread(&shows::with_transcript(given.clone()), to);
                if [from, to].contains(&TranscriptKind::Srt) {
                    prop_assert_eq!(spoken(&plain(&read)), spoken(&wanted), "{:?} to {:?}", from, to);
                    prop_assert!(has_its_times(&read, &wanted), "{:?} to {:?}: {:?}", from, to, read);
                } else {
                    prop_assert_eq!(&plain(&read), &wanted, "{:?} to {:?}", from, to);
                }
            }
        }
    }
}

#[test]
fn the_feed_names_every_form_with_its_language_and_what_it_is_for() {
    let sealed = fixtures::view();
    let xml = String::from_utf8(file(&sealed, "feed.xml")).unwrap();
    for (media_type, ending, rel) in [
        ("text/vtt", "vtt", " rel=\"captions\""),
        ("application/x-subrip", "srt", " rel=\"captions\""),
        ("application/json", "json", " rel=\"captions\""),
        // For reading, and nothing that runs along with the sound.
        ("text/html", "html", ""),
    ] {
        let url = format!("https://example.org/show/transcripts/one.{ending}");
        let element = format!("<podcast:transcript language=\"en-GB\"{rel} type=\"{media_type}\" url=\"{url}\">");
        assert!(xml.contains(&element), "{element}");
        let text = String::from_utf8(file(&sealed, &format!("transcripts/one.{ending}"))).unwrap();
        assert!(text.contains("Ann") && text.contains("Bob"), "{text}");
    }
}

/// Sound that nobody speaks keeps its place in every form.
#[test]
fn sounds_belong_to_nobody() {
    let vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>Hello\n\n00:01.000 --> 00:02.000\n[music]\n\n00:02.000 --> 00:03.000\n<v Ann>Bye\n";
    let transcript = parse(vtt, TranscriptKind::Vtt, &[]).unwrap().transcript;
    let srt = "1\n00:00:00,000 --> 00:00:01,000\nAnn: Hello\n\n2\n00:00:01,000 --> 00:00:02,000\n[music]\n\n3\n00:00:02,000 --> 00:00:03,000\nBye\n";
    let speeches =
        |transcript: &Transcript| -> Vec<Speech> { transcript.cues.iter().flat_map(|cue| cue.speeches.clone()).collect() };
    assert_eq!(speeches(&parse(srt, TranscriptKind::Srt, &["Ann".to_owned()]).unwrap().transcript), speeches(&transcript));
}
