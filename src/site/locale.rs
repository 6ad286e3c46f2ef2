//! Dates, lengths, sizes and numbers, as a language writes them.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::model::files::byte_count::{ByteCount, RoundedSize};
use crate::model::media::audio_length::AudioLength;
use crate::model::show::Show;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::language::Language;
use crate::site::isolation::marked;
use crate::site::words::{Plural, Words, fill};

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
        let words = Words::of_language(&show.language.primary()).unwrap_or(fallback);
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
        let month = self.month_name(date);
        self.own_words(if self.page_language().eq_ignore_ascii_case("en-us") {
            format!("{month} {}, {}", date.day(), date.year())
        } else {
            format!("{} {month} {}", date.day(), date.year())
        })
    }

    /// `July 2022`.
    pub(crate) fn month(&self, date: NaiveDate) -> String {
        self.own_words(format!("{} {}", self.month_name(date), date.year()))
    }

    fn month_name(&self, date: NaiveDate) -> &'static str {
        usize::try_from(date.month0()).ok().and_then(|month| self.words.months.get(month)).unwrap_or(&"")
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
        if let [one] = words.as_slice() { one.clone() } else { self.own_words(words.join(" ")) }
    }

    /// A whole number, in groups of three digits from 1,000.
    pub(crate) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut written = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                written.push_str(self.words.group);
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
        let megabytes = match bytes.rounded() {
            RoundedSize::Kilobytes(kilobytes) => return self.count(kilobytes, &self.words.kilobytes),
            RoundedSize::Megabytes { whole, tenths } => format!("{}{}{tenths}", self.number(whole), self.words.decimal),
            RoundedSize::WholeMegabytes(megabytes) => self.number(megabytes),
        };
        fill(self.words.megabytes, &[&megabytes])
    }
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
        static GERMAN: Words = Words { decimal: ",", group: ".", ..crate::site::words::ENGLISH };
        let content: Language = "de".parse().unwrap();
        let german = Locale { words: &GERMAN, content: &content };
        let british: Language = "en-GB".parse().unwrap();
        let english = locale("en", &british);
        for (number, in_english, in_german) in
            [(0, "0", "0"), (999, "999", "999"), (1000, "1,000", "1.000"), (12_345_678, "12,345,678", "12.345.678")]
        {
            assert_eq!((english.number(number).as_str(), german.number(number).as_str()), (in_english, in_german));
        }
        assert_eq!(german.size(ByteCount::new(2_255_412)), "2,3 megabytes");
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
        let german: Language = "de-DE".parse().unwrap();
        let fallback = locale("en", &german);
        assert_eq!((fallback.page_language(), fallback.content_language(), fallback.direction()), ("en", Some("de-DE"), None));
        let british: Language = "en-GB".parse().unwrap();
        let own = locale("en", &british);
        assert_eq!((own.page_language(), own.content_language()), ("en-GB", None));
        let arabic: Language = "ar".parse().unwrap();
        let arabic = locale("en", &arabic);
        assert_eq!((arabic.page_language(), arabic.content_language(), arabic.direction()), ("ar", Some("ar"), Some("rtl")));
    }

    #[test]
    fn words_of_the_other_direction_are_marked_as_a_whole() {
        let hebrew: Language = "he".parse().unwrap();
        let locale = Locale { words: Words::english_marked(), content: &hebrew };
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
