//! Elements of a feed as values of the model. What cannot be one is noted in the ledger.

pub(in crate::import) mod alternates;
pub(in crate::import) mod carried;
pub(in crate::import) mod categories;
pub(in crate::import) mod chapters;
pub(in crate::import) mod enclosure;
pub(in crate::import) mod extras;
pub(in crate::import) mod item;
pub(in crate::import) mod payment;
pub(in crate::import) mod people;
pub(in crate::import) mod reading;
pub(in crate::import) mod show;
pub(in crate::import) mod show_settings;
pub(in crate::import) mod slugs;
pub(in crate::import) mod when;
pub(in crate::import) mod words;
