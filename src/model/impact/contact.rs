//! How people can say what they think.

use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keywords! {
    /// A way to answer; those that need no computer come first, and pages show them in this order.
    pub enum ContactWay else "not a way that podwright knows" {
        /// By telephone.
        Phone = "phone",
        /// By letter.
        Post = "post",
        /// In person, such as in a group that meets.
        Group = "group",
        /// By text message.
        Text = "text",
        /// By e-mail.
        Email = "email",
        /// On a page.
        Web = "web",
    }
}

keys! {
    /// One way to answer, with what one needs for it.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Contact {
        required {
            way: ContactWay, "`phone`, `post`, `group`, `text`, `email` or `web`", "phone";
            text: Text, "what to do, in a sentence", "Ring 01632 960001 on weekdays.";
        }
        optional {
            url: Option<HttpUrl>, "a page to answer on", "https://example.org/tell-us";
        }
    }
}
