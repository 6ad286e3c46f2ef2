//! How many columns of a terminal text takes (Unicode Standard Annex 11), for tables, line breaks and carets.

use unicode_width::UnicodeWidthStr;

/// The columns that text takes: two for most characters of Chinese, Japanese and Korean and for an emoji with all its parts, none for
/// an accent that is combined with the letter before it.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Text with spaces behind it, so that it takes this many columns; longer text stays as it is.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// As much of the beginning of text as takes at most this many columns. What is displayed as one character is kept or left out as one.
pub fn beginning(text: &str, width: usize) -> &str {
    &text[..length_of_fitting(clusters(text), width)]
}

/// As [`beginning`], of the end.
pub fn ending(text: &str, width: usize) -> &str {
    let clusters: Vec<&str> = clusters(text).collect();
    &text[text.len() - length_of_fitting(clusters.into_iter().rev(), width)..]
}

/// How many bytes the first clusters have that take at most this many columns.
fn length_of_fitting<'a>(clusters: impl Iterator<Item = &'a str>, width: usize) -> usize {
    let mut taken = 0;
    let fits = |cluster: &&str| {
        taken += columns(cluster);
        taken <= width
    };
    clusters.take_while(fits).map(str::len).sum()
}

/// Text in pieces that are each displayed as one character.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| !is_joined(text, *end));
    ends.scan(0, |start, end| Some(&text[std::mem::replace(start, end)..end]))
}

/// Whether what stands before and behind a place is displayed as one character.
fn is_joined(text: &str, at: usize) -> bool {
    let (before, behind) = text.split_at(at);
    let next = behind.chars().next();
    next.is_some_and(|next| before.ends_with('\u{200D}') || columns(next.encode_utf8(&mut [0; 4])) == 0)
        || next.is_some_and(|next| ('\u{1F3FB}'..='\u{1F3FF}').contains(&next))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAMILY: &str = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}";

    #[test]
    fn counts_what_a_terminal_shows() {
        for (text, expected) in [("", 0), ("wall", 4), ("聴く人", 6), (FAMILY, 2), ("cafe\u{301}", 4), ("ŷ", 1), ("한국", 4)]
        {
            assert_eq!(columns(text), expected, "{text}");
        }
    }

    #[test]
    fn pads_to_columns_and_never_cuts() {
        assert_eq!(padded("聴く", 6), "聴く  ");
        assert_eq!(padded("聴く", 3), "聴く");
    }

    #[test]
    fn cuts_between_what_is_displayed_as_one_character() {
        let family = format!("a{FAMILY}b");
        for (text, width, expected) in [
            ("wall", 2, "wa"),
            ("wall", 9, "wall"),
            ("聴く人", 5, "聴く"),
            ("cafe\u{301}s", 4, "cafe\u{301}"),
            ("e\u{301}", 0, ""),
            (&family, 2, "a"),
            (&family, 3, &family[..family.len() - 1]),
            ("\u{1F44D}\u{1F3FD}b", 2, "\u{1F44D}\u{1F3FD}"),
        ] {
            assert_eq!(beginning(text, width), expected, "{text} {width}");
        }
        assert_eq!(
            [ending("聴く人", 3), ending("cafe\u{301}", 1), ending(&family, 2), ending("wall", 9)],
            ["人", "e\u{301}", "b", "wall"]
        );
    }
}
