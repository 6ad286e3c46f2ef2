//! Whether a transcript belongs to a recording: what a comparison of its times with the loudness of the recording found.

use std::fmt;
use std::str::FromStr;

use crate::model::time::timestamp::Timestamp;

/// The result of the comparison. It is written in one line, such as `fits`, `shifted=-2000/0 silent=12300x2` or `other`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TranscriptFit {
    /// How the times go with the sound.
    pub step: FitStep,
    /// Cues in which nothing is heard.
    pub silent: Option<SilentCues>,
    /// Where the words begin, if the first cue comes long after.
    pub begins: Option<Timestamp>,
    /// Where the words end, if the last cue ends long before.
    pub ends: Option<Timestamp>,
}

/// How the times of cues go with the sound.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FitStep {
    /// The pauses between cues are pauses of the sound.
    Fits,
    /// They are, once the times are moved.
    Shifted {
        /// How much later the sound is than the first cue says; below 0 if it is earlier (milliseconds).
        start: i64,
        /// The same at the last cue (milliseconds).
        end: i64,
    },
    /// They are not, wherever the times are moved to.
    Other,
    /// There are too few pauses to tell by.
    Undecided,
    /// The recording was not there when the transcript came.
    NotMeasured,
}

/// Cues in which nothing is heard.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SilentCues {
    /// When the first of them starts.
    pub first: Timestamp,
    /// How many there are.
    pub count: u32,
}

/// A text that is no result of the comparison.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a result of comparing a transcript with its recording")]
pub struct TranscriptFitError;

impl From<FitStep> for TranscriptFit {
    fn from(step: FitStep) -> Self {
        Self { step, silent: None, begins: None, ends: None }
    }
}

impl fmt::Display for TranscriptFit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            FitStep::Fits => f.write_str("fits")?,
            FitStep::Shifted { start, end } => write!(f, "shifted={start}/{end}")?,
            FitStep::Other => f.write_str("other")?,
            FitStep::Undecided => f.write_str("undecided")?,
            FitStep::NotMeasured => f.write_str("not-measured")?,
        }
        if let Some(SilentCues { first, count }) = self.silent {
            write!(f, " silent={}x{count}", first.as_millis())?;
        }
        if let Some(begins) = self.begins {
            write!(f, " begins={}", begins.as_millis())?;
        }
        if let Some(ends) = self.ends {
            write!(f, " ends={}", ends.as_millis())?;
        }
        Ok(())
    }
}

impl FromStr for TranscriptFit {
    type Err = TranscriptFitError;

    fn from_str(input: &str) -> Result<Self, TranscriptFitError> {
        let mut parts = input.split(' ');
        let step = match parts.next().unwrap_or_default() {
            "fits" => FitStep::Fits,
            "other" => FitStep::Other,
            "undecided" => FitStep::Undecided,
            "not-measured" => FitStep::NotMeasured,
            shifted => {
                let (start, end) =
                    shifted.strip_prefix("shifted=").and_then(|pair| pair.split_once('/')).ok_or(TranscriptFitError)?;
                FitStep::Shifted { start: number(start)?, end: number(end)? }
            }
        };
        let mut fit = Self::from(step);
        for part in parts {
            match part.split_once('=').ok_or(TranscriptFitError)? {
                ("silent", value) => {
                    let (first, count) = value.split_once('x').ok_or(TranscriptFitError)?;
                    fit.silent = Some(SilentCues { first: time(first)?, count: number(count)? });
                }
                ("begins", value) => fit.begins = Some(time(value)?),
                ("ends", value) => fit.ends = Some(time(value)?),
                _ => return Err(TranscriptFitError),
            }
        }
        // What would be written otherwise was not written by podwright.
        if fit.to_string() == input { Ok(fit) } else { Err(TranscriptFitError) }
    }
}

fn number<T: FromStr>(text: &str) -> Result<T, TranscriptFitError> {
    text.parse().map_err(|_| TranscriptFitError)
}

fn time(text: &str) -> Result<Timestamp, TranscriptFitError> {
    number(text).map(Timestamp::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_one_line_that_reads_back() {
        for text in ["fits", "other", "undecided", "not-measured", "shifted=-2000/150", "fits silent=12300x2 begins=0 ends=99000"]
        {
            assert_eq!(text.parse::<TranscriptFit>().map(|fit| fit.to_string()), Ok(text.to_owned()));
        }
        for wrong in
            ["", "fit", "shifted", "shifted=1", "shifted=+1/2", "fits ", "fits silent=1", "fits ends=01", "fits ends=1 begins=1"]
        {
            assert_eq!(wrong.parse::<TranscriptFit>(), Err(TranscriptFitError), "{wrong}");
        }
    }
}
