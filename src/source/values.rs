//! Values with a form of their own in YAML.

pub(in crate::source) mod address;
pub(in crate::source) mod alternate;
pub(in crate::source) mod category;
pub(in crate::source) mod chapter;
pub(in crate::source) mod check_settings;
pub(in crate::source) mod date;
pub(in crate::source) mod elsewhere;
pub(in crate::source) mod enclosure;
pub(in crate::source) mod further_image;
pub(in crate::source) mod path;
pub(in crate::source) mod payment;
pub(in crate::source) mod publish;
pub(in crate::source) mod recurrence;
pub(in crate::source) mod services;
pub(in crate::source) mod social;
pub(in crate::source) mod terms;
pub(in crate::source) mod theme;
