//! The packets of a track, one after the other, over what cannot be read.

use symphonia::core::errors::Error;
use symphonia::core::formats::FormatReader;
use symphonia::core::packet::Packet;

/// Errors in a row after which reading ends.
const ERRORS_MAX: u32 = 50;

/// How far the reading of packets has come.
#[derive(Default)]
pub(super) struct PacketSteps {
    errors: u32,
    /// Why reading ended before the container's own end, where it did.
    pub(super) ended_early: Option<String>,
}

impl PacketSteps {
    /// The next packet of a track; `None` at the end, and where it makes no sense to read on.
    pub(super) fn next(&mut self, format: &mut dyn FormatReader, track: u32) -> Option<Packet> {
        loop {
            match format.next_packet() {
                Ok(Some(packet)) if packet.track_id == track => {
                    (self.errors, self.ended_early) = (0, None);
                    return Some(packet);
                }
                Ok(Some(_)) => {}
                Ok(None) => return None,
                Err(Error::DecodeError(reason)) if self.errors < ERRORS_MAX => {
                    self.errors += 1;
                    self.ended_early = Some(reason.to_owned());
                }
                Err(error) => {
                    self.ended_early = Some(error.to_string());
                    return None;
                }
            }
        }
    }
}
