//! Times as logs write them, as seconds since 1970 (UTC).

/// Seconds in a day.
pub(in crate::impact) const DAY: u32 = 86_400;

/// `03/Dec/2013:07:55:30 +0000`, of nginx, Apache and S3.
pub(in crate::impact) fn common(text: &[u8]) -> Option<u32> {
    let [d1, d2, b'/', m1, m2, m3, b'/', y1, y2, y3, y4, b':', clock @ ..] = text else { return None };
    let month = match [*m1, *m2, *m3] {
        [b'J', b'a', b'n'] => 1,
        [b'F', b'e', b'b'] => 2,
        [b'M', b'a', b'r'] => 3,
        [b'A', b'p', b'r'] => 4,
        [b'M', b'a', b'y'] => 5,
        [b'J', b'u', b'n'] => 6,
        [b'J', b'u', b'l'] => 7,
        [b'A', b'u', b'g'] => 8,
        [b'S', b'e', b'p'] => 9,
        [b'O', b'c', b't'] => 10,
        [b'N', b'o', b'v'] => 11,
        [b'D', b'e', b'c'] => 12,
        _ => return None,
    };
    let (time, zone) = clock.split_at_checked(8)?;
    seconds(digits(&[*y1, *y2, *y3, *y4])?, month, digits(&[*d1, *d2])?, time, zone.strip_prefix(b" ")?)
}

/// Reads the times of a log. Its lines come in the order of their times, so nearly all are of the day of the line before, which need not be read
/// again.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::impact) struct LogClock {
    /// `03/Dec/2013:`
    day: [u8; 12],
    /// ` +0000`
    zone: [u8; 6],
    /// When that day began there (seconds since 1970); `None` before the first line.
    start: Option<i64>,
}

impl LogClock {
    /// As [`common`].
    pub(in crate::impact) fn common(&mut self, text: &[u8]) -> Option<u32> {
        let Ok(whole) = <&[u8; 26]>::try_from(text) else { return common(text) };
        let (Some(day), Some(zone)) = (whole.first_chunk::<12>(), whole.last_chunk::<6>()) else { return None };
        if *day != self.day || *zone != self.zone || self.start.is_none() {
            let when = common(text)?;
            (self.day, self.zone) = (*day, *zone);
            self.start = of_day(whole).map(|seconds| i64::from(when) - i64::from(seconds));
            return Some(when);
        }
        u32::try_from(self.start? + i64::from(of_day(whole)?)).ok()
    }
}

/// The second of the day in `03/Dec/2013:07:55:30 +0000`.
fn of_day(text: &[u8; 26]) -> Option<u32> {
    let word = u64::from_le_bytes(*text[12..].first_chunk::<8>()?);
    // digits become their numbers, and colons zeros; more than 9, and more than 0, reach the highest bit of the byte
    let numbers = word ^ u64::from_le_bytes(*b"00:00:00");
    let beyond = numbers.wrapping_add(u64::from_le_bytes([118, 118, 127, 118, 118, 127, 118, 118]));
    if (numbers | beyond) & u64::from_le_bytes([0x80; 8]) != 0 {
        return None;
    }
    let [h1, h2, _, m1, m2, _, s1, s2] = numbers.to_le_bytes().map(u32::from);
    clock(h1 * 10 + h2, m1 * 10 + m2, s1 * 10 + s2)
}

/// The second of the day; 60 is a leap second, and counts as the one before.
fn clock(hour: u32, minute: u32, second: u32) -> Option<u32> {
    (hour <= 23 && minute <= 59 && second <= 60).then(|| hour * 3600 + minute * 60 + second.min(59))
}

/// `2013-12-03T07:55:30.5+01:00`, of JSON logs; a space may stand for the `T`, and no offset means UTC.
pub(in crate::impact) fn rfc_3339(text: &[u8]) -> Option<u32> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T' | b't' | b' ', clock @ ..] = text else { return None };
    let (time, mut zone) = clock.split_at_checked(8)?;
    if let Some(fraction) = zone.strip_prefix(b".") {
        zone = &fraction[fraction.iter().take_while(|byte| byte.is_ascii_digit()).count()..];
    }
    let zone = if zone.is_empty() { b"Z" } else { zone };
    seconds(digits(&[*y1, *y2, *y3, *y4])?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?, time, zone)
}

/// A number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size.
pub(in crate::impact) fn since_1970(number: u64) -> Option<u32> {
    let seconds = match number {
        0..100_000_000_000 => number,
        100_000_000_000..100_000_000_000_000 => number / 1_000,
        100_000_000_000_000..100_000_000_000_000_000 => number / 1_000_000,
        _ => number / 1_000_000_000,
    };
    u32::try_from(seconds).ok()
}

/// `2013-12-04` of the day with this number (days since 1970).
pub(in crate::impact) fn day_text(day: u32) -> String {
    let from_1970 = chrono::Days::new(u64::from(day));
    chrono::NaiveDate::default().checked_add_days(from_1970).map_or_else(String::new, |date| date.format("%Y-%m-%d").to_string())
}

/// The number of a day (days since 1970), if it lies there.
pub(in crate::impact) fn day_number(date: chrono::NaiveDate) -> Option<u32> {
    u32::try_from(date.signed_duration_since(chrono::NaiveDate::default()).num_days()).ok()
}

fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

