//! The feed's XML, item by item: each is made, written and let go, so that ten thousand episodes take the memory of their text.
//!
//! The rss crate writes whole channels only. So the channel is written without items, and each item as the only one of an empty channel, of which the
//! middle is taken.

use rss::Channel;

use crate::feed::FeedError;
use crate::feed::channel::channel;
use crate::feed::item::item;
use crate::seal::Sealed;

/// What ends a channel, after its last item.
const END: &str = "\n  </channel>\n</rss>";

/// Hands out the feed, piece by piece, ended by a line break.
pub(super) fn write(sealed: &Sealed, take: &mut dyn FnMut(&[u8])) -> Result<(), FeedError> {
    let channel = channel(sealed);
    let mut text = Vec::new();
    text = written(&channel, text)?;
    take(&text[..before_end(&text)?]);

    let mut around = Channel { namespaces: channel.namespaces, ..Channel::default() };
    text = written(&around, text)?;
    let start = before_end(&text)?;
    for episode in sealed.view().in_feed_order() {
        around.items.clear();
        around.items.push(item(sealed.show(), episode));
        text = written(&around, text)?;
        let end = before_end(&text)?;
        take(text.get(start..end).ok_or_else(unforeseen)?);
    }
    take(END.as_bytes());
    take(b"\n");
    Ok(())
}

/// The whole text of a channel, in a buffer whose room is used again.
fn written(channel: &Channel, mut buffer: Vec<u8>) -> Result<Vec<u8>, FeedError> {
    buffer.clear();
    channel.pretty_write_to(buffer, b' ', 2).map_err(|error| FeedError::Xml { reason: error.to_string() })
}

/// Where the end of the channel begins.
fn before_end(text: &[u8]) -> Result<usize, FeedError> {
    text.strip_suffix(END.as_bytes()).map(<[u8]>::len).ok_or_else(unforeseen)
}

fn unforeseen() -> FeedError {
    FeedError::Xml { reason: "the writer ends a channel in another way than was foreseen".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::fixtures::view;

    #[test]
    fn the_pieces_are_what_the_crate_writes_at_once() {
        for count in 0..=2 {
            let mut view = view();
            view.episodes.truncate(count);
            let sealed = Sealed::fixture(view);
            let mut pieces = Vec::new();
            write(&sealed, &mut |piece| pieces.push(piece.to_vec())).unwrap();
            assert_eq!(pieces.len(), count + 3, "the channel, each item, the end and its line break");
            let whole =
                Channel { items: sealed.episodes().iter().map(|one| item(sealed.show(), one)).collect(), ..channel(&sealed) };
            let whole = whole.pretty_write_to(Vec::new(), b' ', 2).unwrap();
            assert_eq!(String::from_utf8(pieces.concat()).unwrap(), String::from_utf8(whole).unwrap() + "\n");
        }
    }
}
