//! Dates and times of day, with an offset or in the show's time zone.

use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
    Weekday,
};
use chrono_tz::Tz;

use crate::model::fault::FaultKind;
use crate::model::time::moment::Moment;
use crate::source::reading::defaults::ShowZone;
use crate::source::reading::leaf;
use crate::source::reading::reader::{FromYaml, Reader, quote};
use crate::source::reading::shape::{BLANK, Shape};
use crate::source::yaml::node::Node;

/// Years that a podcast can have: from the clock's first to one that no listener will see.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2200;

/// The years above, month and day.
const DAY: &str = "(19[7-9][0-9]|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

/// A time of day with seconds where they matter.
const TIME: &str = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?";

const FORMS: &str = "write the date as `2022-07-04 07:00` in the show's time zone, or as `2022-07-04T07:00:00+01:00`";

/// What a date says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ParsedDate {
    /// A moment.
    Moment(DateTime<FixedOffset>),
    /// A time on the clocks of the show.
    Local(NaiveDateTime),
}

impl FromYaml for Moment {
    fn shape() -> Shape {
        Shape::pattern(format!(r"^{BLANK}*{DAY}([Tt]| +){TIME}( *([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?{BLANK}*$"))
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = leaf::text(node, "a date and a time", reader)?;
        match moment(text, reader.defaults().zone) {
            Ok(moment) => Some(moment),
            Err(DateFault { kind, problem, help }) => {
                let message = format!("{}: {problem}", reader.name());
                reader.fault(kind, node, message, help);
                None
            }
        }
    }
}

impl FromYaml for NaiveDate {
    fn shape() -> Shape {
        Shape::pattern(format!("^{BLANK}*{DAY}{BLANK}*$"))
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let help = "write the day as `2022-06-30`: year, month, day";
        let text = leaf::text(node, "a day", reader)?.trim();
        let day = day(text);
        if day.is_none() {
            reader.bad_value(node, format!("`{}` is not a day", quote(text)), help);
        }
        day
    }
}

/// The moment that a text names, on the clocks of `zone` where it has no offset.
fn moment(text: &str, zone: ShowZone) -> Result<Moment, DateFault> {
    match written(text.trim())? {
        ParsedDate::Moment(moment) => Ok(Moment::from(moment)),
        ParsedDate::Local(local) => in_zone(local, zone),
    }
}

/// The moment at which the show's clocks say this.
fn in_zone(local: NaiveDateTime, zone: ShowZone) -> Result<Moment, DateFault> {
    let zone = match zone {
        ShowZone::Known(zone) => zone,
        ShowZone::Unreadable => return Ok(Moment::from(local.and_utc().fixed_offset())),
        ShowZone::Absent => {
            let help = format!(
                "add `time_zone: Europe/London`, or what your zone is, to podcast.yaml; or write the offset, such as `{}+01:00`",
                local.format("%Y-%m-%dT%H:%M:%S")
            );
            return refused("the date has no offset, and the show has no time zone".to_owned(), &help);
        }
    };
    let (problem, earlier, later) = match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(moment) => return Ok(Moment::from(moment.fixed_offset())),
        MappedLocalTime::Ambiguous(first, second) => {
            ("exists twice, because the clocks go back", first.offset().fix(), second.offset().fix())
        }
        MappedLocalTime::None => {
            let (before, after) = offsets_around(zone, local);
            ("does not exist, because the clocks go forward", before, after)
        }
    };
    let at = |offset| format!("`{}{offset}`", local.format("%Y-%m-%dT%H:%M:%S"));
    Err(DateFault {
        kind: FaultKind::ImpossibleTime,
        problem: format!("{} {problem} in {}", local.format("%Y-%m-%d %H:%M"), zone.name()),
        help: format!("write the offset: {} or {}", at(earlier), at(later)),
    })
}

/// The offsets before and after a time that the clocks leave out.
fn offsets_around(zone: Tz, local: NaiveDateTime) -> (FixedOffset, FixedOffset) {
    // a day is longer than any change of clocks, and no zone changes them twice in two days
    let offset = |days| {
        let utc = local.checked_add_signed(TimeDelta::days(days)).unwrap_or(local);
        zone.offset_from_utc_datetime(&utc).fix()
    };
    (offset(-1), offset(1))
}

