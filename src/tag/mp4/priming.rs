//! The note on priming in iTunes' list (`iTunSMPB`) says which samples an encoder added. ffmpeg applies it to the stream that it read last, and takes
//! chapters and covers for streams (`mov_read_custom` in libavformat/mov.c): so the order of the boxes decides whether it plays those samples. Tagging
//! must not change what it plays.

use crate::media::tags::early_form::is_priming;
use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::tracks::handler;

/// Whether ffmpeg reads the note without applying it to the sound, as in a file in which another program's chapters stand between the two. An edit
/// list says the same as the note, so with one the order does not matter.
pub(super) fn is_passed_over(moov: &Atom) -> bool {
    let (mut sound_is_last, mut has_edits, mut has_note, mut is_applied) = (false, false, false, false);
    for atom in moov.atoms() {
        match &atom.kind {
            b"trak" => {
                sound_is_last = handler(atom) == Some(*b"soun");
                has_edits |= sound_is_last && atom.find(&[b"edts", b"elst"]).is_some();
            }
            b"udta" | b"meta" => {
                for item in items(atom) {
                    if item.kind == *b"covr" {
                        sound_is_last = false;
                    } else if is_priming(item) {
                        has_note = true;
                        is_applied |= sound_is_last;
                    }
                }
            }
            _ => {}
        }
    }
    has_note && !is_applied && !has_edits
}

/// The items of each list of a box, in their order.
fn items(atom: &Atom) -> impl Iterator<Item = &Atom> {
    let is_list = atom.kind == *b"meta";
    let own = is_list.then_some(atom);
    let inside = atom.atoms().iter().filter(move |inner| !is_list && inner.kind == *b"meta");
    own.into_iter().chain(inside).filter_map(|meta| meta.find(&[b"ilst"])).flat_map(Atom::atoms)
}

/// Puts the tags before the tracks: where ffmpeg has read no stream yet, it passes the note over, wherever the cover and the chapters stand.
pub(super) fn keep_passed_over(moov: &mut Atom) {
    let Some(atoms) = moov.atoms_mut() else { return };
    let is_tags = |atom: &Atom| matches!(&atom.kind, b"udta" | b"meta");
    let (tags, mut rest): (Vec<Atom>, Vec<Atom>) = std::mem::take(atoms).into_iter().partition(is_tags);
    let place = rest.iter().position(|atom| atom.kind == *b"trak").unwrap_or(rest.len());
    rest.splice(place..place, tags);
    *atoms = rest;
}
