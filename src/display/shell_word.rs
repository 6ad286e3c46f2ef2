//! A path as one word of a command that people copy into a shell.

use std::fmt;

/// Prints a word as POSIX shells read it: with quotation marks around it where it has spaces or other signs that mean something to them.
#[derive(Clone, Copy, Debug)]
pub struct ShellWord<'a>(pub &'a str);

impl fmt::Display for ShellWord<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // only NUL cannot be quoted, and no path has it
        f.write_str(&shlex::try_quote(self.0).unwrap_or(self.0.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_one_word_again() {
        assert_eq!(ShellWord("episodes/one/audio.mp3").to_string(), "episodes/one/audio.mp3");
        for word in ["episodes/one/Take 3.wav", "it's $HOME.flac", "a;b", "Tür.mp3", ""] {
            let printed = ShellWord(word).to_string();
            assert_eq!(shlex::split(&printed), Some(vec![word.to_owned()]), "{printed}");
        }
    }
}
