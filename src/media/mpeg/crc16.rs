//! The CRC-16 that LAME writes over the music (polynomial 0x8005 reflected, start 0; "CRC-16/ARC").

/// A sum in the making.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Crc16(u16);

/// How many bytes are taken in one step, each with a table of its own ("slicing").
const STEP: usize = 16;

static TABLES: [[u16; 256]; STEP] = tables();

const fn tables() -> [[u16; 256]; STEP] {
    let mut tables = [[0u16; 256]; STEP];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let mut sum = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xA001 } else { sum >> 1 };
            bit += 1;
        }
        tables[0][byte] = sum;
        byte += 1;
    }
    let mut step = 1;
    while step < STEP {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[step - 1][byte];
            tables[step][byte] = before >> 8 ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        step += 1;
    }
    tables
}

impl Crc16 {
    /// Takes these bytes in.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(STEP);
        for chunk in &mut chunks {
            let [low, high] = self.0.to_le_bytes();
            let mut sum = TABLES[STEP - 1][usize::from(chunk[0] ^ low)] ^ TABLES[STEP - 2][usize::from(chunk[1] ^ high)];
            for (index, byte) in chunk.iter().enumerate().skip(2) {
                sum ^= TABLES[STEP - 1 - index][usize::from(*byte)];
            }
            self.0 = sum;
        }
        for byte in chunks.remainder() {
            self.0 = self.0 >> 8 ^ TABLES[0][usize::from(self.0.to_le_bytes()[0] ^ byte)];
        }
    }

    /// The sum of all that was taken in.
    pub(crate) fn finish(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> u16 {
        let mut crc = Crc16::default();
        crc.update(bytes);
        crc.finish()
    }

    #[test]
    fn agrees_with_the_published_check_value() {
        assert_eq!(of(b"123456789"), 0xBB3D); // CRC-16/ARC in the catalogue of parametrised CRC algorithms
    }

    #[test]
    fn taking_it_in_pieces_changes_nothing() {
        let bytes: Vec<u8> = (0..1000u32).map(|n| (n * 7).to_le_bytes()[0]).collect();
        let whole = of(&bytes);
        for cut in [0, 1, 15, 16, 17, 500, 999] {
            let mut crc = Crc16::default();
            crc.update(&bytes[..cut]);
            crc.update(&bytes[cut..]);
            assert_eq!(crc.finish(), whole, "cut at {cut}");
        }
    }
}
