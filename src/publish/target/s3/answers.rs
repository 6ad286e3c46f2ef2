//! What object stores answer, in XML. It comes from a server: what defines entities is not read at all.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::publish::publish_error::PublishError;
use crate::publish::target::store::Condition;
use crate::world::network::store_client::StoreAnswer;

/// How much of a store's own words is repeated. // characters
const SAID_MAX: usize = 200;

/// The texts of the elements of this name, wherever they stand; none from what is no plain XML.
pub(in crate::publish::target::s3) fn texts_of(xml: &[u8], name: &str) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(xml) else { return Vec::new() };
    let mut reader = Reader::from_str(text);
    let (mut texts, mut open) = (Vec::new(), None::<String>);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if start.local_name().as_ref() == name => open = Some(String::new()),
            Ok(Event::Text(text)) => open.iter_mut().for_each(|open| open.push_str(&text.xml10_content())),
            Ok(Event::GeneralRef(entity)) => {
                let character = match entity.as_ref() {
                    "quot" => Some('"'),
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                open.iter_mut().for_each(|open| open.extend(character));
            }
            Ok(Event::End(end)) if end.local_name().as_ref() == name => texts.extend(open.take()),
            // what defines entities, or is no XML
            Ok(Event::DocType(_)) | Err(_) => return Vec::new(),
            Ok(Event::Eof) => return texts,
            Ok(_) => {}
        }
    }
}

/// The text of the first element of this name.
pub(in crate::publish::target::s3) fn text_of(xml: &[u8], name: &str) -> Option<String> {
    texts_of(xml, name).into_iter().next()
}

/// Whether a condition does not hold. Where an object is to be replaced that is not there, some stores say 404.
pub(in crate::publish::target::s3) fn is_refusal(answer: &StoreAnswer, condition: &Condition) -> bool {
    match (answer.status, condition) {
        (412 | 409, Condition::Nothing | Condition::Same(_)) => true,
        (404, Condition::Same(_)) => text_of(&answer.body, "Code").as_deref() != Some("NoSuchBucket"),
        _ => false,
    }
}

/// Where a bucket is, where an answer tells it.
pub(in crate::publish::target::s3) fn region_of(answer: &StoreAnswer) -> Option<String> {
    let region = answer.header("x-amz-bucket-region").map(str::to_owned).or_else(|| text_of(&answer.body, "Region"))?;
    let is_name =
        (1..=40).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    is_name.then_some(region)
}

/// What an answer means that is no success. Nothing of the request is repeated, since its address is signed.
pub(in crate::publish::target::s3) fn fault_of(answer: &StoreAnswer, what: &str, bucket: &str) -> PublishError {
    let code = text_of(&answer.body, "Code").unwrap_or_default();
    let message = text_of(&answer.body, "Message").unwrap_or_default();
    let said: String = format!("{code} {message}").trim().chars().take(SAID_MAX).collect();
    let reason = if said.is_empty() { format!("it answers with {}", answer.status) } else { format!("{} {said}", answer.status) };
    match (answer.status, code.as_str()) {
        (_, "RequestTimeTooSkewed") => PublishError::Clock,
        (_, "NoSuchBucket") => PublishError::NoBucket { name: bucket.to_owned() },
        (_, "PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException") | (301, _) => {
            match region_of(answer) {
                Some(region) => PublishError::WrongRegion { region },
                None => PublishError::Failed { what: what.to_owned(), reason },
            }
        }
        (507, _) | (_, "QuotaExceeded" | "XMinioStorageFull" | "InsufficientStorage") => PublishError::DiskFull,
        (401 | 403, _) => PublishError::Denied { what: format!("to {what}"), reason },
        _ => PublishError::Failed { what: what.to_owned(), reason },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> StoreAnswer {
        StoreAnswer { status, headers: Vec::new(), body: body.as_bytes().to_vec() }
    }

    #[test]
    fn reads_plain_xml_and_nothing_that_defines_entities() {
        let xml = br#"<?xml version="1.0"?><Error><Code>NoSuchKey</Code><ETag>&quot;a&#98;c&quot;</ETag><ETag>d</ETag></Error>"#;
        assert_eq!(texts_of(xml, "ETag"), ["\"abc\"", "d"]);
        let bomb = br#"<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><Error><Code>&d;</Code></Error>"#;
        assert_eq!(text_of(bomb, "Code"), None);
        for bad in [&b"<Code>a"[..], b"<Code>a</Cod>", b"\xff<Code>a</Code>", b""] {
            assert_eq!(text_of(bad, "Code"), None);
        }
    }

    #[test]
    fn each_answer_is_told_by_what_it_means() {
        let fault = |status, code: &str| {
            fault_of(
                &answer(status, &format!("<Error><Code>{code}</Code><Region>eu-west-1</Region></Error>")),
                "write `a`",
                "my-bucket",
            )
        };
        assert_eq!(fault(403, "RequestTimeTooSkewed"), PublishError::Clock);
        assert_eq!(fault(404, "NoSuchBucket"), PublishError::NoBucket { name: "my-bucket".to_owned() });
        assert_eq!(fault(301, "PermanentRedirect"), PublishError::WrongRegion { region: "eu-west-1".to_owned() });
        assert_eq!(fault(507, ""), PublishError::DiskFull);
        assert!(matches!(fault(403, "AccessDenied"), PublishError::Denied { .. }));
        assert!(matches!(fault(500, "InternalError"), PublishError::Failed { .. }));
    }

    #[test]
    fn a_condition_that_does_not_hold_is_no_fault() {
        let same = Condition::Same(crate::publish::record::RemoteTag::new("\"a\"").unwrap());
        assert!(is_refusal(&answer(412, ""), &Condition::Nothing) && is_refusal(&answer(409, ""), &same));
        assert!(is_refusal(&answer(404, "<Error><Code>NoSuchKey</Code></Error>"), &same));
        assert!(!is_refusal(&answer(404, "<Error><Code>NoSuchBucket</Code></Error>"), &same));
        assert!(!is_refusal(&answer(412, ""), &Condition::Any) && !is_refusal(&answer(200, ""), &same));
    }
}
