//! "Did you mean": the known word nearest to a misspelt one.

/// The nearest of the known words; `None` where none is near. Case does not count.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&found, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_word_that_was_meant() {
        let keys = ["title", "date", "chapters", "transcript"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Transcripts", keys), Some("transcript"));
        assert_eq!(nearest("colour", keys), None);
    }
}
