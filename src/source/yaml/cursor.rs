//! A place in a YAML text, and the steps over what can stand there (YAML 1.1, as libyaml reads it).

/// A place in a text of which it is known that it is YAML.
pub(in crate::source) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// The line ends of YAML 1.1.
const BREAKS: [char; 5] = ['\r', '\n', '\u{85}', '\u{2028}', '\u{2029}'];

fn is_break(character: char) -> bool {
    BREAKS.contains(&character)
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t') || is_break(character)
}

impl<'t> Cursor<'t> {
    /// The start of a text.
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// How many bytes it is into the text.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to where it was.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The character that comes next.
    pub(crate) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The column, from 0. Before a thing that begins a line there is nothing but blanks and hyphens, so bytes are characters.
    pub(crate) fn column(&self) -> isize {
        let before = &self.text[..self.at];
        let start = before.rfind(is_break).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        isize::try_from(self.at - start).unwrap_or(isize::MAX)
    }

    /// Skips directives and the mark of the document.
    pub(crate) fn skip_head(&mut self) {
        self.skip_gap();
        while self.next() == Some('%') {
            self.skip_while(|c| !is_break(c));
            self.skip_gap();
        }
        if self.rest().starts_with("---") && self.column() == 0 && self.rest()[3..].chars().next().is_none_or(is_blank) {
            self.at += 3;
        }
    }

    /// Skips blanks, line ends and comments, and says whether there was a line end.
    pub(crate) fn skip_gap(&mut self) -> bool {
        let start = self.at;
        loop {
            self.skip_while(is_blank);
            if self.next() != Some('#') {
                return self.text[start..self.at].contains(is_break);
            }
            self.skip_while(|c| !is_break(c));
        }
    }

    /// Skips this character, where it comes next.
    pub(crate) fn take(&mut self, character: char) -> bool {
        let is_next = self.next() == Some(character);
        if is_next {
            self.at += character.len_utf8();
        }
        is_next
    }

    /// Skips this character, where it comes next and is no part of a word, as it never is within brackets.
    pub(crate) fn take_indicator(&mut self, character: char, is_flow: bool) -> bool {
        let mut rest = self.rest().chars();
        let is_indicator = rest.next() == Some(character) && (is_flow || rest.next().is_none_or(is_blank));
        is_indicator && self.take(character)
    }

