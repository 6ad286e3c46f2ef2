//! The kinds of log that are read, and how one is recognised.

use crate::impact::log::field::LogFields;
use crate::impact::log::formats::columns::Columns;
use crate::impact::log::formats::json_fields::JsonFields;
use crate::impact::log::formats::template::Template;
use crate::impact::log::hit::Hit;

/// How many lines are looked at to recognise a format.
pub(in crate::impact) const SAMPLE: usize = 20;

/// A kind of log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogFormat {
    name: &'static str,
    form: LogForm,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum LogForm {
    Template(Template),
    Columns(Columns),
    Json(JsonFields),
}

/// What a line turned out to be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::impact) enum LogLine<'a> {
    /// A request.
    Hit(Hit<'a>),
    /// A remark of the log itself, or an empty line; it is not counted.
    Remark,
    /// Something else.
    Malformed,
}

impl LogFormat {
    /// Every kind that is recognised, the commonest first.
    fn known() -> [Self; 8] {
        [
            Self { name: "combined", form: LogForm::Template(Template::combined()) },
            Self { name: "combined, after the host", form: LogForm::Template(Template::combined_after_host()) },
            Self { name: "S3", form: LogForm::Template(Template::s3()) },
            Self { name: "CloudFront", form: LogForm::Columns(Columns::default()) },
            Self { name: "Caddy", form: LogForm::Json(JsonFields::caddy()) },
            Self { name: "CloudFront (JSON)", form: LogForm::Json(JsonFields::cloudfront()) },
            Self { name: "Cloudflare", form: LogForm::Json(JsonFields::cloudflare()) },
            Self { name: "Fastly", form: LogForm::Json(JsonFields::fastly()) },
        ]
    }

    /// The format of nginx's `log_format` or Apache's `LogFormat`; `None` if it lacks what a count needs.
    pub fn of_server(text: &str) -> Option<Self> {
        Template::parse(text).map(|template| Self { name: "log format", form: LogForm::Template(template) })
    }

    /// A JSON log whose names are told one by one; `None` if a name is unknown, or one that is needed is missing.
    pub fn of_names(names: &[(String, String)]) -> Option<Self> {
        JsonFields::parse(names).map(|fields| Self { name: "log fields", form: LogForm::Json(fields) })
    }

    /// The names that [`Self::of_names`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        JsonFields::names()
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The format that fits most of the lines; `None` if none fits any.
    pub(in crate::impact) fn recognise(lines: &[&[u8]]) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for mut format in Self::known() {
            let fits = lines.iter().map(|line| format.fit(line)).sum();
            if fits > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((fits, format));
            }
        }
        best.map(|(_, format)| format)
    }

    /// How well a line fits.
    fn fit(&mut self, line: &[u8]) -> usize {
        let fit = match &mut self.form {
            LogForm::Template(template) => template.fields(line).map(LogFields::fit),
            LogForm::Columns(columns) if line.starts_with(b"#") => {
                columns.comment(line);
                None
            }
            LogForm::Columns(columns) => columns.fields(line).map(LogFields::fit),
            LogForm::Json(json) => json.fields(line).map(LogFields::fit),
        };
        fit.unwrap_or_default()
    }

    /// Takes a line apart.
    pub(in crate::impact) fn read<'a>(&mut self, line: &'a [u8]) -> LogLine<'a> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return LogLine::Remark;
        }
        let hit = match &mut self.form {
            LogForm::Template(template) => template.fields(line).and_then(LogFields::hit),
            LogForm::Columns(columns) if line.starts_with(b"#") => {
                columns.comment(line);
                return LogLine::Remark;
            }
            LogForm::Columns(columns) => columns.fields(line).and_then(LogFields::hit),
            LogForm::Json(json) => json.fields(line).and_then(LogFields::hit),
        };
        hit.map_or(LogLine::Malformed, LogLine::Hit)
    }
}
