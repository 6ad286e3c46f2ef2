//! The engines that a script can be written for, and what differs between them.

use std::fmt;

/// An engine that a host of logs may already have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SqlEngine {
    /// DuckDB, over files in the combined format.
    DuckDb,
    /// Amazon Athena, over the table of CloudFront's standard logs.
    Athena,
    /// Google BigQuery, over a table with a line of the combined format in each row.
    BigQuery,
}

impl fmt::Display for SqlEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DuckDb => "DuckDB",
            Self::Athena => "Amazon Athena",
            Self::BigQuery => "Google BigQuery",
        })
    }
}

impl SqlEngine {
    /// A text as the engine quotes it.
    pub(in crate::impact) fn text(self, text: &str) -> String {
        match self {
            Self::DuckDb | Self::Athena => format!("'{}'", text.replace('\'', "''")),
            Self::BigQuery => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n")),
        }
    }

    /// Whether a pattern is found in a text.
    pub(in crate::impact) fn matches(self, text: &str, pattern: &str) -> String {
        let pattern = self.text(pattern);
        match self {
            Self::DuckDb => format!("regexp_matches({text}, {pattern})"),
            Self::Athena => format!("regexp_like({text}, {pattern})"),
            Self::BigQuery => format!("REGEXP_CONTAINS({text}, {pattern})"),
        }
    }

    /// What a pattern's only group finds.
    pub(in crate::impact) fn extract(self, text: &str, pattern: &str) -> String {
        let pattern = self.text(pattern);
        match self {
            Self::DuckDb | Self::Athena => format!("regexp_extract({text}, {pattern}, 1)"),
            Self::BigQuery => format!("REGEXP_EXTRACT({text}, {pattern})"),
        }
    }

    /// The type of whole numbers.
    pub(in crate::impact) fn integer(self) -> &'static str {
        match self {
            Self::DuckDb | Self::Athena => "BIGINT",
            Self::BigQuery => "INT64",
        }
    }

    /// A whole number divided, and rounded down.
    pub(in crate::impact) fn divided(self, number: &str, by: u32) -> String {
        match self {
            Self::DuckDb => format!("{number} // {by}"),
            Self::Athena => format!("{number} / {by}"),
            Self::BigQuery => format!("DIV({number}, {by})"),
        }
    }

    /// The day with a number (days since 1970).
    pub(in crate::impact) fn date(self, day: &str) -> String {
        match self {
            Self::DuckDb => format!("DATE '1970-01-01' + CAST({day} AS INTEGER)"),
            Self::Athena => format!("date_add('day', {day}, DATE '1970-01-01')"),
            Self::BigQuery => format!("DATE_ADD(DATE '1970-01-01', INTERVAL {day} DAY)"),
        }
    }

    /// Whether any row of a group has it.
    pub(in crate::impact) fn any(self, condition: &str) -> String {
        match self {
            Self::DuckDb | Self::Athena => format!("bool_or({condition})"),
            Self::BigQuery => format!("LOGICAL_OR({condition})"),
        }
    }
}
