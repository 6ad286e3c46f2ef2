//! What is in a folder of a bucket (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html>): one answer instead of one for each object.

use std::collections::BTreeSet;

use rusty_s3::Method;

use crate::publish::target::s3::answers::{text_of, texts_of};
use crate::publish::target::s3::client::Call;
use crate::publish::target::s3::{S3Store, XML_MAX};

/// How many objects a page lists at most.
const PAGE: usize = 1000;
/// How many pages are read more than those that are looked for would fill: of a folder with much that is of others.
const MORE_PAGES: usize = 4;

/// The keys of all objects in a store's folder. `None` where they are not known: the key may not list, there are too many, or some are written in a way that
/// could hide one of ours.
pub(in crate::publish::target::s3) fn listed(store: &S3Store, wanted: usize) -> Option<BTreeSet<String>> {
    let prefix = store.key("");
    let (mut keys, mut next) = (BTreeSet::new(), None);
    for _ in 0..wanted.div_ceil(PAGE) + MORE_PAGES {
        let mut call = Call::new(Method::Get, "");
        call.query = vec![("list-type", "2".to_owned()), ("max-keys", PAGE.to_string()), ("prefix", prefix.clone())];
        if let Some(token) = next {
            call.query.insert(0, ("continuation-token", token));
        }
        let answer = store.client.call(&call, XML_MAX, "list what is there").ok().filter(|answer| answer.status == 200)?;
        let page = texts_of(&answer.body, "Key");
        if !page.iter().all(|key| key.starts_with(&prefix) && is_plain(key)) {
            return None;
        }
        keys.extend(page);
        match text_of(&answer.body, "IsTruncated")?.as_str() {
            "false" => return Some(keys),
            _ => next = Some(text_of(&answer.body, "NextContinuationToken")?),
        }
    }
    None
}

/// Whether each store lists a key as it was given: some encode others, or take letters apart.
fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'%' && byte != b'+')
}
