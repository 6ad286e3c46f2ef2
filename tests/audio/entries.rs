//! Where bytes of others come in: the frame scanner, and the readers of tags. `fuzz/` feeds these functions, and so does `mutated.rs`.

use podwright::media::container::span::audio_span;
use podwright::media::probe::Depth;
use podwright::media::probe::probe;
use podwright::model::settings::tag_version::TagVersion;
use podwright::tag::plan::plan;
use podwright::tag::wanted::Wanted;

/// Scans bytes as an MP3 file: what is found lies in the file, and in its order.
pub(crate) fn scan(bytes: &Vec<u8>) {
    let length = bytes.len() as u64;
    let Ok(span) = audio_span(bytes) else { return };
    assert!(span.payload.start < span.payload.end && span.payload.end <= length, "{span:?}");
    assert!(span.head.iter().all(|tag| tag.span.end <= span.payload.start), "{span:?}");
    assert!(span.tail.iter().all(|tag| tag.span.start >= span.payload.end && tag.span.end <= length), "{span:?}");
    assert!(span.garbage.iter().all(|garbage| garbage.start < garbage.end && garbage.end <= length), "{span:?}");
}

/// Reads the tags and tables of a file of any kind, as `probe` reads them, and as `tag` does to plan what it would change.
pub(crate) fn tags(bytes: &Vec<u8>) {
    if let Ok(found) = probe(bytes, None, Depth::NoLoudness, &|_| ()) {
        assert!(found.facts.bytes.get() == bytes.len() as u64);
        assert!(found.faults.iter().all(|fault| fault.offset.is_none_or(|offset| offset <= bytes.len() as u64)), "{found:?}");
    }
    let wanted = Wanted {
        version: TagVersion::V23,
        title: "Title".to_owned(),
        album: "A show".to_owned(),
        artist: "Somebody".to_owned(),
        track: Some(1),
        disc: None,
        date: "2022-07-06".to_owned(),
        summary: "Words".to_owned(),
        language: "eng".to_owned(),
        cover: None,
        chapters: Vec::new(),
        guid: "0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01".to_owned(),
        feed_url: "https://example.org/feed.xml".to_owned(),
        category: "Education".to_owned(),
    };
    // refused or planned, but never a panic
    let _ = plan(bytes, &wanted);
}

/// Takes bytes for the tag before three frames, so that they are read however little sense they make.
pub(crate) fn tag_before_sound(bytes: &[u8]) {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0xC4];
    frame.resize(417, 0);
    let mut file = bytes.to_vec();
    file.extend(frame.repeat(3));
    tags(&file);
}
