//! What the packets of a container tell.

use std::num::NonZeroU32;

use symphonia::core::packet::Packet;

use crate::media::sound::decode::mp3::Decoded;
use crate::model::identity::digest::Sha256;
use crate::model::media::codec::Codec;

/// What the packets tell.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    /// How it is coded.
    pub(crate) codec: Codec,
    /// Sample rate (Hz); `None` where neither the container nor the decoder says it.
    pub(crate) sample_rate: Option<NonZeroU32>,
    /// Channels.
    pub(crate) channels: u8,
    /// Whether the packets of AAC turned out to hold band replication, which doubles the rate that is played.
    pub(crate) is_replicated: bool,
    /// Samples per channel that the container claims.
    pub(crate) claimed: Option<u64>,
    /// Samples per channel by the packets' own count.
    pub(crate) samples: u64,
    /// Bytes of all packets.
    pub(crate) bytes: u64,
    /// Hash of all packets in order.
    pub(crate) sha256: Sha256,
    /// What decoding told, where it was wanted and possible.
    pub(crate) decoded: Option<Decoded>,
    /// Why reading ended before the container's own end, if it did: behind the last packet.
    pub(crate) ended_early: Option<String>,
    /// The first packet that cannot be decoded.
    pub(crate) unreadable: Option<Mark>,
    /// The packet behind which the first others are missing.
    pub(crate) gap: Option<Mark>,
    /// The first packet whose sample rate or number of channels is not that of those before.
    pub(crate) changed: Option<Mark>,
    /// The last packet that was read.
    pub(crate) last: Option<Mark>,
    /// Where a library panicked, if it did.
    pub(crate) panicked: Option<Panic>,
}

/// Where a library panicked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Panic {
    /// While the last packet was decoded.
    InPacket,
    /// While the next one was looked for.
    BehindPacket,
}

/// How many bytes of a packet are kept to know it by. // bytes; FLAC's header with its own number, and enough of the sound
const HEAD: usize = 32;

/// What a packet is found again by: its reader does not tell where in the file it lies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Mark {
    /// Bytes of all packets before it.
    pub(crate) before: u64,
    /// Packets before it.
    pub(crate) number: u64,
    /// Its length (bytes).
    pub(crate) len: u64,
    /// The number of its first sample by the container's own count.
    pub(crate) sample: u64,
    head: [u8; HEAD],
}

impl Mark {
    /// Of a packet before which so many bytes in so many packets were read.
    pub(crate) fn new(packet: &Packet, before: u64, number: u64) -> Self {
        let mut head = [0; HEAD];
        head.iter_mut().zip(&packet.data).for_each(|(place, byte)| *place = *byte);
        let sample = u64::try_from(packet.pts.get()).unwrap_or(0);
        Self { before, number, len: packet.data.len() as u64, sample, head }
    }

    /// Its first bytes.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head[..usize::try_from(self.len).unwrap_or(HEAD).min(HEAD)]
    }
}
