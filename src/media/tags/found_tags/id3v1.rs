//! ID3v1 (<https://id3.org/ID3v1>): the last 128 bytes of a file.
//!
//! ```text
//! "TAG"   title, 30 bytes   artist, 30   album, 30   year, 4   comment, 30, of which the last two may be 0 and the track   genre, 1
//! ```

use crate::media::tags::found_tags::FoundTags;

/// The texts of the tag, by their usual names, empty ones included; none where the bytes do not end in a tag.
pub(crate) fn texts(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let Some(tag) = bytes.last_chunk::<128>().filter(|tag| tag.starts_with(b"TAG")) else { return Vec::new() };
    let text = |from: usize, to: usize| {
        let until = tag[from..to].iter().take_while(|byte| **byte != 0);
        until.map(|byte| char::from(*byte)).collect::<String>().trim_end().to_owned()
    };
    let track = if tag[125] == 0 && tag[126] != 0 { tag[126].to_string() } else { String::new() };
    vec![
        ("title", text(3, 33)),
        ("artist", text(33, 63)),
        ("album", text(63, 93)),
        ("date", text(93, 97)),
        ("comment", text(97, 127)),
        ("track", track),
    ]
}

/// The tag at the end of these bytes, where nothing was found before.
pub(crate) fn read(bytes: &[u8], found: &mut FoundTags) {
    let mut own = FoundTags::default();
    for (name, value) in texts(bytes) {
        own.add(name, &value);
    }
    found.merge(own);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_texts_and_the_track() {
        let mut tag = b"TAGTitle".to_vec();
        tag.resize(128, 0);
        tag[33..37].copy_from_slice(b"Beno");
        tag[93..97].copy_from_slice(b"2022");
        tag[97..100].copy_from_slice(b"Say");
        tag[126] = 7;
        let mut found = FoundTags::default();
        found.add("artist", "First");
        read(&tag, &mut found);
        let tags: Vec<_> = found.tags.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(tags, [("artist", "First"), ("comment", "Say"), ("date", "2022"), ("title", "Title"), ("track", "7")]);
        assert!(texts(&tag[1..]).is_empty());
    }
}
