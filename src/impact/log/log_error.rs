//! Why a log cannot be counted. Nothing of its lines is quoted.

/// Why a log cannot be counted.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// It cannot be read.
    #[error("it cannot be read")]
    Read(#[from] std::io::Error),
    /// None of its first lines fits a format.
    #[error("none of its first {lines} lines is of a format that podwright knows")]
    UnknownFormat {
        /// How many lines were looked at.
        lines: usize,
    },
    /// It is packed in a way that is not read.
    #[error("it is packed by {packer}, which podwright does not unpack")]
    Packed {
        /// The program.
        packer: &'static str,
        /// How to unpack it.
        command: &'static str,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_says_what_is_wrong_and_quotes_nothing() {
        let packed = LogError::Packed { packer: "bzip2", command: "bunzip2 LOG" };
        for (error, expected) in [
            (LogError::Read(std::io::ErrorKind::NotFound.into()), "it cannot be read"),
            (LogError::UnknownFormat { lines: 100 }, "none of its first 100 lines is of a format that podwright knows"),
            (packed, "it is packed by bzip2, which podwright does not unpack"),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }
}
