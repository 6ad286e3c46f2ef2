//! Dates, lengths, sizes and numbers, as a language writes them.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::model::files::byte_count::{ByteCount, RoundedSize};
use crate::model::media::audio_length::AudioLength;
use crate::model::show::Show;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::language::Language;
use crate::site::isolation::marked;
use crate::site::words::plural::Plural;
use crate::site::words::separators::separators;
use crate::site::words::{Review, Words, fill};

/// How the pages of a show speak.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locale<'a> {
    /// The words of the pages.
    pub(crate) words: &'static Words,
    /// The language of the show's own texts.
    pub(crate) content: &'a Language,
}

impl<'a> Locale<'a> {
    /// The show's language, with English words where nobody has translated them.
    pub(crate) fn of(show: &'a Show) -> Self {
        let fallback = if show.language.is_right_to_left() { Words::english_marked() } else { Words::english() };
        let own = Words::of_language(&show.language.primary()).filter(|_| show.language.is_translated());
        let words = own.unwrap_or(fallback);
        Self { words, content: &show.language }
    }

    /// Whether the words of the pages are written the other way than the show's. They then have marks, and the page is in the show's language.
    pub(crate) fn isolates_words(&self) -> bool {
        self.content.is_right_to_left() && !self.speaks_the_shows_language()
    }

    /// Words that are put together of several, or are in no table, as those of the table are.
    pub(crate) fn own_words(&self, text: String) -> String {
        if self.isolates_words() { marked(&text) } else { text }
    }

    fn speaks_the_shows_language(&self) -> bool {
        self.words.code == self.content.primary()
    }

    /// Whether nobody whose language it is has read the words yet.
    pub(crate) fn is_unchecked(&self) -> bool {
        self.words.review == Review::Unchecked
    }

    /// The language of the page as a whole.
    pub(crate) fn page_language(&self) -> &'a str {
        if self.speaks_the_shows_language() || self.isolates_words() { self.content.as_str() } else { self.words.code }
    }

    /// The language to name on the show's own texts: none where the words around them are in the same.
    pub(crate) fn content_language(&self) -> Option<&'a str> {
        (!self.speaks_the_shows_language()).then(|| self.content.as_str())
    }

    /// `rtl` for a show that is written from right to left.
    pub(crate) fn direction(&self) -> Option<&'static str> {
        self.content.is_right_to_left().then_some("rtl")
    }

    /// `4 July 2022`; in the United States `July 4, 2022`.
    pub(crate) fn date(&self, date: NaiveDate) -> String {
        let month = month_name(&self.words.months, date);
        let day = if date.day() == 1 { self.words.first_day.to_owned() } else { date.day().to_string() };
        self.own_words(if self.page_language().eq_ignore_ascii_case("en-us") {
            format!("{month} {day}, {}", date.year())
        } else {
            fill(self.words.date, &[&day, month, &date.year().to_string()])
        })
    }

    /// `July 2022`.
    pub(crate) fn month(&self, date: NaiveDate) -> String {
        let months = self.words.months_alone.as_ref().unwrap_or(&self.words.months);
        self.own_words(fill(self.words.month_and_year, &[month_name(months, date), &date.year().to_string()]))
    }

    /// `1 hour 2 minutes`, `3 minutes 8 seconds`: at most two units, rounded to seconds below an hour and to minutes above.
    pub(crate) fn length(&self, length: AudioLength) -> String {
        let seconds = length.whole_seconds();
        let parts: [(u64, &Plural); 2] = if seconds >= 3600 {
            let minutes = (seconds + 30) / 60;
            [(minutes / 60, &self.words.hours), (minutes % 60, &self.words.minutes)]
        } else {
            [(seconds / 60, &self.words.minutes), (seconds % 60, &self.words.seconds)]
        };
        let words: Vec<String> =
            parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, unit)| self.count(number, unit)).collect();
        match words.as_slice() {
            [one, two] => fill(self.words.two_units, &[one, two]),
            one => one.concat(),
        }
    }

    /// The signs before tenths and between groups.
    fn signs(&self) -> (&'static str, &'static str) {
        let own = separators(self.content).filter(|_| self.speaks_the_shows_language());
        own.unwrap_or((self.words.decimal, self.words.group))
    }

    /// A whole number, in groups of three digits where it is as large as the language wants for that: `1,000`.
    pub(crate) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        if number < self.words.group_from {
            return digits;
        }
        let (_, group) = self.signs();
        let mut written = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                written.push_str(group);
            }
            written.push(digit);
        }
        written
    }

    /// A number with its word.
    pub(crate) fn count(&self, number: u64, unit: &Plural) -> String {
        fill(unit.form((self.words.plural)(number)), &[&self.number(number)])
    }

    /// `2.3 megabytes`.
    pub(crate) fn size(&self, bytes: ByteCount) -> String {
        let unit = &self.words.megabytes;
        match bytes.rounded() {
            RoundedSize::Kilobytes(kilobytes) => self.count(kilobytes, &self.words.kilobytes),
            RoundedSize::Megabytes { whole, tenths } => {
                let (decimal, _) = self.signs();
                fill(unit.form((self.words.tenths)(whole)), &[&format!("{}{decimal}{tenths}", self.number(whole))])
            }
            RoundedSize::WholeMegabytes(megabytes) => self.count(megabytes, unit),
        }
    }
}

