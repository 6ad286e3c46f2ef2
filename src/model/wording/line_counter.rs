//! Lines of a text.

/// Counts the lines of a text from front to back, once, however many places are asked for.
#[derive(Debug)]
pub(crate) struct LineCounter<'t> {
    text: &'t str,
    line: u32,
    /// Up to where lines were counted (bytes).
    counted: usize,
}

impl<'t> LineCounter<'t> {
    /// Nothing of a text is counted yet.
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, line: 1, counted: 0 }
    }

    /// The line of a byte, from 1. For one before the last place, the line of that; for one behind the end, the last line.
    pub(crate) fn at(&mut self, place: usize) -> u32 {
        let end = place.min(self.text.len());
        if end > self.counted {
            let passed = memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.counted..end]).count();
            self.line = self.line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
            self.counted = end;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_on_the_line_that_it_ends() {
        let mut lines = LineCounter::of("a\nbé\n\nc");
        for (place, line) in [(0, 1), (1, 1), (2, 2), (4, 2), (5, 2), (6, 3), (3, 3), (7, 4), (8, 4), (usize::MAX, 4)] {
            assert_eq!(lines.at(place), line, "{place}");
        }
    }
}
