//! Where in the file a packet lies. Its reader does not tell; the tables of the container do, or else the packet's own first bytes.

use std::io;

use crate::media::bytes::window::Window;
use crate::media::container::mp4::samples;
use crate::media::container::mpeg::tag_spans::leading_tag;
use crate::media::container::ogg;
use crate::media::container::riff::audio_of;
use crate::media::probe::joins::search;
use crate::media::probe::tables::Tables;
use crate::media::sound::decode::stream::Mark;
use crate::media::sound::decode::stream::Panic;
use crate::media::sound::decode::stream::Stream;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::container::Container;

/// Finds packets of a file.
pub(super) struct Places<'p> {
    source: &'p dyn ByteSource,
    container: Container,
    tables: &'p Tables,
}

impl<'p> Places<'p> {
    /// Of this file.
    pub(super) fn new(source: &'p dyn ByteSource, container: Container, tables: &'p Tables) -> Self {
        Self { source, container, tables }
    }

    /// Where a packet begins (bytes): in Ogg the page on which it ends.
    pub(super) fn of(&self, packet: &Mark) -> io::Result<Option<u64>> {
        match (self.container, self.tables.mp4_track()) {
            (Container::Mp4, Some(track)) if !track.is_fragmented => samples::place_of(self.source, track, packet.before),
            (Container::Ogg, _) => Ok(ogg::page_of(self.source, packet.sample)?.map(|page| page.start)),
            (Container::Wav | Container::Aiff, _) => {
                let place = audio_of(self.source)?.map(|sound| sound.start.saturating_add(packet.before));
                Ok(place.filter(|place| *place < self.source.len()))
            }
            _ => self.search(packet),
        }
    }

    /// Where reading stopped behind the last packet (bytes); at the start of the file where there was none.
    pub(super) fn behind(&self, last: Option<&Mark>) -> io::Result<Option<u64>> {
        let Some(last) = last else { return Ok(Some(0)) };
        if self.container == Container::Ogg {
            let page = ogg::page_of(self.source, last.sample)?;
            return Ok(Some(page.map_or(self.source.len(), |page| page.end)));
        }
        let Some(place) = self.of(last)? else { return Ok(None) };
        let header = self.header(&mut Window::new(self.source))?;
        Ok(Some(place.saturating_add(header + last.len).min(self.source.len())))
    }

    /// Where a library panicked (bytes).
    pub(super) fn of_panic(&self, stream: &Stream, panic: Panic) -> io::Result<Option<u64>> {
        match (panic, &stream.last) {
            (Panic::InPacket, Some(last)) => self.of(last),
            (_, last) => self.behind(last.as_ref()),
        }
    }

    /// How long what stands before a packet and is no part of it is (bytes). Frames of bare AAC have a checksum as the first of them has.
    fn header(&self, window: &mut Window<'_>) -> io::Result<u64> {
        if self.container != Container::Adts {
            return Ok(0);
        }
        let first = leading_tag(window)?;
        let has_checksum = matches!(window.at(first, 2)?, [0xFF, second] if second & 0b1111_0111 == 0b1111_0000);
        Ok(if has_checksum { ADTS_HEADER_WITH_CHECKSUM } else { ADTS_HEADER })
    }

    /// A frame by its first bytes. It cannot begin before as many bytes as there were in those before it. FLAC's frames are numbered, so each
    /// is found for certain; bare AAC has a header of seven bytes before each, or of nine.
    fn search(&self, packet: &Mark) -> io::Result<Option<u64>> {
        let head = packet.head();
        if head.is_empty() {
            return Ok(None);
        }
        let mut window = Window::new(self.source);
        let header = self.header(&mut window)?;
        let from =
            leading_tag(&mut window)?.saturating_add(packet.before).saturating_add((packet.number + 1).saturating_mul(header));
        Ok(search(&mut window, from, self.source.len(), head)?.map(|place| place - header))
    }
}

/// The header of a frame of bare AAC without a checksum. // bytes
const ADTS_HEADER: u64 = 7;
/// The header of one that has a checksum. // bytes
const ADTS_HEADER_WITH_CHECKSUM: u64 = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::sound::decode::packets::DecodeOptions;
    use crate::media::sound::decode::packets::read;

    /// Bare AAC with a checksum, which nobody verifies, in each frame.
    fn with_checksums(file: &[u8]) -> Vec<u8> {
        let (mut rest, mut made) = (file, Vec::new());
        while let Some((&[sync, second, third, fourth, fifth, sixth, seventh], _)) = rest.split_first_chunk() {
            let len = usize::from(fourth & 3) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
            let [high, low] = u16::try_from((len + 2) << 5).unwrap().to_be_bytes();
            let upper = fourth & !3 | u8::try_from((len + 2) >> 11).unwrap();
            made.extend([sync, second & !1, third, upper, high, low | sixth & 0x1F, seventh, 0, 0]);
            made.extend(&rest[7..len]);
            rest = &rest[len..];
        }
        made
    }

    #[test]
    fn a_frame_with_a_checksum_begins_at_its_header() {
        let source = with_checksums(include_bytes!("../../../tests/audio/files/adts.aac"));
        let tables = Tables::of(&source, Container::Adts).unwrap();
        let wanted = DecodeOptions { decode: true, traced: false, played: None, progress: &|_| () };
        let stream = read(&source, Container::Adts, &wanted).unwrap();
        let found = Places::new(&source, Container::Adts, &tables);
        let end = source.len() as u64;
        let place = |panic| found.of_panic(&stream, panic).unwrap().unwrap();
        // the last frame is eleven bytes long without the two of its checksum
        assert_eq!((place(Panic::InPacket), place(Panic::BehindPacket)), (end - 13, end));
    }

    #[test]
    fn a_decoder_that_panics_is_located() {
        // the places of the last packets are ffprobe's; of WAV symphonia takes 1152 samples together
        for (file, container, places) in [
            (&include_bytes!("../../../tests/audio/files/alac.m4a")[..], Container::Mp4, (81_766, 81_789)),
            (include_bytes!("../../../tests/audio/files/adts.aac"), Container::Adts, (11_697, 11_708)),
            (include_bytes!("../../../tests/audio/files/pcm.wav"), Container::Wav, (48_044 - 2 * (24_000 % 1152), 48_044)),
            (include_bytes!("../../../tests/audio/files/vorbis.ogg"), Container::Ogg, (23_369, 29_767)),
        ] {
            let source = file.to_vec();
            let tables = Tables::of(&source, container).unwrap();
            let stream =
                read(&source, container, &DecodeOptions { decode: true, traced: false, played: None, progress: &|_| () })
                    .unwrap();
            let found = Places::new(&source, container, &tables);
            let place = |panic| found.of_panic(&stream, panic).unwrap().unwrap();
            assert_eq!((place(Panic::InPacket), place(Panic::BehindPacket)), places, "{container}");
        }
    }
}
