//! Rules on pictures.

rules! {
    /// Rules on pictures.
    ArtworkRule, "artwork" {
        /// - *Checks*: the colours of a picture are stored as red, green and blue.
        /// - *Why*: Apple refuses inks (CMYK); grey pictures and palettes are refused by some directories, or come out in wrong colours.
        /// - *Remedy*: export the picture in RGB (sRGB), 8 bits a colour.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        ArtworkNotRgb = "artwork-not-rgb", Error;
        /// - *Checks*: the cover and the pictures of episodes are square.
        /// - *Why*: Apple refuses others, and apps cut them at the sides, often through the title.
        /// - *Remedy*: crop the picture to a square, best of 3000 by 3000 pixels.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        ArtworkNotSquare = "artwork-not-square", Error;
        /// - *Checks*: no picture depends on being turned when shown (EXIF orientation).
        /// - *Why*: half of the apps turn it and half do not: it lies on its side.
        /// - *Remedy*: turn the picture itself, and export it again.
        /// - *Source*: CIPA DC-008 (EXIF), `Orientation` <https://www.cipa.jp/e/std/std-sec.html>.
        ArtworkRotated = "artwork-rotated", Warning;
        /// - *Checks*: no picture says in its metadata where it was taken.
        /// - *Why*: phones write a position into each photograph; whoever downloads it knows where you live or work.
        /// - *Remedy*: none needed for what is published: `podwright build` leaves it out there. Take it out of the file itself where your folder is
        ///   public, for instance with `exiftool -gps:all= -xmp:geotag= FILE`.
        /// - *Source*: CIPA DC-008 (EXIF), "GPS Attribute Information" <https://www.cipa.jp/e/std/std-sec.html>.
        ArtworkShowsPlace = "artwork-shows-place", Warning;
        /// - *Checks*: a picture has at most 512 kB.
        /// - *Why*: it is loaded with every list of episodes, on mobile data; hosts and directories refuse heavier ones.
        /// - *Remedy*: export it as JPEG at quality 80 to 90.
        /// - *Source*: reports such as <https://github.com/AzuraCast/AzuraCast/issues/8366>.
        ArtworkTooHeavy = "artwork-too-heavy", Warning;
        /// - *Checks*: a picture has no see-through parts.
        /// - *Why*: Apple refuses it; elsewhere black shows through, or white.
        /// - *Remedy*: put a background behind it, and export without an alpha channel; JPEG has none.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        ArtworkTransparent = "artwork-transparent", Error;
        /// - *Checks*: the name of a picture ends as its bytes want: `.jpg` or `.jpeg` for JPEG, `.png` for PNG.
        /// - *Why*: servers announce the type by the name, and Apple refuses a picture that is not what it is called.
        /// - *Remedy*: rename the file.
        /// - *Source*: reports such as <https://github.com/Automattic/wp-calypso/issues/70621>.
        ArtworkWrongExtension = "artwork-wrong-extension", Error;
        /// - *Checks*: a picture is JPEG or PNG.
        /// - *Why*: Apple refuses other forms, and many apps do not show them.
        /// - *Remedy*: export it as JPEG.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        ArtworkWrongFormat = "artwork-wrong-format", Error;
        /// - *Checks*: the cover and the pictures of episodes measure 1400 to 3000 pixels a side.
        /// - *Why*: Apple refuses others.
        /// - *Remedy*: export it at 3000 by 3000 pixels; making a small picture larger only blurs it, so go back to the drawing.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        ArtworkWrongSize = "artwork-wrong-size", Error;
        /// - *Checks*: each picture that the YAML or an Easy Read summary names is there.
        /// - *Why*: Apple refuses a show without a cover; a missing picture leaves a grey square.
        /// - *Remedy*: put the file there, or correct its path.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        MissingArtwork = "missing-artwork", Error;
        /// - *Checks*: the cover is not the placeholder that `podwright init` draws.
        /// - *Why*: the cover is what people know a show by in a list; one with letters alone looks unfinished, and Apple asks for artwork of one's own.
        /// - *Remedy*: put your cover in its place, and say under `alt:` what it shows.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        PlaceholderArtwork = "placeholder-artwork", Warning;
        /// - *Checks*: each picture can be read as a picture.
        /// - *Why*: a damaged or renamed file leaves a grey square, and Apple refuses the show.
        /// - *Remedy*: export the picture again.
        /// - *Source*: Apple, "Artwork requirements" <https://podcasters.apple.com/support/896-artwork-requirements>.
        UnreadableArtwork = "unreadable-artwork", Error;
    }
}
