//! The file of keys that Amazon's programs read (`~/.aws/credentials`,
//! <https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html>).

use crate::publish::target::s3::keys::S3Credentials;
use crate::world::environment::secret::Secret;

/// The keys of a profile; `None` where it has none.
pub(in crate::publish::target::s3) fn keys_of_profile(text: &str, profile: &str) -> Option<S3Credentials> {
    let (mut is_here, mut key_id, mut key, mut token) = (false, None, None, None);
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(name, _)| name.trim()) {
            let name = name.strip_prefix("profile ").map_or(name, str::trim);
            is_here = name == profile;
            continue;
        }
        let Some((name, value)) = line.split_once('=').filter(|_| is_here) else { continue };
        let value = Some(value.trim()).filter(|value| !value.is_empty()).map(Secret::new);
        match name.trim().to_ascii_lowercase().as_str() {
            "aws_access_key_id" => key_id = value,
            "aws_secret_access_key" => key = value,
            "aws_session_token" => token = value,
            _ => {}
        }
    }
    Some(S3Credentials { key_id: key_id?, key: key?, token })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# keys\n[default]\naws_access_key_id = AKIDEFAULT\naws_secret_access_key=abc/=\n\n[ show ]\nAWS_ACCESS_KEY_ID=AKISHOW\n\
        aws_secret_access_key = def\naws_session_token = ghi\n; end\n[profile half]\naws_access_key_id = AKIHALF\n";

    #[test]
    fn each_profile_has_its_own_keys() {
        let keys = |profile| {
            let keys = keys_of_profile(FILE, profile)?;
            let token = keys.token.map(|token| token.reveal().to_owned());
            Some((keys.key_id.reveal().to_owned(), keys.key.reveal().to_owned(), token))
        };
        assert_eq!(keys("default"), Some(("AKIDEFAULT".to_owned(), "abc/=".to_owned(), None)));
        assert_eq!(keys("show"), Some(("AKISHOW".to_owned(), "def".to_owned(), Some("ghi".to_owned()))));
        assert_eq!((keys("half"), keys("other")), (None, None));
    }
}
