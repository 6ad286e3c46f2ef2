//! Keywords: enums whose variants each have one word in YAML, in the feed, in JSON or in the lock.

/// A word that is not one of the keywords.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is {problem}")]
pub struct KeywordError {
    /// The word found.
    pub found: String,
    /// What is wrong with it, such as "not one of the words allowed here".
    pub problem: &'static str,
}

/// Makes an enum of keywords. The text after `else` completes "`x` is …" where a word is refused.
macro_rules! keywords {
    ($(#[$meta:meta])+ $visibility:vis enum $name:ident $(else $problem:literal)? {
        $($(#[$of_variant:meta])+ $variant:ident = $word:literal,)+
    }) => {
        $(#[$meta])+
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        $visibility enum $name {
            $($(#[$of_variant])+ $variant,)+
        }

        impl $name {
            /// Every keyword, in the order in which they are offered.
            $visibility const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The keyword as it is written.
            $visibility const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::keywords::KeywordError;

            fn from_str(input: &str) -> Result<Self, $crate::model::keywords::KeywordError> {
                let problem = [$($problem,)? "not one of the words allowed here"][0];
                let error = || $crate::model::keywords::KeywordError { found: input.to_owned(), problem };
                Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(error)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use keywords;

#[cfg(test)]
mod tests {
    use crate::model::media::codec::Codec;
    use crate::model::settings::theme::Font;

    #[test]
    fn each_keyword_reads_back() {
        for codec in Codec::ALL {
            assert_eq!(codec.to_string().parse(), Ok(codec));
        }
    }

    #[test]
    fn another_word_is_refused_by_what_it_is_not() {
        let error = "AAC-LC".parse::<Codec>().unwrap_err();
        assert_eq!(error.to_string(), "`AAC-LC` is not one of the words allowed here");
        let error = "comic".parse::<Font>().unwrap_err();
        assert_eq!(error.to_string(), "`comic` is not one of the fonts to choose from");
    }
}