/// What is wrong with a date, and how to mend it.
#[derive(Debug, Eq, PartialEq)]
struct DateFault {
    /// Whether it is no date, or one that the clocks do not have.
    kind: FaultKind,
    problem: String,
    help: String,
}

fn refused<T>(problem: String, help: &str) -> Result<T, DateFault> {
    Err(DateFault { kind: FaultKind::BadValue, problem, help: help.to_owned() })
}

fn written(text: &str) -> Result<ParsedDate, DateFault> {
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let Some(day) = day(date) else {
        if let Some(refused) = as_in_a_feed(text).or_else(|| behind_a_weekday(text)) {
            return Err(refused);
        }
        let looks_right = date.len() == 10
            && date.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        return match date.get(..4).and_then(|year| year.parse().ok()) {
            Some(year) if looks_right && !YEARS.contains(&year) => {
                refused(format!("the year {year} is not between {} and {}", YEARS.start(), YEARS.end()), FORMS)
            }
            _ if looks_right => refused(format!("the day {date} does not exist"), FORMS),
            _ => refused(format!("`{}` is not a date with a time", quote(text)), FORMS),
        };
    };
    if rest.is_empty() {
        return refused("the date has no time of day".to_owned(), &format!("write `{date} 07:00`, or what the time is"));
    }
    let clock = rest.strip_prefix(['T', 't']).or_else(|| rest.starts_with(' ').then(|| rest.trim_start_matches(' ')));
    let Some((time, zone)) = clock.map(|clock| clock.split_at(clock.find([' ', '+', '-', 'Z', 'z']).unwrap_or(clock.len())))
    else {
        return refused(format!("`{}` is not a date with a time", quote(text)), FORMS);
    };
    let Some(time) = time_of_day(time) else {
        return refused(format!("`{}` is not a time of day", quote(time)), FORMS);
    };
    let local = day.and_time(time);
    let zone = zone.trim_start_matches(' ');
    if zone.is_empty() {
        return Ok(ParsedDate::Local(local));
    }
    let moment = offset(zone).and_then(|offset| offset.from_local_datetime(&local).single());
    // a moment near either end may be outside once it is turned to UTC
    match moment.filter(|moment| YEARS.contains(&moment.with_timezone(&Utc).year())) {
        Some(moment) => Ok(ParsedDate::Moment(moment)),
        None => {
            refused(format!("`{}` is not an offset", quote(zone)), "write hours and minutes, such as `+01:00`, or `Z` for UTC")
        }
    }
}

/// A date as feeds have it; a weekday in front may be that of another day, which apps take for no date at all.
fn as_in_a_feed(text: &str) -> Option<DateFault> {
    let (weekday, rest) = text.split_once(',').map_or((None, text), |(weekday, rest)| (Some(weekday.trim()), rest.trim()));
    let moment = DateTime::parse_from_rfc2822(rest).ok()?;
    let written = moment.to_rfc3339();
    let (problem, help) = match weekday {
        None => (format!("`{}` is written as in a feed", quote(text)), format!("write `{written}`")),
        Some(weekday) if weekday.parse::<Weekday>().ok()? == moment.weekday() => {
            (format!("`{}` is written as in a feed", quote(text)), format!("write `{written}`"))
        }
        Some(weekday) => (
            format!("`{}` says `{weekday}`, and that day is a {}", quote(text), moment.format("%A")),
            format!("write `{written}`, or the day that is meant"),
        ),
    };
    Some(DateFault { kind: FaultKind::BadValue, problem, help })
}

/// A date of the right form, with a weekday before it.
fn behind_a_weekday(text: &str) -> Option<DateFault> {
    let (weekday, rest) = text.split_once([' ', ','])?;
    weekday.parse::<Weekday>().ok()?;
    let rest = rest.trim_start_matches([' ', ',']);
    day(rest.get(..10)?)?;
    let problem = format!("`{}` begins with a weekday, which the day decides by itself", quote(text));
    Some(DateFault { kind: FaultKind::BadValue, problem, help: format!("leave it out: `{rest}`") })
}

