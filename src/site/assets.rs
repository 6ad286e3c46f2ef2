//! The scripts of the pages, kept as files of their own so that editors understand them, and what of every such file is left out.

use std::sync::LazyLock;

use crate::site::policy::hash;

/// A script that runs where the macros `audio` and `player_tools` stand: a template of the show may leave them out.
macro_rules! script_of_player {
    ($file:literal) => {
        concat!(
            "if (document.querySelector(\"audio\") && document.querySelector(\"#tools\")) {\n",
            include_str!("templates/sound.js"),
            include_str!($file),
            "}\n"
        )
    };
}

/// A script as it stands in pages. It is the same in each of them, so it is made once.
#[derive(Debug)]
pub(crate) struct PageScript {
    /// What the page holds.
    pub(crate) text: String,
    /// By which the policy of the page names it.
    pub(crate) hash: String,
}

impl PageScript {
    fn of(source: &str) -> Self {
        let text = compact(source);
        Self { hash: hash(&text), text }
    }
}

/// The script of pages with a player.
pub(crate) static PLAYER: LazyLock<PageScript> = LazyLock::new(|| PageScript::of(PLAYER_SOURCE));

/// The script of lists of episodes.
pub(crate) static LIST: LazyLock<PageScript> = LazyLock::new(|| PageScript::of(LIST_SOURCE));

/// The script of the page about subscribing.
pub(crate) static COPY: LazyLock<PageScript> = LazyLock::new(|| PageScript::of(COPY_SOURCE));

const PLAYER_SOURCE: &str = script_of_player!("templates/player.js");
const LIST_SOURCE: &str = script_of_player!("templates/list.js");
const COPY_SOURCE: &str = include_str!("templates/copy.js");

/// A style or script without what only its authors read: indentation, empty lines, and lines that are a comment. Nothing within a
/// line is touched, so that no parser is needed; comments stand on lines of their own.
pub(crate) fn compact(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for line in source.lines().map(str::trim) {
        let comment = line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
        if !line.is_empty() && !comment {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::templates::{STYLE, Templates};

    #[test]
    fn keeps_everything_but_comments_and_blanks() {
        assert_eq!(compact("// a\n\n  a {\n    b: c; /* d */\n  }\n/* e */\n"), "a {\nb: c; /* d */\n}\n");
    }

    #[test]
    fn no_comment_spans_lines() {
        for source in [Templates::original(STYLE).unwrap(), PLAYER_SOURCE, LIST_SOURCE, COPY_SOURCE] {
            for line in source.lines() {
                assert_eq!(line.matches("/*").count(), line.matches("*/").count(), "{line}");
            }
        }
    }

    #[test]
    fn nothing_in_a_script_ends_its_element() {
        for script in [PLAYER_SOURCE, LIST_SOURCE, COPY_SOURCE] {
            assert!(!script.contains("</") && !script.contains("<!--"));
        }
    }
}
