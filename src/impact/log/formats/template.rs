//! Lines whose places are told apart by what stands between them: the combined format of nginx and Apache, S3, and formats of one's own.

use memchr::memchr2;

use crate::impact::log::byte_search::find_byte;
use crate::impact::log::field::{Field, LogFields};

/// `log_format combined` of nginx and `LogFormat … combined` of Apache; whatever comes after it is passed over.
const COMBINED: &str =
    r#"$remote_addr $ident $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent""#;

/// Apache's `vhost_combined`, in which Debian writes the requests of all hosts without a log of their own.
const COMBINED_AFTER_HOST: &str =
    r#"$host $remote_addr $ident $remote_user [$time_local] "$request" $status $bytes_sent "$http_referer" "$http_user_agent""#;

/// Amazon S3, "server access log format"; later places are passed over.
const S3: &str = r#"$owner $bucket [$time_local] $remote_addr $requester $id $operation $key "$request" $status $error $body_bytes_sent $size $total $turn "$http_referer" "$http_user_agent""#;

/// The longest format that is taken (bytes).
const LONGEST: usize = 4096;

/// A place, and what stands after it.
#[derive(Clone, Debug, Eq, PartialEq)]
struct TemplatePiece {
    field: Field,
    until: Vec<u8>,
}

/// A format by example.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::impact) struct Template {
    before: Vec<u8>,
    pieces: Vec<TemplatePiece>,
}

impl Template {
    /// The combined format.
    pub(in crate::impact) fn combined() -> Self {
        Self::of_nginx(COMBINED).expect("a test reads it")
    }

    /// The combined format, behind the name of the host.
    pub(in crate::impact) fn combined_after_host() -> Self {
        Self::of_nginx(COMBINED_AFTER_HOST).expect("a test reads it")
    }

    /// S3's format.
    pub(in crate::impact) fn s3() -> Self {
        Self::of_nginx(S3).expect("a test reads it")
    }

    /// Reads nginx's `log_format`, or Apache's `LogFormat`. `None` if a count cannot be made of it.
    pub(in crate::impact) fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST || text.contains(char::is_control) {
            return None;
        }
        let template = if text.contains('$') { Self::of_nginx(text) } else { Self::of_apache(text) }?;
        let has = |field| template.pieces.iter().any(|piece| piece.field == field);
        let has_request = has(Field::Request) || (has(Field::Method) && has(Field::Path));
        let needed = [Field::Address, Field::When, Field::Status, Field::Sent, Field::Agent];
        (has_request && needed.into_iter().all(has)).then_some(template)
    }

    fn of_nginx(text: &str) -> Option<Self> {
        let mut parts = text.split('$');
        let mut template = Self { before: parts.next()?.into(), pieces: Vec::new() };
        for part in parts {
            let part = part.strip_prefix('{').unwrap_or(part);
            let end = part.find(|character: char| !character.is_ascii_alphanumeric() && character != '_').unwrap_or(part.len());
            let (name, until) = part.split_at(end);
            let until = until.strip_prefix('}').unwrap_or(until);
            let field = match name {
                "remote_addr" | "realip_remote_addr" | "http_x_forwarded_for" => Field::Address,
                "time_local" | "time_iso8601" | "msec" => Field::When,
                "request" => Field::Request,
                "request_method" => Field::Method,
                "request_uri" | "uri" => Field::Path,
                "status" => Field::Status,
                "body_bytes_sent" | "bytes_sent" => Field::Sent,
                "http_range" | "sent_http_content_range" => Field::Range,
                "http_referer" => Field::Referrer,
                "http_user_agent" => Field::Agent,
                _ => Field::Other,
            };
            template.pieces.push(TemplatePiece { field, until: until.into() });
        }
        Some(template)
    }

    fn of_apache(text: &str) -> Option<Self> {
        let text = text.replace("\\\"", "\"");
        let mut parts = text.split('%');
        let mut template = Self { before: parts.next()?.into(), pieces: Vec::new() };
        for part in parts {
            let part =
                part.trim_start_matches(['>', '<', '!', ',']).trim_start_matches(|character: char| character.is_ascii_digit());
            let (name, rest) = match part.strip_prefix('{') {
                Some(named) => named.split_once('}')?,
                None => ("", part),
            };
            let letter = rest.chars().next()?;
            let until = &rest[letter.len_utf8()..];
            let lower = name.to_ascii_lowercase();
            let field = match (lower.as_str(), letter) {
                ("", 'h' | 'a') | ("c", 'a') | ("x-forwarded-for", 'i') => Field::Address,
                ("", 't') => Field::When,
                ("", 'r') => Field::Request,
                ("", 'm') => Field::Method,
                ("", 'U') => Field::Path,
                ("", 's') => Field::Status,
                ("", 'b' | 'B' | 'O') => Field::Sent,
                ("range", 'i') | ("content-range", 'o') => Field::Range,
                ("referer", 'i') => Field::Referrer,
                ("user-agent", 'i') => Field::Agent,
                _ => Field::Other,
            };
            // `%t` brings its own brackets
            if field == Field::When {
                let before = template.pieces.last_mut().map_or(&mut template.before, |piece| &mut piece.until);
                before.push(b'[');
            }
            let until = if field == Field::When { format!("]{until}") } else { until.to_owned() };
            template.pieces.push(TemplatePiece { field, until: until.into() });
        }
        Some(template)
    }

    /// The fields of a line; `None` where it is not of this form.
    pub(in crate::impact) fn fields<'a>(&self, line: &'a [u8]) -> Option<LogFields<&'a [u8]>> {
        let mut fields = LogFields::default();
        self.fill(line, &mut fields)?;
        Some(fields)
    }

    /// As [`Self::fields`], into fields that are empty.
    #[inline]
    pub(in crate::impact) fn fill<'a>(&self, line: &'a [u8], fields: &mut LogFields<&'a [u8]>) -> Option<()> {
        let mut rest = line.strip_prefix(self.before.as_slice())?;
        for piece in &self.pieces {
            let length = find(rest, piece)?;
            fields.set(piece.field, &rest[..length]);
            rest = rest.get(length + piece.until.len()..).unwrap_or_default();
        }
        Some(())
    }
}

