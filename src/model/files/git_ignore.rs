//! Which line of a `.gitignore` keeps a file out of Git (gitignore(5), "Pattern format").

/// The longest pattern that is read. // bytes; Linux takes no longer path than 4,096
const PATTERN_MAX: usize = 4096;

/// A line of a `.gitignore` that says something.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IgnorePattern {
    /// Line, from 1.
    pub line: u32,
    /// Whether it takes a file in again that an earlier line left out.
    pub is_negated: bool,
    is_for_folders: bool,
    /// Whether it is matched with the whole path, and not with the name alone.
    has_slash: bool,
    pattern: Vec<Token>,
}

/// A part of a pattern.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Token {
    Letter(char),
    /// `?`
    AnyLetter,
    /// `*`
    AnyName,
    /// `**` that stands for any number of folders, or for everything below one.
    AnyPath,
    /// `[a-z]`, or with `!` all but these.
    Set {
        is_negated: bool,
        ranges: Vec<(char, char)>,
    },
}

impl IgnorePattern {
    /// Every pattern of a file, in order.
    pub fn all_of(text: &str) -> Vec<Self> {
        text.trim_start_matches('\u{FEFF}').lines().zip(1..).filter_map(|(line, number)| Self::of(line, number)).collect()
    }

    fn of(text: &str, line: u32) -> Option<Self> {
        let text = without_blanks(text.trim_end_matches('\r'));
        if text.is_empty() || text.starts_with('#') || text.len() > PATTERN_MAX {
            return None;
        }
        let (is_negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let (is_for_folders, text) = text.strip_suffix('/').map_or((false, text), |rest| (true, rest));
        let has_slash = text.contains('/');
        let pattern = tokens(text.strip_prefix('/').unwrap_or(text))?;
        (!pattern.is_empty()).then_some(Self { line, is_negated, is_for_folders, has_slash, pattern })
    }

    /// Whether it speaks of a path, which is relative to the folder of the `.gitignore`.
    pub fn speaks_of(&self, path: &str, is_folder: bool) -> bool {
        let path = if self.has_slash { path } else { path.rsplit('/').next().unwrap_or(path) };
        (is_folder || !self.is_for_folders) && matches(&self.pattern, path)
    }
}

/// Blanks at the end do not count, unless a backslash keeps them.
fn without_blanks(line: &str) -> &str {
    let trimmed = line.trim_end_matches(' ');
    let backslashes = trimmed.len() - trimmed.trim_end_matches('\\').len();
    if backslashes % 2 == 1 && trimmed.len() < line.len() { &line[..=trimmed.len()] } else { trimmed }
}

/// The parts of a pattern; `None` where it is none: a set without an end, or a backslash with nothing after it.
fn tokens(pattern: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = pattern.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += 1;
        tokens.push(match letter {
            '\\' => {
                at += 1;
                Token::Letter(*letters.get(at - 1)?)
            }
            '?' => Token::AnyLetter,
            '*' => {
                let stars = 1 + letters[at..].iter().take_while(|next| **next == '*').count();
                let is_at_start = at == 1 || letters[at - 2] == '/';
                at += stars - 1;
                let is_alone = is_at_start && letters.get(at).is_none_or(|next| *next == '/');
                if stars == 2 && is_alone {
                    // `**/` stands for no folder too
                    at += usize::from(at < letters.len());
                    Token::AnyPath
                } else {
                    Token::AnyName
                }
            }
            '[' => {
                let (set, end) = set(&letters, at)?;
                at = end;
                set
            }
            other => Token::Letter(other),
        });
    }
    Some(tokens)
}

/// A set that begins after its bracket, and where it ends.
fn set(letters: &[char], mut at: usize) -> Option<(Token, usize)> {
    let is_negated = matches!(letters.get(at), Some('!' | '^'));
    at += usize::from(is_negated);
    let (first, mut ranges) = (at, Vec::new());
    let letter = |at: &mut usize| {
        *at += usize::from(letters.get(*at) == Some(&'\\'));
        let letter = letters.get(*at).copied();
        *at += 1;
        letter
    };
    loop {
        if letters.get(at) == Some(&']') && at > first {
            return Some((Token::Set { is_negated, ranges }, at + 1));
        }
        let from = letter(&mut at)?;
        let is_range = letters.get(at) == Some(&'-') && letters.get(at + 1).is_some_and(|next| *next != ']');
        at += usize::from(is_range);
        ranges.push((from, if is_range { letter(&mut at)? } else { from }));
    }
}

