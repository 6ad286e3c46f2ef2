//! Band replication that is announced nowhere: AAC in ADTS, and old MP4 files, name the rate of the core alone, and carry the data of
//! the upper half in fill elements (ISO/IEC 14496-3, 4.4.2.7). Whoever does not look plays half of the sound.

use crate::media::bytes::bits::Bits;

/// Packets that are looked at. // band replication is in each of them or in none
const LOOKED_AT: u32 = 32;
const FILL: u32 = 0b110;
const END: u32 = 0b111;
/// Types of a fill element: band replication, and the same with a checksum.
const REPLICATION: [u32; 2] = [0b1101, 0b1110];
/// The longest packet that is looked at. // bytes; 6144 bits a channel, 8 channels
const PACKET_MAX: usize = 6144;

/// Looks for it in the first packets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Replication {
    looked_at: u32,
    with: u32,
}

impl Replication {
    /// Looks at a packet; `true` where by now it is plain that there is band replication.
    pub(crate) fn look(&mut self, packet: &[u8]) -> bool {
        if self.looked_at == LOOKED_AT {
            return false;
        }
        self.looked_at += 1;
        self.with += u32::from(ends_with_replication(packet));
        self.looked_at == LOOKED_AT && self.is_found()
    }

    /// Whether most packets hold it: chance makes one in some thousands look as if it did.
    pub(crate) fn is_found(self) -> bool {
        self.with >= 2 && self.with * 4 >= self.looked_at * 3
    }
}

/// Whether a packet ends with a fill element of band replication, any other fill elements, the end, and the padding to a whole byte. The sound
/// before it would have to be decoded to know where it ends; so each place is tried, and all that follows has to fit to the last bit.
fn ends_with_replication(packet: &[u8]) -> bool {
    let packet = &packet[..packet.len().min(PACKET_MAX)];
    let Some(last) = packet.iter().rposition(|byte| *byte != 0) else { return false };
    // the last bit that is set is the last of the end; what follows has to be less than a byte
    let end = last * 8 + 8 - packet[last].trailing_zeros() as usize;
    if packet.len() * 8 - end >= 8 {
        return false;
    }
    let bits = Bits::new(packet);
    (0..end).any(|at| bits.fill(at).is_some_and(|fill| fill.is_replication && bits.only_fills_until(fill.next, end)))
}

struct Fill {
    is_replication: bool,
    next: usize,
}

impl Bits<'_> {
    /// A fill element here: 3 bits of name, 4 of length (15: and 8 more), so many bytes, the first 4 bits of which are its type.
    fn fill(self, at: usize) -> Option<Fill> {
        if self.take(at, 3)? != FILL {
            return None;
        }
        let (mut length, mut content) = (self.take(at + 3, 4)? as usize, at + 7);
        if length == 15 {
            length += self.take(content, 8)? as usize;
            length -= 1;
            content += 8;
        }
        let is_replication = length > 0 && REPLICATION.contains(&self.take(content, 4)?);
        Some(Fill { is_replication, next: content + length * 8 })
    }

    fn only_fills_until(self, mut at: usize, end: usize) -> bool {
        while at + 3 < end {
            match self.fill(at) {
                Some(fill) => at = fill.next,
                None => return false,
            }
        }
        at + 3 == end && self.take(at, 3) == Some(END)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bits as text, padded to a byte.
    fn packet(bits: &str) -> Vec<u8> {
        let bits: Vec<u8> = bits.bytes().filter(|bit| *bit != b' ').map(|bit| bit - b'0').collect();
        bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |value, (n, bit)| value | bit << (7 - n))).collect()
    }

    #[test]
    fn finds_the_fill_element_at_the_end() {
        let sound = "000 1010011101011";
        assert!(ends_with_replication(&packet(&format!("{sound} 110 0010 1101 101010101010 111"))));
        assert!(
            ends_with_replication(&packet(&format!("{sound} 110 0010 1110 101010101010 110 0001 00000000 111"))),
            "more filling"
        );
        let long = format!("{sound} 110 1111 00000010 1101{} 111", "0".repeat(124));
        assert!(ends_with_replication(&packet(&long)));
        assert!(!ends_with_replication(&packet(&format!("{sound} 110 0010 0000 101010101010 111"))), "filling alone");
        assert!(!ends_with_replication(&packet(&format!("{sound} 110 0010 1101 1010101010 111"))), "too short");
        assert!(!ends_with_replication(&[]));
        assert!(!ends_with_replication(&[0; 100]));
    }

    #[test]
    fn chance_is_no_proof() {
        let mut replication = Replication::default();
        let with = packet("110 0010 1101 101010101010 111");
        assert!(!replication.look(&with));
        for _ in 0..100 {
            assert!(!replication.look(&[0x21, 0x1B, 0x94]));
        }
        assert!(!replication.is_found());
        let mut replication = Replication::default();
        assert!((0..32).any(|_| replication.look(&with)));
    }
}
