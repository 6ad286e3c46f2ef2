//! The player: the browser's own, and the tools that a script adds to it.

use maud::{Markup, html};

use crate::seal::SealedEpisode;
use crate::site::here::Here;
use crate::site::whole::Site;
use crate::site::words::fill;

/// Speeds to choose from, and what a browser is told.
const SPEEDS: [&str; 6] = ["0.75", "1", "1.25", "1.5", "1.75", "2"];

impl Site<'_> {
    /// The link to the sound, from a page.
    pub(crate) fn sound(&self, here: &Here, sealed: &SealedEpisode) -> String {
        here.to_url(&sealed.enclosure.url, &self.sealed.show.url)
    }

    /// The browser's own player. Nothing is fetched before someone plays: a page that is only read costs no download.
    pub(crate) fn audio(&self, here: &Here, sealed: &SealedEpisode) -> Markup {
        let label = fill(self.locale.words.listen_to, &[sealed.episode.title.as_str()]);
        html! {
            audio controls preload="none" aria-label=(label) src=(self.sound(here, sealed)) data-episode=(sealed.episode.guid) {}
        }
    }

    /// What the script shows beside the player.
    pub(crate) fn player_tools(&self, has_transcript: bool) -> Markup {
        let words = self.locale.words;
        html! {
            div #tools hidden role="group" aria-label=(words.tools) {
                button type="button" name="resume" hidden { (words.carry_on) }
                div.row {
                    button type="button" name="play" data-pause=(words.pause) { (words.play) }
                    button type="button" name="back" { (words.back_15) }
                    button type="button" name="forward" { (words.forward_30) }
                }
                details {
                    summary { (words.tools) }
                    p.row {
                        label for="speed" { (words.speed) }
                        select #speed {
                            @for speed in SPEEDS {
                                @if speed == "1" { option value=(speed) selected { (words.speed_normal) } } @else { option value=(speed) { (speed) "×" } }
                            }
                        }
                    }
                    // The script looks for this box on every page with a player.
                    p.row hidden[!has_transcript] { input #follow type="checkbox"; label for="follow" { (words.follow) } }
                    p.row { input #shortcuts type="checkbox" aria-describedby="keys"; label for="shortcuts" { (words.shortcuts) } }
                    p.help #keys { (words.shortcuts_help) }
                    p { button type="button" name="share" { (words.share) } }
                }
            }
            p #status role="status" data-copied=(words.copied) data-not-copied=(words.not_copied) {}
        }
    }
}
