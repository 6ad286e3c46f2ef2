//! What is sent: bytes, or a file that is read piece by piece, as often as it has to be sent.

use std::io::{self, Read};
use std::ops::Range;

use md5::{Digest as _, Md5};

use crate::model::identity::digest::Sha256;
use crate::publish::publish_error::PublishError;
use crate::publish::target::store::{Body, Put};
use crate::world::disk::{Disk, OpenFile, each_piece};

/// What is sent.
pub(in crate::publish::target::s3) enum ObjectBody<'b> {
    Bytes(&'b [u8]),
    File(Box<dyn OpenFile>),
}

impl<'b> ObjectBody<'b> {
    /// Opens what is to be sent.
    ///
    /// # Errors
    /// If it cannot be read, or has another length than it should.
    pub(in crate::publish::target::s3) fn open(disk: &dyn Disk, put: &Put<'b>) -> Result<Self, PublishError> {
        match put.body {
            Body::Bytes(bytes) => Ok(Self::Bytes(bytes)),
            Body::File(path) => {
                let file = disk.open(path).map_err(|error| unread(put, &error))?;
                if file.len() == put.bytes.get() { Ok(Self::File(file)) } else { Err(changed(put)) }
            }
        }
    }

    /// The MD5 of all of it, which is what it should be. Of a file that nobody has touched since its hash was made, the hash is not made again: the build
    /// relies on that as well. What is changed after this, the store refuses for its MD5.
    ///
    /// # Errors
    /// If it cannot be read, or was changed since it was measured.
    pub(in crate::publish::target::s3) fn checked_md5(&self, disk: &dyn Disk, put: &Put<'_>) -> Result<[u8; 16], PublishError> {
        if let (Some(modified), Body::File(path)) = (put.modified, put.body) {
            let md5 = self.md5_of(0..put.bytes.get(), put, &mut |_| ())?;
            let status = disk.status(path).map_err(|error| unread(put, &error))?;
            if status.is_some_and(|status| status.modified == modified && status.bytes == put.bytes) {
                return Ok(md5);
            }
        }
        let mut sha256 = sha2::Sha256::new();
        let md5 = self.md5_of(0..put.bytes.get(), put, &mut |piece| sha256.update(piece))?;
        if Sha256::from(<[u8; 32]>::from(sha256.finalize())) == put.sha256 { Ok(md5) } else { Err(changed(put)) }
    }

    /// The MD5 of a piece. `also` gets its bytes.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(in crate::publish::target::s3) fn md5_of(
        &self,
        piece: Range<u64>,
        put: &Put<'_>,
        also: &mut dyn FnMut(&[u8]),
    ) -> Result<[u8; 16], PublishError> {
        let mut md5 = Md5::new();
        let mut take = |bytes: &[u8]| {
            md5.update(bytes);
            also(bytes);
            Ok(())
        };
        let read = match self {
            Self::Bytes(bytes) => {
                let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
                take(&bytes[at(piece.start)..at(piece.end)])
            }
            Self::File(file) => each_piece(file.as_ref(), piece, &mut take),
        };
        read.map_err(|error| unread(put, &error))?;
        Ok(md5.finalize().into())
    }

    /// A piece of it.
    pub(in crate::publish::target::s3) fn piece(&self, piece: Range<u64>) -> PieceReader<'_> {
        PieceReader { body: self, at: piece.start, end: piece.end }
    }
}

/// Reads a piece.
pub(in crate::publish::target::s3) struct PieceReader<'b> {
    body: &'b ObjectBody<'b>,
    at: u64,
    end: u64,
}

impl Read for PieceReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(left);
        let count = match self.body {
            ObjectBody::Bytes(bytes) => {
                let from = usize::try_from(self.at).map_err(|_| io::ErrorKind::UnexpectedEof)?;
                let rest = bytes.get(from..).unwrap_or_default();
                let count = wanted.min(rest.len());
                buffer[..count].copy_from_slice(&rest[..count]);
                count
            }
            ObjectBody::File(file) => file.read_at(self.at, &mut buffer[..wanted])?,
        };
        self.at += count as u64;
        Ok(count)
    }
}

fn changed(put: &Put<'_>) -> PublishError {
    PublishError::ChangedHere { path: put.path.to_owned() }
}

fn unread(put: &Put<'_>, error: &io::Error) -> PublishError {
    PublishError::Failed { what: format!("read what is to be `{}`", put.path), reason: error.to_string() }
}
