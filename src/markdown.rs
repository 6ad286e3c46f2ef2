//! Markdown in GitHub's dialect (<https://github.github.com/gfm/>): one set of options, one traversal, one sanitiser.
//!
//! There are two renderings. [`pages`] shows everything; [`apps`] writes the little HTML that podcast apps show, and turns the rest into it.
//! [`outline`] says what a text holds, for whoever judges it.

#[cfg(feature = "test-support")]
pub mod any_page;
pub mod apps;
pub(crate) mod destination;
pub(crate) mod easy_read;
pub(crate) mod escape;
pub(crate) mod from_html;
pub(crate) mod markup;
pub mod original;
pub(crate) mod outline;
pub(crate) mod page_text;
pub(crate) mod pages;
pub(crate) mod plain_language;

mod bare_address;
mod depth;
mod dialect;
mod footnotes;
mod sanitiser;
mod slots;
mod table_list;
mod times;

#[cfg(test)]
mod tests;
