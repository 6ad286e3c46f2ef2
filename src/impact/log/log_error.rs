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