    /// The name that is referred to, where a reference comes next.
    pub(crate) fn alias(&mut self) -> Option<&'t str> {
        (self.next() == Some('*')).then(|| &self.name()[1..])
    }

    /// Whether a colon comes next on this line.
    pub(crate) fn is_before_colon(&self) -> bool {
        self.rest().trim_start_matches([' ', '\t']).starts_with(':')
    }

    /// A name or a tag, where one comes next.
    pub(crate) fn property(&mut self, is_flow: bool) -> Option<&'t str> {
        match self.next()? {
            '&' => Some(self.name()),
            '!' => {
                let start = self.at;
                let is_verbatim = self.rest().starts_with("!<");
                let ends_at_comma = is_flow && !is_verbatim;
                self.skip_while(|c| !(is_blank(c) || (ends_at_comma && c == ',')));
                Some(&self.text[start..self.at])
            }
            _ => None,
        }
    }

    /// The sign that comes next, and the name after it.
    fn name(&mut self) -> &'t str {
        let start = self.at;
        self.at += 1;
        self.skip_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        &self.text[start..self.at]
    }

    /// Whether a word comes next that means nothing.
    pub(crate) fn is_null(&self, is_flow: bool) -> bool {
        let word = self.word(is_flow);
        matches!(word, "~" | "null" | "Null" | "NULL")
    }

    /// Skips a text with this value.
    pub(crate) fn skip_text(&mut self, value: &str, indent: isize) -> Option<()> {
        match self.next() {
            Some('"' | '\'' | '|' | '>') => self.skip_marked(indent),
            _ => value.chars().filter(|c| !is_blank(*c)).try_for_each(|wanted| {
                self.skip_while(is_blank);
                self.take(wanted).then_some(())
            }),
        }
    }

    /// Skips a scalar without blanks.
    pub(crate) fn skip_word(&mut self, indent: isize, is_flow: bool) -> Option<()> {
        if matches!(self.next(), Some('"' | '\'' | '|' | '>')) {
            return self.skip_marked(indent);
        }
        self.at += self.word(is_flow).len();
        Some(())
    }

    /// Skips whatever value comes next: within brackets up to what ends it, else up to a line that is not further in than what is around it.
    pub(crate) fn skip_value(&mut self, indent: isize, is_flow: bool) -> Option<()> {
        if matches!(self.next(), Some('"' | '\'' | '|' | '>')) {
            return self.skip_marked(indent);
        }
        if !is_flow && !matches!(self.next(), Some('[' | '{')) {
            self.skip_lines(indent);
            return Some(());
        }
        let mut open = 0_usize;
        while let Some(next) = self.next() {
            match next {
                '"' | '\'' => {
                    self.skip_marked(indent)?;
                    continue;
                }
                '[' | '{' => open += 1,
                ',' | ']' | '}' if open == 0 => return Some(()),
                ':' if open == 0 && self.rest()[1..].chars().next().is_none_or(is_blank) => return Some(()),
                ']' | '}' => open -= 1,
                _ => {}
            }
            self.take(next);
            if matches!(next, ']' | '}') && open == 0 {
                return Some(());
            }
        }
        Some(())
    }

    /// Skips this line, and the lines after it that are further in.
    fn skip_lines(&mut self, indent: isize) {
        loop {
            self.skip_while(|c| !is_break(c));
            let end = self.at;
            self.skip_gap();
            if self.next().is_none() || self.column() <= indent {
                self.at = end;
                return;
            }
        }
    }

    /// Skips a scalar in quotes, or in a block.
    fn skip_marked(&mut self, indent: isize) -> Option<()> {
        match self.next()? {
            '"' => {
                self.at += 1;
                loop {
                    self.skip_while(|c| !matches!(c, '"' | '\\'));
                    if self.take('"') {
                        return Some(());
                    }
                    self.take('\\').then_some(())?;
                    let escaped = self.next()?;
                    self.take(escaped);
                }
            }
            '\'' => {
                self.at += 1;
                loop {
                    self.skip_while(|c| c != '\'');
                    self.take('\'').then_some(())?;
                    if !self.take('\'') {
                        return Some(());
                    }
                }
            }
            _ => {
                self.skip_block(usize::try_from(indent).unwrap_or(0), indent < 0);
                Some(())
            }
        }
    }

    /// Skips `|` or `>` and the lines that are indented after it.
    fn skip_block(&mut self, around: usize, is_outermost: bool) {
        let header = self.at;
        self.skip_while(|c| !is_break(c));
        let indicators = self.text[header..self.at].split(is_blank).next().unwrap_or_default();
        let digit = indicators.chars().find_map(|c| c.to_digit(10));
        let least = if is_outermost { 1 } else { around + 1 };
        let mut indent = digit.and_then(|digit| usize::try_from(digit).ok()).map(|digit| around + digit);
        while let Some(end) = self.next() {
            let line = self.at;
            let is_pair = end == '\r' && self.rest().starts_with("\r\n");
            self.at += if is_pair { 2 } else { end.len_utf8() };
            let start = self.at;
            self.skip_while(|c| c == ' ');
            let spaces = self.at - start;
            let Some(next) = self.next() else { return };
            if is_break(next) {
                continue;
            }
            if spaces < *indent.get_or_insert(spaces.max(least)) {
                self.at = line;
                return;
            }
            self.skip_while(|c| !is_break(c));
        }
    }

    /// The characters up to a blank, or to what ends a plain scalar.
    fn word(&self, is_flow: bool) -> &'t str {
        let rest = self.rest();
        let mut characters = rest.char_indices().peekable();
        while let Some((byte, character)) = characters.next() {
            let after = characters.peek().map(|(_, after)| *after);
            let ends_key = character == ':' && after.is_none_or(|c| is_blank(c) || (is_flow && is_delimiter(c)));
            if is_blank(character) || ends_key || (is_flow && is_delimiter(character)) {
                return &rest[..byte];
            }
        }
        rest
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_while(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !is_skipped(c)).unwrap_or(rest.len());
    }
}

fn is_delimiter(character: char) -> bool {
    matches!(character, ',' | '[' | ']' | '{' | '}')
}
