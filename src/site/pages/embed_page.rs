//! A plain player that other sites can show, and the oEmbed file by which they find it (<https://oembed.com>, section 2.3).

use serde_json::json;

use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::markdown::escape::escaped;
use crate::seal::SealedEpisode;
use crate::site::assets;
use crate::site::context::{Site, embed_page, episode_page};
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::look::picture::Picture;
use crate::site::pages::frame::{Page, StyleFrom};
use crate::site::templates::template_environment::value;
use crate::site::view;

/// Width that the player asks for (pixels).
pub(crate) const EMBED_WIDTH: u32 = 640;

/// Height that the player asks for (pixels): title, player and link, with text at twice its size.
pub(crate) const EMBED_HEIGHT: u32 = 240;

impl Site<'_> {
    /// The embeddable player of an episode.
    pub(crate) fn embed_page(&self, sealed: &SealedEpisode) -> Result<OutputFile, SiteError> {
        let page_path = PagePath::at(embed_page(sealed));
        let embed = view::Embed {
            title: sealed.episode.title.to_string(),
            picture: self
                .picture(&page_path, &Picture { image: self.artwork(sealed).0, alt: "", sizes: "70px", seen_at_once: true }),
            player: self.player(&page_path, sealed),
            episode: page_path.to(&episode_page(sealed)),
        };
        let page = Page {
            path: page_path,
            title: Some(sealed.episode.title.to_string()),
            address: Some(sealed.page_url.clone()),
            preview: None,
            script: Some(&assets::PLAYER),
            style: StyleFrom::File,
            class: "embed",
        };
        Ok(OutputFile::text(embed_page(sealed), self.page(page, "embed.html", ("embed", value(embed)))?))
    }

    /// The HTML that shows the player in another page.
    pub(crate) fn frame_code(&self, sealed: &SealedEpisode) -> String {
        format!(
            "<iframe src=\"{}\" width=\"{EMBED_WIDTH}\" height=\"{EMBED_HEIGHT}\" title=\"{}\" loading=\"lazy\"></iframe>",
            escaped(embed_page(sealed).url(&self.sealed.show).as_str()),
            escaped(sealed.episode.title.as_str()),
        )
    }

    /// What a site reads that wants to embed the episode.
    pub(crate) fn oembed(&self, sealed: &SealedEpisode) -> OutputFile {
        let show = &self.sealed.show;
        let mut data = json!({
            "version": "1.0",
            "type": "rich",
            "title": sealed.episode.title.as_str(),
            "author_name": show.author.as_str(),
            "provider_name": show.title.as_str(),
            "provider_url": show.url.as_url().as_str(),
            "html": self.frame_code(sealed),
            "width": EMBED_WIDTH,
            "height": EMBED_HEIGHT,
        });
        if let Some(form) = self.gallery.forms(self.artwork(sealed).0).jpeg.last() {
            data["thumbnail_url"] = json!(form.output.url(show).as_str());
            data["thumbnail_width"] = json!(form.width);
            data["thumbnail_height"] = json!(form.height);
        }
        OutputFile::text(Output::Oembed(sealed.episode.slug.clone()), format!("{data}\n"))
    }
}
