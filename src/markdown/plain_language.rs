//! How hard a text is to read: the Flesch-Kincaid grade (Kincaid and others, 1975, "Derivation of new readability formulas",
//! <https://stars.library.ucf.edu/istlibrary/56/>), for English only.

/// The school year in which one reads a text with ease, by words in a sentence and syllables in a word; `None` for fewer than
/// [`WORDS_MIN`] words, of which one cannot tell.
#[expect(clippy::cast_precision_loss, reason = "no text has 2^53 words")]
pub(crate) fn grade(text: &str) -> Option<f64> {
    let (mut words, mut syllables, mut sentences, mut open) = (0usize, 0usize, 0usize, false);
    for token in text.split_whitespace() {
        for word in token.split(['-', '–', '—', '/']).filter(|word| word.chars().any(char::is_alphanumeric)) {
            words += 1;
            syllables += syllables_of(word);
            open = true;
        }
        let end = token.trim_end_matches(['"', '\'', ')', '”', '’']).ends_with(['.', '!', '?', '…', ':']);
        if end && open {
            sentences += 1;
            open = false;
        }
    }
    sentences += usize::from(open);
    (words >= WORDS_MIN).then(|| {
        let (words, syllables, sentences) = (words as f64, syllables as f64, sentences.max(1) as f64);
        0.39 * words / sentences + 11.8 * syllables / words - 15.59
    })
}

/// The age at which a child in England or the USA is in that school year: the first grade is at six.
pub(crate) fn reading_age(text: &str) -> Option<f64> {
    grade(text).map(|grade| grade.max(0.0) + 5.0)
}

/// The fewest words for which a grade means anything. // words; shorter samples jump by whole grades with each word
pub(crate) const WORDS_MIN: usize = 15;

/// Groups of vowels, without the silent `e` at the end: right for nine English words of ten, which is what the formula was made with.
fn syllables_of(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: &char| "aeiouyàáâäèéêëìíîïòóôöùúûü".contains(*c);
    let groups = letters.iter().enumerate().filter(|(index, c)| vowel(c) && (*index == 0 || !vowel(&letters[index - 1]))).count();
    let silent = match letters.as_slice() {
        [.., before, 'e'] => !vowel(before) && *before != 'l',
        [.., before, 'e', 'd'] => !matches!(before, 't' | 'd') && !vowel(before),
        [.., before, 'e', 's'] => !matches!(before, 's' | 'x' | 'z' | 'c' | 'g' | 'h' | 'l') && !vowel(before),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_syllables_as_one_speaks_them() {
        for (word, expected) in [
            ("make", 1),
            ("little", 2),
            ("asked", 1),
            ("wanted", 2),
            ("services", 3),
            ("participation", 5),
            ("idea", 2),
            ("the", 1),
            ("rhythm", 1),
            ("2022", 1),
        ] {
            assert_eq!(syllables_of(word), expected, "{word}");
        }
    }

    #[test]
    fn plain_words_have_a_low_grade_and_officialese_a_high_one() {
        let plain = "We make a plan. You tell us what you need. We ask you first. Then we do it with you.";
        let office = "The implementation of participatory commissioning necessitates organisational reconfiguration across \
                      multidisciplinary partnerships, notwithstanding considerable budgetary constraints.";
        assert!(grade(plain).unwrap() < 2.0, "{:?}", grade(plain));
        assert!(grade(office).unwrap() > 20.0, "{:?}", grade(office));
        assert_eq!(grade("Too short to tell."), None);
        assert_eq!(grade(""), None);
    }
}