fn seconds(year: u32, month: u32, day: u32, time: &[u8], zone: &[u8]) -> Option<u32> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = time else { return None };
    let of_day = clock(digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?)?;
    if !(1..=12).contains(&month) || !(1970..=2106).contains(&year) {
        return None;
    }
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if day == 0 || day > longest {
        return None;
    }
    // days of the civil calendar, counted in years that begin in March
    let (years, months) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = years * 365 + years / 4 - years / 100 + years / 400 + (months * 153 + 2) / 5 + day - 1 - DAYS_TO_1970;
    let local = i64::from(days) * i64::from(DAY) + i64::from(of_day);
    u32::try_from(local - offset(zone)?).ok()
}

/// Days from 1 March of the year 0 to 1970.
const DAYS_TO_1970: u32 = 719_468;

/// `+0100`, `+01:00` or `Z`, in seconds.
fn offset(zone: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match zone {
        b"Z" | b"z" => return Some(0),
        [sign, h1, h2, m1, m2] | [sign, h1, h2, b':', m1, m2] => (sign, digits(&[*h1, *h2])?, digits(&[*m1, *m2])?),
        _ => return None,
    };
    let seconds = i64::from(hours * 3600 + minutes * 60);
    match sign {
        _ if hours > 23 || minutes > 59 => None,
        b'+' => Some(seconds),
        b'-' => Some(-seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_the_same_moment() {
        let moment = Some(1_386_057_330);
        assert_eq!(common(b"03/Dec/2013:07:55:30 +0000"), moment);
        assert_eq!(common(b"03/Dec/2013:08:55:30 +0100"), moment);
        assert_eq!(rfc_3339(b"2013-12-03T07:55:30Z"), moment);
        assert_eq!(rfc_3339(b"2013-12-03 07:55:30"), moment);
        assert_eq!(rfc_3339(b"2013-12-03T02:25:30.123-05:30"), moment);
        for number in [1_386_057_330, 1_386_057_330_999, 1_386_057_330_999_999, 1_386_057_330_999_999_999] {
            assert_eq!(since_1970(number), moment);
        }
    }

    #[test]
    fn the_clock_reads_what_a_line_by_itself_says() {
        let mut texts = Vec::new();
        for day in ["03/Dec/2013", "04/Dec/2013", "01/Jan/1970", "07/Feb/2106", "31/Feb/2013"] {
            for zone in [" +0000", " +0100", " -0530", " +9900", "+00000", " 00000"] {
                for time in ["00:00:00", "07:55:30", "07:55:60", "23:59:59", "24:00:00", "07:60:00", "07-55:30", "0x:00:00"] {
                    texts.push(format!("{day}:{time}{zone}"));
                }
            }
        }
        texts.extend(["", "x", "03/Dec/2013", "2013-12-03T07:55:30+00:00", "03/Dec/2013:07:55:30 +00:00"].map(str::to_owned));
        // every text after every other, so that each day and zone is remembered before each
        let mut clock = LogClock::default();
        for first in &texts {
            for second in &texts {
                for text in [first, second] {
                    assert_eq!(clock.common(text.as_bytes()), common(text.as_bytes()), "`{second}` after `{first}`");
                }
            }
        }
    }

    #[test]
    fn each_byte_of_a_time_of_day_is_looked_at() {
        let read = |bytes: [u8; 8]| of_day(&[b"03/Dec/2013:".as_slice(), &bytes, b" +0000"].concat().try_into().unwrap());
        assert_eq!(read(*b"23:59:60"), Some(86_399));
        for place in 0..8 {
            for byte in 0..=u8::MAX {
                let mut bytes = *b"11:11:11";
                bytes[place] = byte;
                let [h1, h2, c1, m1, m2, c2, s1, s2] = bytes;
                let pairs = [[h1, h2], [m1, m2], [s1, s2]].map(|pair| digits(&pair));
                let [Some(hour), Some(minute), Some(second)] = pairs else {
                    assert_eq!(read(bytes), None, "{byte} at {place}");
                    continue;
                };
                let expected = if [c1, c2] == *b"::" { clock(hour, minute, second) } else { None };
                assert_eq!(read(bytes), expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn agrees_with_chrono_on_every_day() {
        let first = chrono::NaiveDate::default();
        for number in 0..49_710_u32 {
            let date = first + chrono::Days::new(u64::from(number));
            assert_eq!(common(date.format("%d/%b/%Y:00:00:00 +0000").to_string().as_bytes()), Some(number * DAY));
            assert_eq!(day_number(date), Some(number));
            assert_eq!(day_text(number), date.to_string());
        }
    }

    #[test]
    fn refuses_what_no_clock_shows() {
        for text in [
            "31/Feb/2013:00:00:00 +0000",
            "03/Dec/2013:24:00:00 +0000",
            "03/Dek/2013:00:00:00 +0000",
            "",
            "03/Dec/2013",
            "01/Jan/1970:00:00:00 +0100",
            "03/Dec/2013:07:55:30 +9900",
        ] {
            assert_eq!(common(text.as_bytes()), None, "{text}");
        }
        assert_eq!(rfc_3339(b"2107-01-01T00:00:00Z"), None);
        assert_eq!(common(b"07/Feb/2106:06:28:15 +0000"), Some(u32::MAX));
        assert_eq!(common(b"07/Feb/2106:06:28:16 +0000"), None);
    }
}
