use super::*;

fn stream(file: &[u8], container: Container, in_parts: bool, tenths: u64, played: Option<Range<u64>>) -> Option<Stream> {
    let wanted = DecodeOptions { decode: true, traced: true, played: played.map(|played| vec![played]), progress: &|_| () };
    let segmenting = move |rate| Segmenting::of_tenths(rate, tenths);
    read_in(&file.to_vec(), container, &wanted, &PacketOptions { segmenting: &segmenting, in_parts }).unwrap()
}

#[test]
fn parts_tell_what_one_pass_tells_to_the_last_bit() {
    for (name, file, container) in [
        ("flac", &include_bytes!("../../../../../tests/audio/files/flac.flac")[..], Container::Flac),
        ("alac", include_bytes!("../../../../../tests/audio/files/alac.m4a"), Container::Mp4),
        ("wav", include_bytes!("../../../../../tests/audio/files/pcm.wav"), Container::Wav),
        ("vorbis", include_bytes!("../../../../../tests/audio/files/vorbis.ogg"), Container::Ogg),
        ("aiff", include_bytes!("../../../../../tests/audio/files/pcm.aiff"), Container::Aiff),
    ] {
        for tenths in [5, 7, 13, 600] {
            for played in [None, Some(0..u64::MAX), Some(777..40_001)] {
                let parts = stream(file, container, true, tenths, played.clone()).expect(name);
                let whole = stream(file, container, false, tenths, played.clone()).expect(name);
                let (ours, expected) = (parts.decoded.unwrap(), whole.decoded.unwrap());
                let bits = |decoded: &Decoded| decoded.levels.tenths.iter().map(|tenth| tenth.to_bits()).collect::<Vec<_>>();
                assert!(expected.levels.tenths.len() > 5 && expected.levels.peak > 0.01, "{name}");
                assert_eq!(bits(&ours), bits(&expected), "{name} {tenths} {played:?}");
                let rest = |decoded: &Decoded| {
                    let silence = decoded.levels.silence;
                    let silence = (silence.leading(), silence.trailing(), silence.longest());
                    let levels = &decoded.levels;
                    (
                        silence,
                        levels.peak.to_bits(),
                        levels.clipping.clone(),
                        levels.equal,
                        decoded.samples,
                        decoded.unreadable_count,
                    )
                };
                assert_eq!(rest(&ours), rest(&expected), "{name} {tenths} {played:?}");
                let told = |stream: &Stream| (stream.sha256, stream.bytes, stream.samples, stream.channels, stream.sample_rate);
                let (parts, whole) = (stream_again(file, container, true), stream_again(file, container, false));
                assert_eq!(told(&parts), told(&whole), "{name}");
            }
        }
    }
}

fn stream_again(file: &[u8], container: Container, in_parts: bool) -> Stream {
    stream(file, container, in_parts, 600, None).unwrap()
}

#[test]
fn a_packet_that_cannot_be_decoded_leaves_it_to_one_pass() {
    let mut file = include_bytes!("../../../../../tests/audio/files/alac.m4a").to_vec();
    let at = file.windows(4).position(|name| name == b"mdat").unwrap() + 2000;
    file[at..at + 3000].fill(0xFF);
    assert!(stream(&file, Container::Mp4, true, 7, None).is_none());
    let wanted = DecodeOptions { decode: true, traced: false, played: None, progress: &|_| () };
    assert!(read(&file, Container::Mp4, &wanted).unwrap().decoded.unwrap().unreadable_count > 0);
}

#[test]
fn the_first_block_of_vorbis_is_no_sound() {
    let file = include_bytes!("../../../../../tests/audio/files/vorbis.ogg");
    // by ffprobe the packets begin at -128, and the last at 131,392 with a block of 1024
    for in_parts in [false, true] {
        assert_eq!(stream_again(file, Container::Ogg, in_parts).decoded.unwrap().samples, 132_416);
    }
}
