//! The times of cues.

use super::excerpt;
use super::notices::Notices;
use super::repair::Repair;
use crate::model::time::timestamp::Timestamp;

/// The arrow between two times.
pub(super) const ARROW: &str = "-->";

/// What people write for the arrow: one dash, the sign, a dash that a word processor made of two.
const OTHER_ARROWS: [&str; 4] = ["->", "→", "–>", "—>"];

/// Latest time that a cue may have. // milliseconds; 1,000 hours, far past any recording
pub(super) const LATEST: u64 = 1000 * 3_600_000;

/// How a form writes the fraction of a second.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum FractionSign {
    /// `.`, WebVTT.
    Point,
    /// `,`, SubRip.
    Comma,
}

/// Whether a line holds the two times of a cue.
pub(super) fn is_times(text: &str) -> bool {
    text.contains(ARROW) || other_arrow(text).is_some()
}

/// A line of two times with another arrow; other lines with a `->` are words.
fn other_arrow(text: &str) -> Option<(&str, &str)> {
    let (start, rest) = OTHER_ARROWS.iter().find_map(|arrow| text.split_once(arrow))?;
    (time(start.trim()).is_some() && time(end_of(rest)).is_some()).then_some((start, rest))
}

fn end_of(rest: &str) -> &str {
    rest.split_ascii_whitespace().next().unwrap_or_default()
}

/// The two times of a line such as `00:00.600 --> 00:03.724 align:start`; settings after the second are passed over. `None` for a line that
/// cannot be read, which is a fault.
pub(super) fn times(line: u32, text: &str, sign: FractionSign, notices: &mut Notices) -> Option<(Timestamp, Timestamp)> {
    let halves = text.split_once(ARROW).or_else(|| other_arrow(text));
    let found = halves.and_then(|(start, rest)| Some((time(start.trim())?, time(end_of(rest))?)));
    let Some((start, end)) = found else {
        notices.refuse(line, format!("`{}` is not a line of times such as `00:00:01.000 --> 00:00:02.500`", excerpt(text)));
        return None;
    };
    if !text.contains(ARROW) {
        notices.repair(Repair::ShortArrow, line);
    }
    let both = |odd: fn(&ClockReading) -> bool| odd(&start) || odd(&end);
    match sign {
        FractionSign::Point if both(|time| time.comma) => notices.repair(Repair::CommaInTime, line),
        FractionSign::Comma if both(|time| !time.comma) => notices.repair(Repair::PointInTime, line),
        _ => {}
    }
    if both(|time| time.short) {
        notices.repair(Repair::ShortTime, line);
    }
    if both(|time| time.odd_fraction) {
        notices.repair(Repair::Fraction, line);
    }
    Some((start.time, end.time))
}

/// A time, and how it was written.
#[derive(Clone, Copy, Debug)]
struct ClockReading {
    time: Timestamp,
    comma: bool,
    short: bool,
    odd_fraction: bool,
}

/// Most digits of a fraction that are read: nanoseconds.
const FRACTION_MAX: usize = 9;

/// One time: `[hours:]minutes:seconds.milliseconds`; hours of any length.
fn time(text: &str) -> Option<ClockReading> {
    let (clock, fraction) = text.split_once(['.', ','])?;
    let mut parts = clock.rsplit(':');
    let seconds = number(parts.next()?, 2, 2)?;
    let minutes_written = parts.next()?;
    let hours_written = parts.next();
    let shortest_minutes = if hours_written.is_some() { 2 } else { 1 };
    let minutes = number(minutes_written, shortest_minutes, 2)?;
    let hours = hours_written.map_or(Some(0), |hours| number(hours, 1, 4))?;
    number(fraction, 1, FRACTION_MAX)?;
    if parts.next().is_some() || seconds > 59 || minutes > 59 {
        return None;
    }
    let millis = fraction.bytes().chain([b'0', b'0']).take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let total = hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + millis;
    (total <= LATEST).then(|| ClockReading {
        time: Timestamp::from_millis(total),
        comma: text.contains(','),
        short: hours_written.unwrap_or(minutes_written).len() == 1,
        odd_fraction: fraction.len() != 3,
    })
}

fn number(digits: &str, shortest: usize, longest: usize) -> Option<u64> {
    let fits = (shortest..=longest).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::media::transcript::Transcript;

    #[test]
    fn reads_times_with_and_without_hours() {
        let case = |text: &str| time(text).map(|found| found.time.as_millis());
        assert_eq!(case("00:00.000"), Some(0));
        assert_eq!(case("01:02:03.004"), Some(3_723_004));
        assert_eq!(case("1:02:03,004"), Some(3_723_004));
        assert_eq!(case("1000:00:00.000"), Some(LATEST));
        assert_eq!(case("0:00.5"), Some(500));
        assert_eq!(case("00:00.0456789"), Some(45));
        for bad in [
            "",
            "00:00",
            "00:60.000",
            "60:00.000",
            "00:00.",
            "00:00.0000000000",
            "1:2:03.000",
            "00:1.000",
            "1000:00:00.001",
            "a0:00.000",
            "1:1:00:00.000",
            "-1:00.000",
        ] {
            assert_eq!(case(bad), None, "{bad}");
        }
    }

    /// The two times in milliseconds, and what was repaired.
    fn read(text: &str, sign: FractionSign) -> Option<((u64, u64), Vec<Repair>)> {
        let mut notices = Notices::default();
        let (start, end) = times(7, text, sign, &mut notices)?;
        let parsed = notices.finish(Transcript::default(), false).unwrap();
        Some(((start.as_millis(), end.as_millis()), parsed.repairs.iter().map(|(repair, ..)| repair).collect()))
    }

    #[test]
    fn passes_over_settings() {
        assert_eq!(read("00:00.000-->00:01.000", FractionSign::Point), Some(((0, 1000), vec![])));
        assert_eq!(read("00:00.000 \t-->\t00:01.000 line:0 align:start", FractionSign::Point), Some(((0, 1000), vec![])));
        assert_eq!(read("00:00 --> 00:01", FractionSign::Point), None);
    }

    #[test]
    fn repairs_what_leaves_no_doubt() {
        let second = (0, 1000);
        for (text, sign, repairs) in [
            ("00:00:00,000 --> 00:00:01,000", FractionSign::Point, vec![Repair::CommaInTime]),
            ("00:00:00,000 --> 00:00:01,000", FractionSign::Comma, vec![]),
            ("00:00:00.000 --> 00:00:01,000", FractionSign::Comma, vec![Repair::PointInTime]),
            ("0:00:00.000 --> 0:00:01.000", FractionSign::Point, vec![Repair::ShortTime]),
            ("00:00.0 --> 00:01.0", FractionSign::Point, vec![Repair::Fraction]),
            ("00:00.000 -> 00:01.000", FractionSign::Point, vec![Repair::ShortArrow]),
            (
                "0:00,0 → 0:01,0",
                FractionSign::Point,
                vec![Repair::CommaInTime, Repair::ShortTime, Repair::Fraction, Repair::ShortArrow],
            ),
        ] {
            assert_eq!(read(text, sign), Some((second, repairs)), "{text}");
        }
        assert!(!is_times("a -> b") && is_times("a --> b"));
    }
}
