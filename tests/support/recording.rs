//! Recordings, taken apart.

/// What stands behind the tag of an MP3 file (ID3v2.3, 3.1: the size has seven bits a byte).
#[track_caller]
pub(crate) fn behind_tag(mp3: &[u8]) -> &[u8] {
    assert!(mp3.starts_with(b"ID3"));
    let size = mp3[6..10].iter().fold(0, |size, byte| size << 7 | usize::from(*byte));
    &mp3[10 + size..]
}