/// Whether a pattern is that of a whole path. Each letter of the path is compared once with each part of the pattern.
fn matches(pattern: &[Token], path: &str) -> bool {
    // Whether the path up to here is what the first parts of the pattern say.
    let mut reached = vec![false; pattern.len() + 1];
    reached[0] = true;
    let skip_empty = |reached: &mut Vec<bool>, is_at_start: bool| {
        for (at, token) in pattern.iter().enumerate() {
            let is_last = at + 1 == pattern.len();
            let may_be_empty = matches!(token, Token::AnyName) || (matches!(token, Token::AnyPath) && is_at_start && !is_last);
            reached[at + 1] |= reached[at] && may_be_empty;
        }
    };
    skip_empty(&mut reached, true);
    for letter in path.chars() {
        let mut next = vec![false; pattern.len() + 1];
        for (at, token) in pattern.iter().enumerate().filter(|(at, _)| reached[*at]) {
            match token {
                Token::AnyName => next[at] |= letter != '/',
                Token::AnyPath => next[at] = true,
                _ => next[at + 1] |= is_of(token, letter),
            }
        }
        for (at, token) in pattern.iter().enumerate() {
            // what goes on after `**` begins after a slash
            let is_last = at + 1 == pattern.len();
            if matches!(token, Token::AnyPath) && next[at] && (letter == '/' || is_last) {
                next[at + 1] = true;
            }
        }
        skip_empty(&mut next, letter == '/');
        reached = next;
    }
    reached[pattern.len()]
}

fn is_of(token: &Token, letter: char) -> bool {
    match token {
        Token::Letter(wanted) => *wanted == letter,
        Token::AnyLetter => letter != '/',
        Token::Set { is_negated, ranges } => {
            letter != '/' && ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter)) != *is_negated
        }
        Token::AnyName | Token::AnyPath => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line that leaves a path out.
    fn line(text: &str, path: &str, is_folder: bool) -> Option<u32> {
        let patterns = IgnorePattern::all_of(text);
        let last = patterns.iter().rfind(|pattern| pattern.speaks_of(path, is_folder));
        last.filter(|pattern| !pattern.is_negated).map(|pattern| pattern.line)
    }

    #[test]
    fn finds_the_line_as_git_does() {
        for (text, expected) in [
            ("podcast.lock", Some(1)),
            ("/podcast.lock", Some(1)),
            ("# locks\n\n*.lock  \n", Some(3)),
            ("*.lock\r\n", Some(1)),
            ("*", Some(1)),
            ("**", Some(1)),
            ("**/podcast.lock", Some(1)),
            ("podcast.*", Some(1)),
            ("podcast.loc?", Some(1)),
            ("p[a-z]dcast.[!x]ock", Some(1)),
            ("podcast\\.lock", Some(1)),
            ("*.lock\n!podcast.lock", None),
            ("!podcast.lock\n*.lock", Some(2)),
            ("*\n!*.yaml\n", Some(1)),
            ("podcast.lock/", None),
            ("/show/podcast.lock", None),
            ("show/*.lock", None),
            ("*.loc", None),
            ("#podcast.lock", None),
            ("\\#podcast.lock", None),
            ("podcast.lock\\ ", None),
            ("podcast.[lock", None),
            ("Podcast.lock", None),
            ("", None),
        ] {
            assert_eq!(line(text, "podcast.lock", false), expected, "{text:?}");
        }
    }

    #[test]
    fn a_path_is_matched_from_the_folder_of_the_file() {
        for (text, expected) in [
            ("shows/*/podcast.lock", true),
            ("shows/**/podcast.lock", true),
            ("shows/**", true),
            ("**/a/podcast.lock", true),
            ("**/shows/a/podcast.lock", true),
            ("*.lock", true),
            ("podcast.lock", true),
            ("/podcast.lock", false),
            ("shows/*.lock", false),
            ("shows/podcast.lock", false),
            ("a/podcast.lock", false),
            ("xshows/**", false),
            ("**shows", false),
        ] {
            assert_eq!(line(text, "shows/a/podcast.lock", false).is_some(), expected, "{text:?}");
        }
        assert_eq!(line("shows/", "shows", true), Some(1));
        assert_eq!(line("shows/**/a", "shows/a", true), Some(1));
    }

    #[test]
    fn many_stars_take_no_longer() {
        let stars = "*a".repeat(2000);
        assert_eq!(line(&stars, &"a".repeat(1999), false), None);
    }
}