fn month_name(months: &[&'static str; 12], date: NaiveDate) -> &'static str {
    usize::try_from(date.month0()).ok().and_then(|month| months.get(month)).unwrap_or(&"")
}

/// `PT3M8S`, as `<time datetime>` and JSON-LD want a length (ISO 8601).
pub(crate) fn iso_length(length: AudioLength) -> String {
    let seconds = length.whole_seconds();
    let mut text = "PT".to_owned();
    for (number, unit) in [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M'), (seconds % 60, 'S')] {
        if number > 0 {
            write!(text, "{number}{unit}").expect("a string takes everything");
        }
    }
    text
}

/// `1:02:03`, without the fraction of a second.
pub(crate) fn clock(time: Timestamp) -> String {
    Timestamp::from_millis(time.as_millis() / 1000 * 1000).to_string()
}

/// Seconds as media fragments have them (<https://www.w3.org/TR/media-frags/#naming-time>): `75.5`, without needless noughts.
pub(crate) fn fragment_seconds(time: Timestamp) -> String {
    let (seconds, millis) = (time.as_millis() / 1000, time.as_millis() % 1000);
    if millis == 0 { seconds.to_string() } else { format!("{seconds}.{millis:03}").trim_end_matches('0').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale<'a>(code: &str, content: &'a Language) -> Locale<'a> {
        Locale { words: Words::of_language(code).unwrap(), content }
    }

    #[track_caller]
    fn length_case(code: &str, seconds: u64, expected: &str) {
        let content: Language = code.parse().unwrap();
        assert_eq!(
            locale(code, &content).length(AudioLength { samples: seconds * 8000, sample_rate: 8000_u32.try_into().unwrap() }),
            expected
        );
    }

    #[test]
    fn says_lengths_in_words() {
        length_case("en", 1, "1 second");
        length_case("en", 60, "1 minute");
        length_case("en", 188, "3 minutes 8 seconds");
        length_case("en", 3600, "1 hour");
        length_case("en", 7199, "2 hours");
        length_case("en", 3725, "1 hour 2 minutes");
        length_case("cy", 122, "2 funud 2 eiliad");
        length_case("cy", 188, "3 munud 8 eiliad");
    }

    #[test]
    fn says_dates_as_the_region_does() {
        let day = NaiveDate::from_ymd_opt(2022, 7, 4).unwrap();
        for (code, table, expected) in [
            ("en-GB", "en", "4 July 2022"),
            ("en-US", "en", "July 4, 2022"),
            ("cy", "cy", "4 Gorffennaf 2022"),
            ("de", "en", "4 July 2022"),
        ] {
            let content: Language = code.parse().unwrap();
            assert_eq!(locale(table, &content).date(day), expected);
        }
        let american: Language = "en-US".parse().unwrap();
        assert_eq!(locale("en", &american).month(day), "July 2022");
    }

    #[test]
    fn says_dates_lengths_and_sizes_as_each_language_does() {
        let (first, day) = (NaiveDate::from_ymd_opt(2022, 5, 1).unwrap(), NaiveDate::from_ymd_opt(2022, 7, 4).unwrap());
        for (code, dates, length, sizes, episodes) in [
            (
                "ga",
                ["1 Bealtaine 2022", "4 Iúil 2022", "Iúil 2022"],
                "3 huaire an chloig agus 2 nóiméad",
                ["2.3 meigibheart", "1,234 meigibheart"],
                "7 n-eipeasóid",
            ),
            (
                "fr",
                ["1er mai 2022", "4 juillet 2022", "juillet 2022"],
                "3 heures 2 minutes",
                ["2,3 mégaoctets", "1\u{202f}234 mégaoctets"],
                "7 épisodes",
            ),
            (
                "de",
                ["1. Mai 2022", "4. Juli 2022", "Juli 2022"],
                "3 Stunden 2 Minuten",
                ["2,3 Megabyte", "1.234 Megabyte"],
                "7 Folgen",
            ),
            (
                "de-CH",
                ["1. Mai 2022", "4. Juli 2022", "Juli 2022"],
                "3 Stunden 2 Minuten",
                ["2.3 Megabyte", "1’234 Megabyte"],
                "7 Folgen",
            ),
            (
                "es",
                ["1 de mayo de 2022", "4 de julio de 2022", "julio de 2022"],
                "3 horas y 2 minutos",
                ["2,3 megabytes", "1234 megabytes"],
                "7 episodios",
            ),
            (
                "es-MX",
                ["1 de mayo de 2022", "4 de julio de 2022", "julio de 2022"],
                "3 horas y 2 minutos",
                ["2.3 megabytes", "1234 megabytes"],
                "7 episodios",
            ),
            (
                "pl",
                ["1 maja 2022", "4 lipca 2022", "lipiec 2022"],
                "3 godziny 2 minuty",
                ["2,3 megabajta", "1234 megabajty"],
                "7 odcinków",
            ),
            (
                "ur",
                ["1 مئی، 2022", "4 جولائی، 2022", "جولائی 2022"],
                "3 گھنٹے 2 منٹ",
                ["2.3 میگابائٹس", "1,234 میگابائٹس"],
                "7 قسطیں",
            ),
            (
                "ar",
                ["1 مايو 2022", "4 يوليو 2022", "يوليو 2022"],
                "3 ساعات ودقيقتان",
                ["2.3 ميغابايت", "1,234 ميغابايت"],
                "7 حلقات",
            ),
            (
                "ar-MA",
                ["1 مايو 2022", "4 يوليو 2022", "يوليو 2022"],
                "3 ساعات ودقيقتان",
                ["2,3 ميغابايت", "1.234 ميغابايت"],
                "7 حلقات",
            ),
            (
                "he",
                ["1 במאי 2022", "4 ביולי 2022", "יולי 2022"],
                "3 שעות, שתי דקות",
                ["2.3 מגה-בייט", "1,234 מגה-בייט"],
                "7 פרקים",
            ),
        ] {
            let content: Language = code.parse().unwrap();
            let locale = locale(&content.primary(), &content);
            assert_eq!([locale.date(first), locale.date(day), locale.month(day)], dates, "{code}");
            assert_eq!(locale.length(AudioLength { samples: 10_920, sample_rate: 1_u32.try_into().unwrap() }), length);
            assert_eq!([2_255_412, 1_234_567_890].map(|bytes| locale.size(ByteCount::new(bytes))), sizes, "{code}");
            assert_eq!(locale.count(7, &locale.words.episodes), episodes);
        }
        let french: Language = "fr".parse().unwrap();
        assert_eq!(locale("fr", &french).size(ByteCount::new(1_500_000)), "1,5 mégaoctet");
    }

    #[test]
    fn says_sizes_in_words() {
        let content: Language = "en".parse().unwrap();
        let locale = locale("en", &content);
        for (bytes, expected) in [
            (1, "1 kilobyte"),
            (498_416, "499 kilobytes"),
            (999_000, "999 kilobytes"),
            (999_001, "1.0 megabytes"),
            (2_255_412, "2.3 megabytes"),
            (123_456_789, "123 megabytes"),
            (1_234_567_890, "1,234 megabytes"),
        ] {
            assert_eq!(locale.size(ByteCount::new(bytes)), expected);
        }
        assert!(!locale.size(ByteCount::new(u64::MAX)).is_empty());
    }

    #[test]
    fn writes_numbers_as_the_language_does() {
        let content: Language = "de".parse().unwrap();
        let german = locale("de", &content);
        let british: Language = "en-GB".parse().unwrap();
        let english = locale("en", &british);
        for (number, in_english, in_german) in
            [(0, "0", "0"), (999, "999", "999"), (1000, "1,000", "1.000"), (12_345_678, "12,345,678", "12.345.678")]
        {
            assert_eq!((english.number(number).as_str(), german.number(number).as_str()), (in_english, in_german));
        }
        assert_eq!(german.size(ByteCount::new(2_255_412)), "2,3 Megabyte");
        assert_eq!(english.count(1000, &english.words.episodes), "1,000 episodes");
    }

    #[test]
    fn counts_as_welsh_counts() {
        let content: Language = "cy".parse().unwrap();
        let locale = locale("cy", &content);
        let counts: Vec<String> = [1, 2, 3, 4, 6].map(|number| locale.count(number, &locale.words.episodes)).into();
        assert_eq!(counts, ["1 bennod", "2 bennod", "3 pennod", "4 pennod", "6 phennod"]);
    }

    #[test]
    fn names_the_language_of_the_shows_texts_only_where_it_differs() {
        let danish: Language = "da-DK".parse().unwrap();
        let fallback = locale("en", &danish);
        assert_eq!((fallback.page_language(), fallback.content_language(), fallback.direction()), ("en", Some("da-DK"), None));
        let british: Language = "en-GB".parse().unwrap();
        let own = locale("en", &british);
        assert_eq!((own.page_language(), own.content_language()), ("en-GB", None));
        let persian: Language = "fa".parse().unwrap();
        let persian = locale("en", &persian);
        assert_eq!((persian.page_language(), persian.content_language(), persian.direction()), ("fa", Some("fa"), Some("rtl")));
    }

    #[test]
    fn words_of_the_other_direction_are_marked_as_a_whole() {
        let persian: Language = "fa".parse().unwrap();
        let locale = Locale { words: Words::english_marked(), content: &persian };
        let day = NaiveDate::from_ymd_opt(2022, 7, 4).unwrap();
        assert_eq!((locale.date(day), locale.month(day)), (marked("4 July 2022"), marked("July 2022")));
        let length = |seconds| locale.length(AudioLength { samples: seconds, sample_rate: 1_u32.try_into().unwrap() });
        assert_eq!((length(60), length(188)), (marked("1 minute"), marked("3 minutes 8 seconds")));
        assert_eq!(locale.size(ByteCount::new(2_255_412)), marked("2.3 megabytes"));
        assert_eq!(locale.number(12_345), "12,345");
    }

    #[test]
    fn writes_times_as_players_read_them() {
        let time = Timestamp::from_millis(3_675_500);
        assert_eq!((clock(time).as_str(), fragment_seconds(time).as_str()), ("1:01:15", "3675.5"));
        assert_eq!(fragment_seconds(Timestamp::from_millis(20_000)), "20");
        assert_eq!(iso_length(AudioLength { samples: 3723, sample_rate: 1_u32.try_into().unwrap() }), "PT1H2M3S");
    }
}
