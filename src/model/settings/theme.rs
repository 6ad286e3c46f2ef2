//! The colours and fonts of a show's pages.

use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::settings::colour::Colour;
use crate::model::settings::theme_source::ThemeSource;

keys! {
    /// What a show wants its pages to look like. What it leaves out is podwright's own.
    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Theme {
        optional {
            from: Option<ThemeSource>, "where colours come from that the show does not name: its cover, or a look of podwright's", "cover";
            light: Palette, "colours for readers who like a light screen", "{link: \"#00449e\", band: \"#1b2a41\"}";
            dark: Palette, "colours for readers who like a dark screen", "{link: \"#9cc2ff\", band: \"#1b2a41\"}";
            font: Option<Font>, "the font of the text", "wide";
            headings: Option<Font>, "the font of headings and buttons", "serif";
        }
    }
}

keys! {
    /// Colours of a scheme, each where the show has one of its own.
    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Palette {
        optional {
            paper: Option<Colour>, "behind the text", "\"#fffdf8\"";
            ink: Option<Colour>, "the text", "\"#12292b\"";
            link: Option<Colour>, "links and buttons", "\"#0b5a57\"";
            band: Option<Colour>, "the band at the top of a page", "\"#0d4245\"";
            mark: Option<Colour>, "what is picked out: labels, the main button", "\"#ffc933\"";
        }
    }
}

keywords! {
    /// One of the two schemes that readers choose between on their device.
    pub enum Scheme {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

/// Every colour of a scheme; those that a show does not name follow from those that it does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Colours {
    /// Behind the text.
    pub paper: Colour,
    /// Behind boxes.
    pub card: Colour,
    /// The text.
    pub ink: Colour,
    /// Text of less weight.
    pub soft: Colour,
    /// Lines that one must see.
    pub line: Colour,
    /// Lines that only divide.
    pub hair: Colour,
    /// Links and buttons.
    pub link: Colour,
    /// The band at the top of a page.
    pub band: Colour,
    /// Text on it.
    pub band_ink: Colour,
    /// Text of less weight on it.
    pub band_soft: Colour,
    /// What is picked out.
    pub mark: Colour,
    /// Text on that.
    pub mark_ink: Colour,
    /// Behind the line that is being said.
    pub now: Colour,
}

/// Two colours that meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meeting {
    /// What is seen there.
    pub what: &'static str,
    /// The contrast that they have.
    pub ratio: f64,
    /// The contrast that WCAG 2.2 asks for: 4.5 of text (1.4.3), 3 of anything else (1.4.11).
    pub needed: f64,
    /// The keys that decide on them, the likeliest culprit first.
    pub keys: &'static [&'static str],
}

const LIGHT: Colours = Colours {
    paper: Colour::of(0xff_fdf8),
    card: Colour::of(0xf6_efe1),
    ink: Colour::of(0x12_292b),
    soft: Colour::of(0x46_595a),
    line: Colour::of(0x7b_8b89),
    hair: Colour::of(0xdd_d5c5),
    link: Colour::of(0x0b_5a57),
    band: Colour::of(0x0d_4245),
    band_ink: Colour::of(0xff_f4e0),
    band_soft: Colour::of(0xd0_e8e0),
    mark: Colour::of(0xff_c933),
    mark_ink: Colour::of(0x08_2628),
    now: Colour::of(0xff_e9a8),
};

const DARK: Colours = Colours {
    paper: Colour::of(0x0a_1c1e),
    card: Colour::of(0x11_292b),
    ink: Colour::of(0xf3_ecdf),
    soft: Colour::of(0xb9_c9c5),
    line: Colour::of(0x7f_9693),
    hair: Colour::of(0x28_474a),
    link: Colour::of(0x8f_dccf),
    band: Colour::of(0x0d_3a3d),
    now: Colour::of(0x4c_4110),
    ..LIGHT
};

impl Scheme {
    /// Our own colours.
    pub const fn colours(self) -> &'static Colours {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

impl Theme {
    /// What the show names for a scheme.
    pub fn palette(&self, scheme: Scheme) -> &Palette {
        match scheme {
            Scheme::Light => &self.light,
            Scheme::Dark => &self.dark,
        }
    }
}

impl Palette {
    /// The colour that the show names under a key.
    pub fn named(&self, key: &str) -> Option<Colour> {
        let Self { paper, ink, link, band, mark } = self;
        match key {
            "paper" => *paper,
            "ink" => *ink,
            "link" => *link,
            "band" => *band,
            "mark" => *mark,
            _ => None,
        }
    }

    /// The same with another colour under a key.
    #[must_use]
    pub fn with(&self, key: &str, colour: Colour) -> Self {
        let mut other = self.clone();
        match key {
            "paper" => other.paper = Some(colour),
            "ink" => other.ink = Some(colour),
            "link" => other.link = Some(colour),
            "band" => other.band = Some(colour),
            "mark" => other.mark = Some(colour),
            _ => {}
        }
        other
    }

