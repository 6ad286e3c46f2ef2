//! A file that was just published: whether it is at its address, whole.

use crate::check::live::live_build::LiveBuild;
use crate::check::live::look::Look;
use crate::check::live::reached::{answer_of, judge_missing};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::LiveBytes;
use crate::model::settings::level::Level;
use crate::model::web::web_request::WebRequest;

/// Judges an address whose file was just published, by what HEAD says of it. A server that does not know HEAD is told of where it matters.
pub(crate) fn judge_changed(look: &mut Look<'_>, url: &str, build: &LiveBuild) {
    let Some(arrival) = look.follow(WebRequest::head(url)) else { return };
    judge_redirects(look, AddressKind::Other, &arrival);
    let Some(answer) = answer_of(look, &arrival) else { return };
    match answer.status {
        200 => {}
        405 | 501 => return,
        _ => return judge_missing(look, "a file that was just published", &arrival.request, answer),
    }
    let (there, wanted) = (answer.content_length(), build.file(url).map(|file| file.bytes.get()));
    if let (Some(there), Some(wanted)) = (there, wanted)
        && there != wanted
        && answer.packing().is_none()
    {
        let message = format!(
            "the file here has {there} bytes, and the one that was just published has {wanted}: a cache may still keep the one before"
        );
        look.add((LiveBytes, Level::Warning), (&arrival.request, Some(answer)), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::live::live_build::BuiltFile;
    use crate::check::live::look::Answers;
    use crate::check::live::look::judged::Judged;
    use crate::model::files::byte_count::ByteCount;
    use crate::model::identity::digest::Sha256;
    use crate::model::web::web_answer::WebAnswer;

    const URL: &str = "https://a.example/chapters/a.json";

    fn found(status: u16, headers: &[(&str, &str)]) -> Vec<(&'static str, Level)> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answers = Answers::from([(WebRequest::head(URL), Ok(WebAnswer { status, headers, ..WebAnswer::default() }))]);
        let mut build = LiveBuild::default();
        let file = BuiltFile { bytes: ByteCount::new(9), sha256: Sha256::of(b"a"), middle: None, last: None };
        build.files.insert(URL.to_owned(), file);
        let mut look = Look::new(&answers, Judged::default());
        judge_changed(&mut look, URL, &build);
        assert!(look.wanted.is_empty(), "one request is enough: {:?}", look.wanted);
        look.breaches.iter().map(|breach| (breach.rule.id(), breach.level)).collect()
    }

    #[test]
    fn what_was_just_published_is_there_and_whole() {
        assert_eq!(found(200, &[("content-length", "9")]), []);
        assert_eq!(found(200, &[]), []);
        assert_eq!(found(405, &[]), []);
        // packed on the way, it has another length
        assert_eq!(found(200, &[("content-length", "5"), ("content-encoding", "gzip")]), []);
        assert_eq!(found(200, &[("content-length", "8")]), [("live-bytes", Level::Warning)]);
        assert_eq!(found(404, &[]), [("live-unreachable", Level::Error)]);
    }
}
