//! The times of cues.

use super::{TranscriptError, excerpt, fault};
use crate::model::time::timestamp::Timestamp;

/// The arrow between two times.
pub(super) const ARROW: &str = "-->";

/// Latest time that a cue may have. // milliseconds; 1,000 hours, far past any recording
pub(super) const LATEST: u64 = 1000 * 3_600_000;

/// The two times of a line such as `00:00.600 --> 00:03.724 align:start`; settings after the second are passed over.
pub(super) fn times(line: u32, text: &str) -> Result<(Timestamp, Timestamp), TranscriptError> {
    let form = || fault(line, format!("`{}` is not a line of times such as `00:00:01.000 --> 00:00:02.500`", excerpt(text)));
    let (start, rest) = text.split_once(ARROW).ok_or_else(form)?;
    let end = rest.trim_start();
    let end = end.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    let start = time(start.trim()).ok_or_else(form)?;
    Ok((start, time(end).ok_or_else(form)?))
}

/// One time: `[hours:]minutes:seconds.milliseconds`; hours of any length, the comma of SubRip for the point.
pub(super) fn time(text: &str) -> Option<Timestamp> {
    let (clock, fraction) = text.split_once(['.', ','])?;
    let mut parts = clock.rsplit(':');
    let seconds = number(parts.next()?, 2, 2)?;
    let minutes = number(parts.next()?, 2, 2)?;
    let hours = parts.next().map_or(Some(0), |hours| number(hours, 1, 4))?;
    let millis = number(fraction, 3, 3)?;
    if parts.next().is_some() || seconds > 59 || minutes > 59 {
        return None;
    }
    let total = hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + millis;
    (total <= LATEST).then(|| Timestamp::from_millis(total))
}

fn number(digits: &str, shortest: usize, longest: usize) -> Option<u64> {
    let fits = (shortest..=longest).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times_with_and_without_hours() {
        let case = |text: &str| time(text).map(Timestamp::as_millis);
        assert_eq!(case("00:00.000"), Some(0));
        assert_eq!(case("01:02:03.004"), Some(3_723_004));
        assert_eq!(case("1:02:03,004"), Some(3_723_004));
        assert_eq!(case("1000:00:00.000"), Some(LATEST));
        for bad in [
            "",
            "00:00",
            "0:00.000",
            "00:60.000",
            "60:00.000",
            "00:00.00",
            "00:00.0000",
            "1000:00:00.001",
            "a0:00.000",
            "1:1:00:00.000",
            "-1:00.000",
        ] {
            assert_eq!(case(bad), None, "{bad}");
        }
    }

    #[test]
    fn passes_over_settings() {
        let second = Timestamp::from_millis(1000);
        assert_eq!(times(1, "00:00.000-->00:01.000"), Ok((Timestamp::default(), second)));
        assert_eq!(times(1, "00:00.000 \t-->\t00:01.000 line:0 align:start"), Ok((Timestamp::default(), second)));
        assert_eq!(times(7, "00:00 --> 00:01").unwrap_err().line, 7);
    }
}