    /// Every colour of the scheme.
    pub fn colours(&self, scheme: Scheme) -> Colours {
        let mut all = *scheme.colours();
        let Self { paper, ink, link, band, mark } = *self;
        all.paper = paper.unwrap_or(all.paper);
        all.ink = ink.unwrap_or(all.ink);
        all.link = link.unwrap_or(all.link);
        all.band = band.unwrap_or(all.band);
        all.mark = mark.unwrap_or(all.mark);
        if paper.is_some() || ink.is_some() {
            all.card = all.paper.mix(all.ink, 6);
            all.soft = all.ink.mix(all.paper, 22);
            all.line = all.ink.mix(all.paper, 45);
            all.hair = all.paper.mix(all.ink, 14);
        }
        if band.is_some() {
            all.band_ink = all.band.opposite();
            all.band_soft = all.band_ink.mix(all.band, 10);
        }
        if mark.is_some() {
            all.mark_ink = all.mark.opposite();
        }
        if mark.is_some() || paper.is_some() {
            all.now = all.paper.mix(all.mark, 30);
        }
        all
    }
}

impl Colours {
    /// Every two colours that meet on a page.
    pub fn meetings(&self) -> [Meeting; 13] {
        const TEXT: f64 = 4.5;
        const OTHER: f64 = 3.0;
        let meet = |what, front: Colour, back: Colour, needed, keys| Meeting { what, ratio: front.contrast(back), needed, keys };
        [
            meet("text", self.ink, self.paper, TEXT, &["ink", "paper"]),
            meet("text in boxes", self.ink, self.card, TEXT, &["ink", "paper"]),
            meet("small text", self.soft, self.paper, TEXT, &["ink", "paper"]),
            meet("small text in boxes", self.soft, self.card, TEXT, &["ink", "paper"]),
            meet("the border of fields", self.line, self.paper, OTHER, &["ink", "paper"]),
            meet("links", self.link, self.paper, TEXT, &["link", "paper", "ink"]),
            meet("links in boxes", self.link, self.card, TEXT, &["link", "paper", "ink"]),
            meet("text on the band", self.band_ink, self.band, TEXT, &["band"]),
            meet("small text on the band", self.band_soft, self.band, TEXT, &["band"]),
            meet("labels on the band", self.mark, self.band, TEXT, &["mark", "band"]),
            meet("text on the mark", self.mark_ink, self.mark, TEXT, &["mark"]),
            meet("the line being said", self.ink, self.now, TEXT, &["mark", "ink", "paper"]),
            meet("the focus on the band", self.mark, self.band, OTHER, &["mark", "band"]),
        ]
    }
}

impl Meeting {
    /// Whether it is seen well enough. A ratio is not rounded up: 4.499 is not 4.5.
    pub fn is_seen(&self) -> bool {
        self.ratio >= self.needed
    }
}

keywords! {
    /// Fonts that readers' devices have: nothing is loaded.
    pub enum Font else "not one of the fonts to choose from" {
        /// The device's own.
        System = "system",
        /// Warm and open, such as Seravek or Gill Sans.
        Humanist = "humanist",
        /// Wide, with letters that are hard to confuse, such as Verdana.
        Wide = "wide",
        /// Like a book, such as Charter or Cambria.
        Serif = "serif",
        /// With round ends.
        Rounded = "rounded",
        /// With letters of one width.
        Mono = "mono",
    }
}

impl Font {
    /// The families, as CSS names them: the first that a device has is taken.
    pub fn families(self) -> &'static str {
        match self {
            Self::System => "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",sans-serif",
            Self::Humanist => {
                "Seravek,\"Gill Sans Nova\",Ubuntu,Calibri,\"Source Sans Pro\",\"Liberation Sans\",system-ui,sans-serif"
            }
            Self::Wide => "Verdana,\"DejaVu Sans\",Geneva,\"Noto Sans\",sans-serif",
            Self::Serif => "Charter,\"Bitstream Charter\",\"Sitka Text\",Cambria,\"Noto Serif\",\"Liberation Serif\",serif",
            Self::Rounded => {
                "ui-rounded,\"Hiragino Maru Gothic ProN\",Quicksand,Comfortaa,\"Arial Rounded MT Bold\",Calibri,sans-serif"
            }
            Self::Mono => "ui-monospace,\"Cascadia Code\",Menlo,Consolas,\"Liberation Mono\",monospace",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_colours_are_seen_wherever_they_meet() {
        for scheme in Scheme::ALL {
            for meeting in scheme.colours().meetings() {
                assert!(meeting.is_seen(), "{scheme:?}: {meeting:?}");
            }
        }
    }

    #[test]
    fn a_palette_without_colours_changes_none() {
        for scheme in Scheme::ALL {
            assert_eq!(Palette::default().colours(scheme), *scheme.colours());
        }
    }

    #[test]
    fn what_the_show_leaves_out_follows_from_what_it_names() {
        let palette =
            Palette { paper: Some(Colour::WHITE), ink: Some(Colour::BLACK), band: Some(Colour::WHITE), ..Palette::default() };
        let colours = palette.colours(Scheme::Light);
        assert_eq!((colours.card.to_string().as_str(), colours.band_ink), ("#f0f0f0", Colour::BLACK));
        assert!(colours.meetings().iter().any(|meeting| !meeting.is_seen() && meeting.what == "labels on the band"));
    }
}
