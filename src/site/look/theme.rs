//! A show's colours and fonts as CSS, behind the style of all pages.

use std::fmt::Write;

use crate::model::settings::seed::Seed;
use crate::model::settings::theme::{Colours, Palette, Scheme, Theme};

/// What the theme changes of the style; empty for a show without one. `cover` has the cover's colours, where the theme is to be made of them.
pub(crate) fn css(theme: &Theme, cover: Option<Seed>) -> String {
    let fonts = [("font", theme.font), ("head", theme.headings)]
        .into_iter()
        .filter_map(|(name, font)| Some(variable((name, font?.families().to_owned()))))
        .collect::<Vec<_>>()
        .concat();
    let seed = theme.from.and_then(|source| Seed::of_preset(source).or(cover));
    let colours = |scheme: Scheme| palette(theme, seed, scheme).colours(scheme);
    let [light, dark] = Scheme::ALL.map(|scheme| differences(&colours(scheme), scheme.colours()));
    let mut css = String::new();
    if !light.is_empty() || !fonts.is_empty() {
        writeln!(css, ":root{{{light}{fonts}}}").expect("a string takes everything");
    }
    if !light.is_empty() || !dark.is_empty() {
        // All of the dark ones: a light one must not shine through.
        let all = variables(&colours(Scheme::Dark)).map(variable).concat();
        writeln!(css, "@media (prefers-color-scheme:dark){{:root{{{all}}}}}").expect("a string takes everything");
    }
    css
}

/// The colours that the show names for a scheme; where it names none, those that its look makes.
fn palette(theme: &Theme, seed: Option<Seed>, scheme: Scheme) -> Palette {
    let own = theme.palette(scheme);
    seed.filter(|_| *own == Palette::default()).map_or_else(|| own.clone(), |seed| seed.palette(scheme))
}

fn differences(wanted: &Colours, ours: &Colours) -> String {
    let pairs = variables(wanted).into_iter().zip(variables(ours));
    pairs.filter(|(wanted, ours)| wanted != ours).map(|(wanted, _)| variable(wanted)).collect::<Vec<_>>().concat()
}

fn variable((name, value): (&str, String)) -> String {
    format!("--{name}:{value};")
}

/// The names that the style has for the colours.
fn variables(colours: &Colours) -> [(&'static str, String); 13] {
    let Colours { paper, card, ink, soft, line, hair, link, band, band_ink, band_soft, mark, mark_ink, now } = colours;
    [
        ("paper", paper),
        ("card", card),
        ("ink", ink),
        ("soft", soft),
        ("line", line),
        ("hair", hair),
        ("link", link),
        ("band", band),
        ("band-ink", band_ink),
        ("band-soft", band_soft),
        ("mark", mark),
        ("mark-ink", mark_ink),
        ("now", now),
    ]
    .map(|(name, colour)| (name, colour.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::theme::Font;
    use crate::model::settings::theme_source::ThemeSource;
    use crate::site::templates::{STYLE, Templates};

    #[test]
    fn the_style_has_the_colours_that_the_rule_on_contrast_looks_at() {
        let style = Templates::original(STYLE).unwrap();
        let (light, dark) = style.split_once("prefers-color-scheme: dark").unwrap();
        let dark = dark.split_once("\n}\n").unwrap().0;
        for (scheme, text) in [(Scheme::Light, light), (Scheme::Dark, dark)] {
            for ((name, value), (_, in_light)) in variables(scheme.colours()).into_iter().zip(variables(Scheme::Light.colours()))
            {
                let line = format!("--{name}: {value};");
                assert!(text.contains(&line) || (scheme == Scheme::Dark && value == in_light), "{scheme:?}: {line}");
            }
        }
        let line = format!("--font: {};", Font::System.families().replace(',', ", "));
        assert!(light.contains(&line) && light.contains("--head: var(--font);"), "one family: {line}");
    }

    #[test]
    fn a_theme_changes_only_what_it_names() {
        assert_eq!(css(&Theme::default(), None), "");
        let theme = Theme { headings: Some(Font::Serif), ..Theme::default() };
        assert!(css(&theme, None).starts_with(":root{--head:Charter,") && !css(&theme, None).contains("prefers"));
        let light = Palette { link: Some("#00449e".parse().unwrap()), ..Palette::default() };
        let theme = Theme { light, ..Theme::default() };
        assert!(
            css(&theme, None).starts_with(":root{--link:#00449e;}\n@media (prefers-color-scheme:dark){:root{--paper:#0a1c1e;")
        );
        assert!(css(&theme, None).contains("--link:#8fdccf;"), "the dark scheme keeps its own");
    }

    #[test]
    fn a_look_colours_the_schemes_for_which_the_show_names_no_colour() {
        let cover = Seed { dominant: "#123456".parse().unwrap(), accent: "#ffcc00".parse().unwrap() };
        let theme = Theme { from: Some(ThemeSource::Cover), ..Theme::default() };
        let of_cover = css(&theme, Some(cover));
        assert!(of_cover.contains("--band:#123456;") && of_cover.contains("--mark:#ffcc00;"), "{of_cover}");
        assert_eq!(css(&theme, None), "", "a cover that is not at hand leaves podwright's own");
        let sea = Theme { from: Some(ThemeSource::Sea), ..Theme::default() };
        assert!(css(&sea, Some(cover)).contains("--band:#0d3b66;"));
        let own = Palette { link: Some("#00449e".parse().unwrap()), ..Palette::default() };
        let mixed = css(&Theme { light: own, ..theme }, Some(cover));
        let (light, dark) = mixed.split_once("@media").unwrap();
        assert_eq!(light, ":root{--link:#00449e;}\n");
        assert!(dark.contains("--mark:#ffcc00;"), "{dark}");
    }
}