/// Where a piece ends.
#[inline]
fn find(text: &[u8], piece: &TemplatePiece) -> Option<usize> {
    let Some((first, others)) = piece.until.split_first() else {
        // the last place ends at a space, or with the line
        return Some(find_byte(text, b' ').unwrap_or(text.len()));
    };
    // nothing, which no search need find
    if let [b'-', next, rest @ ..] = text
        && next == first
        && begins(rest, others)
    {
        return Some(1);
    }
    if *first == b'"' {
        return find_quote(text, others);
    }
    let mut start = 0;
    loop {
        let rest = &text[start..];
        let at = start + find_byte(rest, *first)?;
        start = at + 1;
        if begins(&text[start..], others) {
            return Some(at);
        }
    }
}

/// Where a quotation mark stands that these bytes follow. One after a backslash belongs to the text.
fn find_quote(text: &[u8], others: &[u8]) -> Option<usize> {
    let mut start = 0;
    loop {
        let at = start + memchr2(b'"', b'\\', text.get(start..)?)?;
        if text[at] == b'\\' {
            start = at + 2;
        } else if begins(&text[at + 1..], others) {
            return Some(at);
        } else {
            start = at + 1;
        }
    }
}

/// [`slice::starts_with`] for a byte or two.
fn begins(text: &[u8], with: &[u8]) -> bool {
    text.len() >= with.len() && text.iter().zip(with).all(|(byte, wanted)| byte == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::time::LogClock;

    const LINE: &[u8] =
        br#"192.0.2.1 - a b [03/Dec/2013:07:55:30 +0000] "GET /a.mp3 HTTP/1.1" 206 1922684 "-" "an \"app\" 1" "more" 7"#;

    #[test]
    fn takes_combined_lines_apart_with_quotes_and_more_behind() {
        let hit = Template::combined().fields(LINE).unwrap().hit(&mut LogClock::default()).unwrap();
        assert_eq!((hit.when, hit.status, hit.sent), (1_386_057_330, 206, 1_922_684));
        assert_eq!((&*hit.address, &*hit.path, &*hit.agent), (&b"192.0.2.1"[..], &b"/a.mp3"[..], &br#"an \"app\" 1"#[..]));
        assert_eq!(&*hit.referrer, b"");
    }

    #[test]
    fn nginx_and_apache_write_one_format_in_two_ways() {
        let apache = r#"%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\""#;
        assert_eq!(
            Template::parse(apache).unwrap().fields(LINE).unwrap().hit(&mut LogClock::default()),
            Template::combined().fields(LINE).unwrap().hit(&mut LogClock::default())
        );
        let ranges =
            Template::parse(r#"$msec $request_method $uri $status $bytes_sent "$http_range" "$http_user_agent" $remote_addr"#);
        let line = br#"1386057330.123 GET /a.mp3 206 2 "bytes=0-1" "app" 2001:db8::1"#;
        let hit = ranges.unwrap().fields(line).unwrap().hit(&mut LogClock::default()).unwrap();
        assert_eq!((hit.when, hit.range.unwrap().length()), (1_386_057_330, Some(2)));
        assert_eq!(&*hit.address, b"2001:db8::1");
    }

    #[test]
    fn a_dash_is_nothing_only_by_itself() {
        fn hit(line: &str) -> Option<crate::impact::log::hit::Hit<'_>> {
            Template::combined().fields(line.as_bytes())?.hit(&mut LogClock::default())
        }
        let line = |user: &str, referrer: &str, agent: &str| {
            format!(r#"192.0.2.1 - {user} [03/Dec/2013:07:55:30 +0000] "GET /a.mp3 HTTP/1.1" 206 - "{referrer}" "{agent}""#)
        };
        let text = line("-", "-", "-");
        let found = hit(&text).unwrap();
        assert_eq!((found.sent, &*found.referrer, &*found.agent), (0, &b""[..], &b""[..]));
        let text = line("-a -", r#"-\" -"#, "--");
        let found = hit(&text).unwrap();
        assert_eq!((&*found.path, &*found.referrer, &*found.agent), (&b"/a.mp3"[..], &br#"-\" -"#[..], &b"--"[..]));
    }

    #[test]
    fn refuses_formats_without_what_a_count_needs() {
        for text in
            ["", "combined", "$remote_addr", "%h %t", r#"$remote_addr [$time_local] "$request" $status $body_bytes_sent"#, "%"]
        {
            assert_eq!(Template::parse(text), None, "{text}");
        }
        assert_eq!(Template::parse(&"$request".repeat(1000)), None);
    }

    #[test]
    fn a_broken_line_is_no_request() {
        for line in ["", "x", "192.0.2.1 - - [", r#"192.0.2.1 - - [03/Dec/2013:07:55:30 +0000] "GET /a HTTP/1.1" 200 5 "-" "a\"#]
        {
            assert!(Template::combined().fields(line.as_bytes()).is_none(), "{line}");
        }
        for request in ["-", "GET", "GET  HTTP/1.1", "GET /a b HTTP/1.1", " / HTTP/1.1", "GET / "] {
            let line = format!(r#"192.0.2.1 - - [03/Dec/2013:07:55:30 +0000] "{request}" 400 0 "-" "-""#);
            let mut fields = Template::combined().fields(line.as_bytes()).unwrap();
            assert_eq!(fields.clone().fit(), 2, "{line}");
            assert_eq!(fields.hit(&mut LogClock::default()), None, "{line}");
        }
    }

    #[test]
    fn reads_s3() {
        let line = br#"79a59 bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 - 3E57427F3EXAMPLE REST.GET.OBJECT media/a.mp3 "GET /media/a.mp3?x=1 HTTP/1.1" 200 - 5000 5000 7 7 "-" "S3Console/0.4" - TLS"#;
        let hit = Template::s3().fields(line).unwrap().hit(&mut LogClock::default()).unwrap();
        assert_eq!((&*hit.path, &*hit.agent, hit.sent), (&b"/media/a.mp3?x=1"[..], &b"S3Console/0.4"[..], 5000));
    }
}
