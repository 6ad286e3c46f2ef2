//! What the command line says about loudness and bit rates.

use crate::model::media::loudness::{Loudness, TruePeak};
use crate::studio::wanted::{KILOBITS, LOUDNESSES, PEAKS};

/// A loudness, such as `-16`.
pub(in crate::cli) fn loudness(text: &str) -> Result<Loudness, String> {
    let number = text.trim().trim_end_matches("LUFS").trim_end().parse::<f64>().ok().filter(|lufs| LOUDNESSES.contains(lufs));
    let (least, most) = (LOUDNESSES.start(), LOUDNESSES.end());
    number.map(Loudness::from_lufs).ok_or_else(|| format!("write a loudness from {least} to {most} LUFS, such as `-16`"))
}

/// A true peak, such as `-1`.
pub(in crate::cli) fn peak(text: &str) -> Result<TruePeak, String> {
    let number = text.trim().trim_end_matches("dBTP").trim_end().parse::<f64>().ok().filter(|dbtp| PEAKS.contains(dbtp));
    let (least, most) = (PEAKS.start(), PEAKS.end());
    number.map(TruePeak::from_dbtp).ok_or_else(|| format!("write a true peak from {least} to {most} dBTP, such as `-1`"))
}

/// A bit rate, such as `96k`; in kbit/s.
pub(in crate::cli) fn kilobits(text: &str) -> Result<u32, String> {
    let text = text.trim();
    let number = text.strip_suffix('k').unwrap_or(text).parse().ok().filter(|kilobits| KILOBITS.contains(kilobits));
    number.ok_or_else(|| format!("write one of {} kbit/s, such as `96k`", KILOBITS.map(|rate| rate.to_string()).join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_numbers_with_their_unit_and_no_others() {
        assert_eq!(loudness("-16"), Ok(Loudness::from_lufs(-16.0)));
        assert_eq!(loudness("-19.5 LUFS"), Ok(Loudness::from_lufs(-19.5)));
        assert!(loudness("16").is_err() && loudness("nan").is_err() && loudness("").is_err());
        assert_eq!(peak("-1"), Ok(TruePeak::from_dbtp(-1.0)));
        assert!(peak("0").is_err() && peak("-20").is_err());
        assert_eq!((kilobits("96k"), kilobits("128")), (Ok(96), Ok(128)));
        assert!(kilobits("97k").is_err() && kilobits("-96k").is_err());
    }
}