/// A day in the form `2022-07-04`.
fn day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digits(text.get(..4)?)?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(text.get(5..7)?)?, digits(text.get(8..)?)?)?;
    YEARS.contains(&day.year()).then_some(day)
}

/// A time of day in the form `07:00`, `07:00:00` or `07:00:00.000`. Fractions are checked and dropped: no feed can carry them.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (text, fraction) = text.split_once('.').map_or((text, None), |(text, fraction)| (text, Some(fraction)));
    let parts: Vec<&str> = text.split(':').collect();
    let two = |part: &str| if part.len() == 2 { digits(part) } else { None };
    let (hours, minutes, seconds) = match (parts.as_slice(), fraction) {
        ([hours, minutes], None) => (two(hours)?, two(minutes)?, 0),
        ([hours, minutes, seconds], None) => (two(hours)?, two(minutes)?, two(seconds)?),
        ([hours, minutes, seconds], Some(fraction)) if (1..=9).contains(&fraction.len()) => {
            digits(fraction)?;
            (two(hours)?, two(minutes)?, two(seconds)?)
        }
        _ => return None,
    };
    NaiveTime::from_hms_opt(hours, minutes, seconds)
}

/// An offset in the form `Z` or `+01:00`.
fn offset(text: &str) -> Option<FixedOffset> {
    if text.eq_ignore_ascii_case("z") {
        return FixedOffset::east_opt(0);
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    match sign {
        "+" => FixedOffset::east_opt(seconds),
        "-" => FixedOffset::west_opt(seconds),
        _ => None,
    }
}

/// Digits and nothing else: no sign, no blank.
fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::files::show_path::ShowPath;
    use crate::model::place::FilePosition;
    use crate::source::episode::read_episode;
    use crate::source::reading::defaults::ShowDefaults;

    /// The date of an episode, or kind, column, message and help of its only fault.
    fn read(date: &str, zone: ShowZone) -> Result<String, (FaultKind, u32, String, String)> {
        let text = format!("title: a\nguid: b\nsummary: c\ndate: {date}\n");
        let folder: ShowPath = "episodes/a".parse().unwrap();
        let mut read = read_episode(&text, &folder, &ShowDefaults { zone });
        match (read.value, read.faults.pop()) {
            (Some(episode), None) => Ok(episode.date.rfc_3339()),
            (None, Some(fault)) => {
                assert_eq!(read.faults, []);
                let FilePosition::LineColumn { line: 4, column } = fault.place.position else { panic!("{fault:?}") };
                Err((fault.kind, column, fault.message, fault.help))
            }
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn good(date: &str, expected: &str) {
        assert_eq!(read(date, ShowZone::Known(Tz::Europe__London)).as_deref(), Ok(expected));
    }

    #[track_caller]
    fn bad(date: &str, kind: FaultKind, message: &str, help: &str) {
        let expected = Err((kind, 7, format!("`date`: {message}"), help.to_owned()));
        assert_eq!(read(date, ShowZone::Known(Tz::Europe__London)), expected);
    }

    #[test]
    fn reads_dates_with_an_offset() {
        good("2022-07-04T07:00:00+01:00", "2022-07-04T07:00:00+01:00");
        good("2022-07-04T07:00:00Z", "2022-07-04T07:00:00Z");
        good("2022-07-04t07:00:00z", "2022-07-04T07:00:00Z");
        good("2022-07-04T07:00:00.999-05:30", "2022-07-04T07:00:00-05:30");
        good("2022-07-04 07:00 +01:00", "2022-07-04T07:00:00+01:00");
        good("2022-07-04T07:00+01:00", "2022-07-04T07:00:00+01:00");
    }

    #[test]
    fn reads_dates_on_the_show_s_clocks() {
        good("2022-07-04 07:00", "2022-07-04T07:00:00+01:00");
        good("2022-07-04 07:00:30", "2022-07-04T07:00:30+01:00");
        good("2022-12-04T07:00", "2022-12-04T07:00:00Z");
        good("'2022-12-04   07:00'", "2022-12-04T07:00:00Z");
    }

    #[test]
    fn a_time_that_the_clocks_leave_out_or_repeat_needs_an_offset() {
        bad(
            "2022-03-27 01:30",
            FaultKind::ImpossibleTime,
            "2022-03-27 01:30 does not exist, because the clocks go forward in Europe/London",
            "write the offset: `2022-03-27T01:30:00+00:00` or `2022-03-27T01:30:00+01:00`",
        );
        bad(
            "2022-10-30 01:30",
            FaultKind::ImpossibleTime,
            "2022-10-30 01:30 exists twice, because the clocks go back in Europe/London",
            "write the offset: `2022-10-30T01:30:00+01:00` or `2022-10-30T01:30:00+00:00`",
        );
        good("2022-03-27T01:30:00+01:00", "2022-03-27T01:30:00+01:00");
    }

    #[test]
    fn without_a_time_zone_an_offset_is_needed() {
        let help = "add `time_zone: Europe/London`, or what your zone is, to podcast.yaml; \
                    or write the offset, such as `2022-07-04T07:00:00+01:00`";
        let message = "`date`: the date has no offset, and the show has no time zone";
        let expected = Err((FaultKind::BadValue, 7, message.to_owned(), help.to_owned()));
        assert_eq!(read("2022-07-04 07:00", ShowZone::Absent), expected);
        assert_eq!(read("2022-07-04 07:00", ShowZone::Unreadable).as_deref(), Ok("2022-07-04T07:00:00Z"));
    }

    #[test]
    fn says_what_is_wrong_with_a_date() {
        use FaultKind::BadValue;
        bad("2022-07-04", BadValue, "the date has no time of day", "write `2022-07-04 07:00`, or what the time is");
        bad("4 July 2022", BadValue, "`4 July 2022` is not a date with a time", FORMS);
        bad("04/07/2022 07:00", BadValue, "`04/07/2022 07:00` is not a date with a time", FORMS);
        bad("2022-02-30 07:00", BadValue, "the day 2022-02-30 does not exist", FORMS);
        bad("1922-07-04 07:00", BadValue, "the year 1922 is not between 1970 and 2200", FORMS);
        bad("2022-07-04 7:00", BadValue, "`7:00` is not a time of day", FORMS);
        bad("2022-07-04 24:00", BadValue, "`24:00` is not a time of day", FORMS);
        bad("2022-07-04T07:00:60Z", BadValue, "`07:00:60` is not a time of day", FORMS);
        bad("2022-07-04T07:00.5", BadValue, "`07:00.5` is not a time of day", FORMS);
        bad("2022-07-04/07:00", BadValue, "`2022-07-04/07:00` is not a date with a time", FORMS);
        let zone = "write hours and minutes, such as `+01:00`, or `Z` for UTC";
        bad("2022-07-04 07:00 BST", BadValue, "`BST` is not an offset", zone);
        bad("2022-07-04T07:00:00+0100", BadValue, "`+0100` is not an offset", zone);
        bad("2022-07-04T07:00:00+24:00", BadValue, "`+24:00` is not an offset", zone);
        let feed = "`Mon, 04 Jul 2022 07:00:00 +0100` is written as in a feed";
        bad("Mon, 04 Jul 2022 07:00:00 +0100", BadValue, feed, "write `2022-07-04T07:00:00+01:00`");
        bad(
            "Tue, 04 Jul 2022 07:00:00 +0100",
            BadValue,
            "`Tue, 04 Jul 2022 07:00:00 +0100` says `Tue`, and that day is a Monday",
            "write `2022-07-04T07:00:00+01:00`, or the day that is meant",
        );
        bad(
            "4 Jul 2022 07:00:00 GMT",
            BadValue,
            "`4 Jul 2022 07:00:00 GMT` is written as in a feed",
            "write `2022-07-04T07:00:00+00:00`",
        );
        bad("Foo, 04 Jul 2022 07:00:00 GMT", BadValue, "`Foo, 04 Jul 2022 07:00:00 GMT` is not a date with a time", FORMS);
        for weekday in ["Monday", "Tue,"] {
            let message = format!("`{weekday} 2022-07-04 07:00` begins with a weekday, which the day decides by itself");
            bad(&format!("{weekday} 2022-07-04 07:00"), BadValue, &message, "leave it out: `2022-07-04 07:00`");
        }
        bad("2022-07-0é 07:00", BadValue, "`2022-07-0é 07:00` is not a date with a time", FORMS);
    }
}
