//! The scripts of the pages, kept as files of their own so that editors understand them, and what of every such file is left out.

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

/// The script of pages with a player.
pub(crate) const PLAYER: &str = script_of_player!("templates/player.js");

/// The script of lists of episodes.
pub(crate) const LIST: &str = script_of_player!("templates/list.js");

/// The script of the page about subscribing.
pub(crate) const COPY: &str = include_str!("templates/copy.js");

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
        for source in [Templates::original(STYLE).unwrap(), PLAYER, LIST, COPY] {
            for line in source.lines() {
                assert_eq!(line.matches("/*").count(), line.matches("*/").count(), "{line}");
            }
        }
    }

    #[test]
    fn nothing_in_a_script_ends_its_element() {
        for script in [PLAYER, LIST, COPY] {
            assert!(!script.contains("</") && !script.contains("<!--"));
        }
    }
}
