//! HTML that is ready to stand in a page: what is escaped or sanitised already, and is not escaped again.

use minijinja::Value;
use serde::{Serialize, Serializer};

/// HTML that is safe in a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Html(String);

impl Html {
    /// Takes a text for HTML. Only for what this program wrote, escaped or sanitised.
    pub(crate) fn trusted(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[cfg(test)]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// As a template takes it.
    pub(crate) fn value(&self) -> Value {
        Value::from_safe_string(self.0.clone())
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
