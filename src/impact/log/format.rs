//! The kinds of log that are read, and how one is recognised.

use crate::impact::log::field::LogFields;
use crate::impact::log::formats::columns::Columns;
use crate::impact::log::formats::json_fields::JsonFields;
use crate::impact::log::formats::template::Template;
use crate::impact::log::hit::Hit;
use crate::impact::time::LogClock;

/// How many lines are looked at to recognise a format.
pub(in crate::impact) const SAMPLE: usize = 20;

/// A kind of log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogFormat {
    name: &'static str,
    form: LogForm,
    clock: LogClock,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum LogForm {
    Template(Template),
    Columns(Columns),
    Json(JsonFields),
}

/// What a line turned out to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::impact) enum LogLine {
    /// A request.
    Hit,
    /// A remark of the log itself, or an empty line; it is not counted.
    Remark,
    /// Something else.
    Malformed,
}

impl LogFormat {
    fn new(name: &'static str, form: LogForm) -> Self {
        Self { name, form, clock: LogClock::default() }
    }

    /// Every kind that is recognised, the commonest first.
    fn known() -> [Self; 8] {
        [
            Self::new("combined", LogForm::Template(Template::combined())),
            Self::new("combined, after the host", LogForm::Template(Template::combined_after_host())),
            Self::new("S3", LogForm::Template(Template::s3())),
            Self::new("CloudFront", LogForm::Columns(Columns::default())),
            Self::new("Caddy", LogForm::Json(JsonFields::caddy())),
            Self::new("CloudFront (JSON)", LogForm::Json(JsonFields::cloudfront())),
            Self::new("Cloudflare", LogForm::Json(JsonFields::cloudflare())),
            Self::new("Fastly", LogForm::Json(JsonFields::fastly())),
        ]
    }

    /// The format of nginx's `log_format` or Apache's `LogFormat`; `None` if it lacks what a count needs.
    pub fn of_server(text: &str) -> Option<Self> {
        Template::parse(text).map(|template| Self::new("log format", LogForm::Template(template)))
    }

    /// A JSON log whose names are told one by one; `None` if a name is unknown, or one that is needed is missing.
    pub fn of_names(names: &[(String, String)]) -> Option<Self> {
        JsonFields::parse(names).map(|fields| Self::new("log fields", LogForm::Json(fields)))
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

    /// Takes a line apart, and gives the request in it.
    #[inline]
    pub(in crate::impact) fn read<'a>(&mut self, line: &'a [u8], give: impl FnOnce(&Hit<'a>)) -> LogLine {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return LogLine::Remark;
        }
        let clock = &mut self.clock;
        let hit = match &mut self.form {
            LogForm::Template(template) => {
                // filled where it stands: a copy for each line costs as much as reading its time
                let mut fields = LogFields::default();
                if template.fill(line, &mut fields).is_some() { fields.hit(clock) } else { None }
            }
            LogForm::Columns(columns) if line.starts_with(b"#") => {
                columns.comment(line);
                return LogLine::Remark;
            }
            LogForm::Columns(columns) => columns.fields(line).and_then(|mut fields| fields.hit(clock)),
            LogForm::Json(json) => json.fields(line).and_then(|mut fields| fields.hit(clock)),
        };
        let Some(hit) = &hit else { return LogLine::Malformed };
        give(hit);
        LogLine::Hit
    }
}
