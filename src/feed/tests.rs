//! Tests of the whole feed, and how others of this room get at it.

use crate::feed::{FeedError, render};
use crate::layout::output_file::Content;
use crate::seal::Sealed;
pub(super) use crate::seal::fixtures::sealed;

/// The feed as text.
pub(super) fn feed_of(sealed: &Sealed) -> String {
    file_of(sealed, "feed.xml")
}

/// One of the files as text.
#[track_caller]
pub(super) fn file_of(sealed: &Sealed, path: &str) -> String {
    let files = render(sealed).unwrap();
    match &files.iter().find(|file| file.output.to_string() == path).unwrap().content {
        Content::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        Content::SameAs(_) => panic!("{path} is a copy"),
    }
}

#[test]
fn writes_each_file_once_and_in_order() {
    let files = render(&sealed()).unwrap();
    let paths: Vec<String> = files.iter().map(|file| file.output.to_string()).collect();
    let expected = [
        "_headers",
        "artwork/cover-0123456789ab.jpg",
        "artwork/one-0123456789ab.jpg",
        "artwork/one-banner-0123456789ab.jpg",
        "artwork/show-banner-0123456789ab.jpg",
        "chapters/one.json",
        "feed.xml",
        "media/one/small.opus",
        "media/one.mp3",
        "transcripts/one.html",
        "transcripts/one.json",
        "transcripts/one.srt",
        "transcripts/one.vtt",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn serves_the_producers_own_json_byte_for_byte() {
    let mut view = crate::seal::fixtures::view();
    let own = "{\"version\":\"1.0.0\",\"segments\":[],\"mine\":1}";
    view.episodes[0].transcript.as_mut().unwrap().json = Some(own.to_owned());
    assert_eq!(file_of(&crate::seal::Sealed::fixture(view), "transcripts/one.json"), own);
}

#[test]
fn a_guest_does_not_drop_the_hosts() {
    let xml = feed_of(&sealed());
    let item = &xml[xml.find("<item>").unwrap()..];
    for name in ["Ann", "Bob", "Cleo"] {
        assert!(item.contains(&format!(">{name}</podcast:person>")), "{name}");
    }
    assert_eq!(xml.matches(">Ann</podcast:person>").count(), 2);
}

#[test]
fn what_the_writer_of_xml_says_is_told() {
    let error = FeedError::Xml { reason: "a letter".to_owned() };
    assert_eq!(error.to_string(), "the feed could not be written as XML: a letter");
}
