//! What is wrong with a text that is not YAML, in the words of people who write YAML by hand.

use serde_yaml::Error;

use crate::source::yaml::position::Position;
use crate::source::yaml::surrogates;
use crate::source::yaml::text::FILE_MAX;

/// A text that is not YAML.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SyntaxError {
    pub(crate) position: Position,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// What libyaml says, what it means, and how to mend it. The first whose words all occur in the error counts.
struct Meaning {
    says: &'static [&'static str],
    mark: ErrorMark,
    message: &'static str,
    help: &'static str,
}

/// Which of the two places of an error of libyaml helps.
enum ErrorMark {
    /// Where it could not go on.
    Problem,
    /// Where the thing began that it was reading.
    Context,
}

const QUOTES: &str = "put the whole text in quotes, such as `\"Part 1: the start\"`";

const TAB: &str = "the line is indented with a tab";
const NO_TABS: &str = "indent with spaces: YAML allows no tabs there";

const MEANINGS: &[Meaning] = &[
    Meaning { says: &["tab character"], mark: ErrorMark::Problem, message: TAB, help: NO_TABS },
    Meaning {
        says: &["while scanning a quoted scalar", "unexpected"],
        mark: ErrorMark::Context,
        message: "the text in quotes that begins here has no closing quote",
        help: "close the text with the quote that it begins with; inside single quotes write `''` for an apostrophe",
    },
    Meaning {
        says: &["escape"],
        mark: ErrorMark::Problem,
        message: "the backslash in this text in double quotes has a meaning that YAML does not know",
        help: "put the text in single quotes, where a backslash is a backslash",
    },
    Meaning {
        says: &["mapping values are not allowed"],
        mark: ErrorMark::Problem,
        message: "this colon makes a key where YAML expects none",
        help: "where the colon is part of a text, put the whole text in quotes, such as `\"Part 1: the start\"`; else check that the \
               line is indented like its neighbours",
    },
    Meaning {
        says: &["while scanning a simple key"],
        mark: ErrorMark::Context,
        message: "this line is no `key: value`",
        help: "write a colon and a blank after the key; indent the further lines of a long text, and write `|` after its key",
    },
    Meaning {
        says: &["did not find expected key"],
        mark: ErrorMark::Problem,
        message: "this is neither a key of the group above it nor the end of the group",
        help: "begin all keys of a group in the same column; put a text that holds quotes into quotes of the other kind",
    },
    Meaning {
        says: &["did not find expected '-' indicator"],
        mark: ErrorMark::Problem,
        message: "this is not an item of the list above it",
        help: "begin all items of a list with `- ` in the same column, and indent what follows less than the list is indented",
    },
    Meaning {
        says: &["while parsing a flow sequence"],
        mark: ErrorMark::Context,
        message: "the list that opens here with `[` is not closed, or has no commas between its items",
        help: "write `[one, two]`; where the bracket is part of a text, put the whole text in quotes",
    },
    Meaning {
        says: &["while parsing a flow mapping"],
        mark: ErrorMark::Context,
        message: "the group that opens here with `{` is not closed, or has no commas between its keys",
        help: "write `{key: value, key: value}`; where the brace is part of a text, put the whole text in quotes",
    },
    Meaning {
        says: &["block sequence entries are not allowed"],
        mark: ErrorMark::Problem,
        message: "a list cannot begin here",
        help: "put each `- ` on a line of its own below the key",
    },
    Meaning {
        says: &["while scanning a block scalar"],
        mark: ErrorMark::Problem,
        message: "the text after `|` or `>` must begin on the next line, indented with blanks",
        help: "begin the text on the next line, two blanks further in than its key",
    },
    Meaning {
        says: &["while scanning an alias"],
        mark: ErrorMark::Context,
        message: "a text cannot begin with `*`, which YAML takes for a reference",
        help: QUOTES,
    },
    Meaning {
        says: &["while scanning an anchor"],
        mark: ErrorMark::Context,
        message: "a text cannot begin with `&`, which YAML takes for a name",
        help: QUOTES,
    },
    Meaning {
        says: &["unknown anchor"],
        mark: ErrorMark::Problem,
        message: "a text cannot begin with `*`, which YAML takes for a reference, and nothing has the name that follows",
        help: QUOTES,
    },
    Meaning {
        says: &["tag"],
        mark: ErrorMark::Problem,
        message: "a text cannot begin with `!`, which YAML takes for a tag",
        help: QUOTES,
    },
    Meaning {
        says: &["directive"],
        mark: ErrorMark::Problem,
        message: "a line cannot begin with `%`, which YAML takes for a directive",
        help: QUOTES,
    },
    Meaning {
        says: &["recursion limit"],
        mark: ErrorMark::Problem,
        message: "lists and keys are nested more than 128 deep",
        help: "check the brackets and the indentation",
    },
];

