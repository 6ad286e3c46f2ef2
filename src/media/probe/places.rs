//! Where in the file a packet lies. Its reader does not tell; the tables of the container do, or else the packet's own first bytes.

use std::io;

use crate::media::decode::stream::Mark;
use crate::media::decode::stream::Panic;
use crate::media::decode::stream::Stream;
use crate::media::mp4::samples;
use crate::media::mpeg::tag_spans::ID3V2_HEADER_LEN;
use crate::media::mpeg::tag_spans::id3v2_len;
use crate::media::ogg;
use crate::media::probe::joins::search;
use crate::media::probe::tables::Tables;
use crate::media::riff::sound_of;
use crate::media::window::Window;
use crate::model::audio_facts::Container;
use crate::model::byte_source::ByteSource;

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
                let place = sound_of(self.source)?.map(|sound| sound.start.saturating_add(packet.before));
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
        Ok(self.of(last)?.map(|place| place.saturating_add(self.header() + last.len).min(self.source.len())))
    }

    /// Where a library panicked (bytes).
    pub(super) fn of_panic(&self, stream: &Stream, panic: Panic) -> io::Result<Option<u64>> {
        match (panic, &stream.last) {
            (Panic::InPacket, Some(last)) => self.of(last),
            (_, last) => self.behind(last.as_ref()),
        }
    }

    /// How long what stands before a packet and is no part of it is (bytes).
    fn header(&self) -> u64 {
        if self.container == Container::Adts { ADTS_HEADER } else { 0 }
    }

    /// A frame by its first bytes. It cannot begin before as many bytes as there were in those before it. FLAC's frames are numbered, so each
    /// is found for certain; bare AAC has a header of seven bytes before each, or of nine.
    fn search(&self, packet: &Mark) -> io::Result<Option<u64>> {
        let head = packet.head();
        if head.is_empty() {
            return Ok(None);
        }
        let mut window = Window::new(self.source);
        let tag = id3v2_len(window.at(0, ID3V2_HEADER_LEN)?).unwrap_or(0);
        let header = self.header();
        let from = tag.saturating_add(packet.before).saturating_add((packet.number + 1).saturating_mul(header));
        Ok(search(&mut window, from, self.source.len(), head)?.map(|place| place - header))
    }
}

/// The header of a frame of bare AAC without a checksum. // bytes
const ADTS_HEADER: u64 = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::decode::packets::Wanted;
    use crate::media::decode::packets::read;

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
                read(&source, container, &Wanted { decode: true, traced: false, played: None, progress: &|_| () }).unwrap();
            let found = Places::new(&source, container, &tables);
            let place = |panic| found.of_panic(&stream, panic).unwrap().unwrap();
            assert_eq!((place(Panic::InPacket), place(Panic::BehindPacket)), places, "{container}");
        }
    }
}
