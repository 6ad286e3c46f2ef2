//! The levels of a recording, from which its waveform is drawn.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// How many levels a recording has.
pub const LEVELS: usize = 240;

/// The levels of a recording from its start to its end, each 0 (silence) to 255. They are written in one line, as base64 (RFC 4648, clause 4).
#[derive(Clone, Eq, PartialEq)]
pub struct RecordingLevels(Box<[u8; LEVELS]>);

/// A text that holds no levels.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not {LEVELS} levels in base64")]
pub struct RecordingLevelsError;

impl RecordingLevels {
    /// The levels, from the start of the recording to its end.
    pub fn as_bytes(&self) -> &[u8; LEVELS] {
        &self.0
    }
}

impl From<[u8; LEVELS]> for RecordingLevels {
    fn from(levels: [u8; LEVELS]) -> Self {
        Self(Box::new(levels))
    }
}

impl FromStr for RecordingLevels {
    type Err = RecordingLevelsError;

    fn from_str(input: &str) -> Result<Self, RecordingLevelsError> {
        let bytes: Box<[u8]> = STANDARD.decode(input).map_err(|_| RecordingLevelsError)?.into();
        bytes.try_into().map(Self).map_err(|_| RecordingLevelsError)
    }
}

impl fmt::Display for RecordingLevels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0.as_slice()))
    }
}

impl fmt::Debug for RecordingLevels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordingLevels({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_one_line_that_reads_back() {
        let mut bytes = [0; LEVELS];
        bytes.iter_mut().zip(0..).for_each(|(byte, level)| *byte = level);
        let levels = RecordingLevels::from(bytes);
        assert_eq!(levels.to_string().len(), 320);
        assert_eq!(levels.to_string().parse(), Ok(levels.clone()));
        assert_eq!(levels.as_bytes(), &bytes);
        for wrong in ["", "AAAA", "?", &"A".repeat(324), &"A".repeat(319)] {
            assert_eq!(wrong.parse::<RecordingLevels>(), Err(RecordingLevelsError), "{wrong}");
        }
    }
}