impl SyntaxError {
    /// What an error of the parser means.
    pub(crate) fn of(text: &str, error: &Error) -> Self {
        let written = error.to_string();
        let byte = error.location().map_or(0, |location| location.index().min(text.len()));
        let problem = Position::of_byte(text, byte);
        if written.contains("repetition limit") {
            return Self::aliases();
        }
        if written.contains("more than one document") {
            return Self::documents(text);
        }
        let escape = surrogates::escape_at(text, byte);
        if text.get(escape..).is_some_and(surrogates::is_half) {
            return Self {
                position: Position::of_byte(text, escape),
                message: "this is one of the two halves in which JSON writes a character".to_owned(),
                help: "write the character itself, such as `😀`".to_owned(),
            };
        }
        if written.contains("cannot start any token") {
            return Self::first_character(text, byte);
        }
        let goes_on = |what: &str| written.contains(what).then(|| closing_before(text, byte)).flatten();
        if let Some(closing) = goes_on("did not find expected '-' indicator")
            && let Some(opened) = opened_earlier(text, byte, closing)
        {
            return Self::opened(text, opened, closing, problem);
        }
        if let Some(closing) = goes_on("did not find expected key") {
            if let Some(opened) = opened_earlier(text, byte, closing) {
                return Self::opened(text, opened, closing, problem);
            }
            return Self {
                position: problem,
                message: format!("the value was closed by `{closing}`, and the text goes on"),
                help: "put the whole text in quotes, of a kind that it does not hold itself".to_owned(),
            };
        }
        match MEANINGS.iter().find(|meaning| meaning.says.iter().all(|words| written.contains(words))) {
            Some(meaning) => {
                let position = match meaning.mark {
                    ErrorMark::Problem => problem,
                    ErrorMark::Context => context(text, &written).unwrap_or(problem),
                };
                Self { position, message: meaning.message.to_owned(), help: meaning.help.to_owned() }
            }
            None => Self {
                position: problem,
                message: format!("the file is not YAML from here on: {}", written.split(" at line ").next().unwrap_or_default()),
                help: "check the indentation and the quotes of this line and of the line above".to_owned(),
            },
        }
    }

    /// A text in quotes that another text's quote has closed.
    fn opened(text: &str, opened: usize, quote: char, closed: Position) -> Self {
        Self {
            position: Position::of_byte(text, opened),
            message: format!(
                "the text in quotes that begins here is closed only on line {}, by a quote of another text",
                closed.line
            ),
            help: format!("close it with `{quote}` where it ends"),
        }
    }

    /// A file that becomes too large because it repeats parts of itself.
    pub(crate) fn aliases() -> Self {
        Self {
            position: Position::START,
            message: "the file repeats parts of itself (`*name`) more often than any show needs".to_owned(),
            help: "write out what is repeated".to_owned(),
        }
    }

    fn documents(text: &str) -> Self {
        Self {
            position: second_document(text),
            message: "a second document begins here, and only one is read".to_owned(),
            help: "remove this line; a rule across show notes is written `***`, indented like the notes".to_owned(),
        }
    }

    fn first_character(text: &str, byte: usize) -> Self {
        let position = Position::of_byte(text, byte);
        match text.get(byte..).and_then(|rest| rest.chars().next()) {
            Some('\t') => Self { position, message: TAB.to_owned(), help: NO_TABS.to_owned() },
            Some(character) => {
                Self { position, message: format!("a text cannot begin with `{character}`"), help: QUOTES.to_owned() }
            }
            None => Self { position, message: "the file ends in the middle".to_owned(), help: QUOTES.to_owned() },
        }
    }
}

