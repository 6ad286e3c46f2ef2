//! Recordings, taken apart.

/// What stands behind the tag of an MP3 file (ID3v2.3, 3.1: the size has seven bits a byte).
#[track_caller]
pub(crate) fn behind_tag(mp3: &[u8]) -> &[u8] {
    assert!(mp3.starts_with(b"ID3"));
    let size = mp3[6..10].iter().fold(0, |size, byte| size << 7 | usize::from(*byte));
    &mp3[10 + size..]
}

/// What stands before the samples of a WAV file behind its size: 16 bits, one channel, this rate.
pub(crate) fn wav_head(rate: u32) -> Vec<u8> {
    [b"WAVEfmt ".as_slice(), &16_u32.to_le_bytes(), &[1, 0, 1, 0], &rate.to_le_bytes(), &(2 * rate).to_le_bytes(), &[2, 0, 16, 0]]
        .concat()
}

/// A WAV file of chunks.
pub(crate) fn riff(chunks: &[u8]) -> Vec<u8> {
    [b"RIFF".as_slice(), &u32::try_from(chunks.len()).unwrap().to_le_bytes(), chunks].concat()
}

/// A WAV file of 16 bits and one channel at this rate, with so many samples.
pub(crate) fn wav(rate: u32, count: usize, sample: impl Fn(usize) -> f64) -> Vec<u8> {
    #[expect(clippy::cast_possible_truncation, reason = "a sample of 16 bits")]
    let samples: Vec<u8> = (0..count).flat_map(|at| (sample(at) as i16).to_le_bytes()).collect();
    let size = u32::try_from(samples.len()).unwrap().to_le_bytes();
    riff(&[&wav_head(rate), b"data".as_slice(), &size, &samples].concat())
}
