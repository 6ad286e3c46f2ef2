//! What a number does to the word after it, by the plural rules of the Unicode CLDR
//! (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>).

/// A word with its number, in each form that a language has. A form that only one number takes may spell that number out.
#[derive(Debug)]
pub(crate) struct Plural {
    pub(crate) one: &'static str,
    pub(crate) two: &'static str,
    pub(crate) few: &'static str,
    pub(crate) many: &'static str,
    pub(crate) other: &'static str,
}

/// Which form of a [`Plural`] a number takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    /// A word that no number changes.
    pub(crate) const fn same(text: &'static str) -> Self {
        Self { one: text, two: text, few: text, many: text, other: text }
    }

    /// The same with each form changed.
    pub(in crate::site::words) fn map(&self, change: impl Fn(&str) -> &'static str) -> Self {
        let Self { one, two, few, many, other } = self;
        Self { one: change(one), two: change(two), few: change(few), many: change(many), other: change(other) }
    }

    pub(crate) fn form(&self, form: Form) -> &'static str {
        match form {
            Form::One => self.one,
            Form::Two => self.two,
            Form::Few => self.few,
            Form::Many => self.many,
            Form::Other => self.other,
        }
    }
}