/// Faults that the parser would not place, or would take too long to find.
pub(crate) fn before_parsing(text: &str) -> Result<(), SyntaxError> {
    let fault = |byte, message: String, help: &str| {
        Err(SyntaxError { position: Position::of_byte(text, byte), message, help: help.to_owned() })
    };
    if text.len() > FILE_MAX {
        let message = format!("the file has {} bytes, more than the {FILE_MAX} that are read", text.len());
        return fault(0, message, "move long texts out of the file");
    }
    if let Some((byte, character)) = text.char_indices().find(|(_, c)| !yaml_allows(*c)) {
        let message = format!("the character U+{:04X} is not allowed in YAML", u32::from(character));
        return fault(byte, message, "remove it; it is invisible in most editors, so write the word again");
    }
    // libyaml looks through all open brackets at every word
    let opened = text.bytes().filter(|b| matches!(b, b'[' | b'{')).count();
    if opened.saturating_mul(text.len()) > BRACKET_COST_MAX {
        let message = format!("the file has {opened} opening brackets, more than a file of its size may have");
        return fault(0, message, "check for brackets that are never closed");
    }
    Ok(())
}

/// Most opening brackets times bytes: a second's work. A file of 20 kB may have 50,000 brackets, one of 1 MiB 1,024.
const BRACKET_COST_MAX: usize = 1 << 30;

/// The characters of YAML 1.1 (`c-printable`), which libyaml reads.
fn yaml_allows(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The bracket or quote just before a place on the same line.
fn closing_before(text: &str, byte: usize) -> Option<char> {
    text.get(..byte)?.trim_end_matches(' ').chars().next_back().filter(|c| matches!(c, ']' | '}' | '"' | '\''))
}

/// Where the text begins that a quote on a later line has closed, if it began a value; `None` where it began on the same line.
fn opened_earlier(text: &str, byte: usize, quote: char) -> Option<usize> {
    let end = text.get(..byte)?.trim_end_matches(' ').strip_suffix(quote).filter(|_| matches!(quote, '"' | '\''))?;
    let mut before = end;
    loop {
        before = &before[..before.rfind(quote)?];
        // written twice, or with a backslash, it belongs to the text
        let twice = format!("{quote}{quote}");
        let is_part = if quote == '"' {
            before.ends_with('\\')
        } else {
            end[before.len()..].starts_with(&twice) || before.ends_with(quote)
        };
        if !is_part {
            break;
        }
        before = before.strip_suffix(quote).filter(|_| quote == '\'').unwrap_or(before);
    }
    let begins_value = before.trim_end_matches(' ').ends_with([':', '-', '[', '{', ',', '\n']);
    (begins_value && end[before.len()..].contains('\n')).then_some(before.len())
}

/// The second place in an error of libyaml: `… at line 3 column 1, while scanning … at line 2 column 1`. Only the first has a method.
fn context(text: &str, written: &str) -> Option<Position> {
    let place = written.split(" at line ").nth(2)?;
    let (line, column) = place.split_once(" column ")?;
    let position = Position { line: line.parse().ok()?, column: column.parse().ok()? };
    // libyaml counts line separators as lines and we do not, so the place may not exist
    let line = text.split('\n').nth(usize::try_from(position.line).ok()?.checked_sub(1)?)?;
    (usize::try_from(position.column).ok()? <= line.chars().count() + 1).then_some(position)
}

/// The line `---` or `...` that ends the first document.
fn second_document(text: &str) -> Position {
    let mut content = false;
    let mut byte = 0;
    for line in text.split_inclusive('\n') {
        let marker = line.starts_with("---") || line.starts_with("...");
        if marker && content {
            return Position::of_byte(text, byte);
        }
        let bare = line.trim();
        content |= marker || !(bare.is_empty() || bare.starts_with('#') || bare.starts_with('%'));
        byte += line.len();
    }
    Position::START
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::tree::tree;

    #[track_caller]
    fn case(text: &str, line: u32, column: u32, message: &str) {
        let error = tree(text).unwrap_err();
        assert_eq!((error.position.line, error.position.column, error.message.as_str()), (line, column, message), "{text:?}");
    }

    #[test]
    fn says_what_people_get_wrong() {
        case("a: b\ntitle: Part 1: start\n", 2, 14, "this colon makes a key where YAML expects none");
        case("title: \"open\nurl: x\n", 1, 8, "the text in quotes that begins here has no closing quote");
        let later = "the text in quotes that begins here is closed only on line 3, by a quote of another text";
        case("title: \"open\nurl: x\nsummary: A \"b\" c\n", 1, 8, later);
        case("- one\n- 'dau\n- it's here\n", 2, 3, later);
        case("a: 'x ''y''\nb: 1\nc: ''z'' o'clock\n", 1, 4, later);
        case("a: \"x \\\"y\\\"\nb: 1\nc: \"d\"\n", 1, 4, later);
        case("title: 'it's'\nurl: x\n", 1, 12, "the value was closed by `'`, and the text goes on");
        case("title: [x](y)\nurl: x\n", 1, 11, "the value was closed by `]`, and the text goes on");
        case("title: \"A\" and B\nurl: x\n", 1, 12, "the value was closed by `\"`, and the text goes on");
        case("title: x\n url: x\n", 2, 5, "this colon makes a key where YAML expects none");
        case("a:\n  b: x\n c: x\n", 3, 2, "this is neither a key of the group above it nor the end of the group");
        case("title: a\n  url: x\n", 2, 6, "this colon makes a key where YAML expects none");
        case("a: 1\njust words\nb: 2\n", 2, 1, "this line is no `key: value`");
        case("a: [1, 2\nb: 2\n", 1, 4, "the list that opens here with `[` is not closed, or has no commas between its items");
        case("a: {b: 1\n", 1, 4, "the group that opens here with `{` is not closed, or has no commas between its keys");
        case("a:\n\t- b\n", 2, 1, "the line is indented with a tab");
        case("a: @me\n", 1, 4, "a text cannot begin with `@`");
        case("a: `code`\n", 1, 4, "a text cannot begin with ```");
        case("a: - b\n", 1, 4, "a list cannot begin here");
        case("a: *bold*\n", 1, 4, "a text cannot begin with `*`, which YAML takes for a reference");
        case("a: * b\n", 1, 4, "a text cannot begin with `*`, which YAML takes for a reference");
        case("a: \"\\d\"\n", 1, 5, "the backslash in this text in double quotes has a meaning that YAML does not know");
        case("a: \"\\ud83c x\"\n", 1, 5, "this is one of the two halves in which JSON writes a character");
        case("a: | text\n", 1, 6, "the text after `|` or `>` must begin on the next line, indented with blanks");
        case("a: 1\n---\nb: 1\n", 2, 1, "a second document begins here, and only one is read");
        case("a: 1\nb: x\u{7}y\n", 2, 5, "the character U+0007 is not allowed in YAML");
    }

    #[test]
    fn a_tab_that_indents_is_called_one_wherever_it_stands() {
        for (text, line) in [
            ("a:\n\t- b\n", 2),
            ("a:\n\tb: c\n", 2),
            ("title: one\n\tand two\n", 2),
            ("notes: |\n\tWelcome\n", 2),
            ("notes: >-\n\n\tWelcome\n", 3),
            ("people:\n  - name: Ada\n\trole: guest\n", 3),
        ] {
            case(text, line, 1, "the line is indented with a tab");
            assert_eq!(tree(text).unwrap_err().help, "indent with spaces: YAML allows no tabs there", "{text:?}");
        }
    }

    #[test]
    fn hostile_files_end_soon() {
        let deep = "lists and keys are nested more than 128 deep";
        case(&"[".repeat(200), 1, 129, deep);
        case("a: &a [*a]\n", 1, 4, deep);
        case(&"[".repeat(FILE_MAX), 1, 1, "the file has 1048576 opening brackets, more than a file of its size may have");
        let bomb = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(2000), "*a,".repeat(2000));
        case(&bomb, 1, 1, "the file repeats parts of itself (`*name`) more often than any show needs");
        let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a,".repeat(1000));
        case(&long, 1, 1, "the file repeats parts of itself (`*name`) more often than any show needs");
    }
}
