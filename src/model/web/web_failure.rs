//! Why a server gave no answer.

/// Why a server gave no answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum WebFailure {
    /// The address is none that can be asked.
    #[error("the address cannot be asked: {0}")]
    BadAddress(String),
    /// No server of that name is known, or there is no network.
    #[error("the name of the server is not known")]
    UnknownName,
    /// The name leads into a private network, which an address from a feed must not.
    #[error("the name resolves to a private address (`{0}`), and podwright does not ask those for a feed on the internet")]
    Private(String),
    /// The server's certificate is not accepted, or no secure connection could be made.
    #[error("{0}")]
    Insecure(TlsFault),
    /// It took too long.
    #[error("the server does not answer in time")]
    TooSlow,
    /// Anything else.
    #[error("{0}")]
    Broken(String),
}

/// What is wrong with a secure connection.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TlsFault {
    /// The certificate's time is over.
    #[error("the certificate has expired")]
    Expired,
    /// The certificate is of the future.
    #[error("the certificate is not valid yet")]
    NotYetValid,
    /// It is for another server.
    #[error("the certificate is for another name")]
    OtherName,
    /// Nobody whom apps trust has signed it: it is self-signed, or the server leaves out the certificate between.
    #[error("the certificate does not lead to an authority that apps trust: it is self-signed, or the chain is incomplete")]
    UnknownIssuer,
    /// Anything else.
    #[error("no secure connection can be made: {0}")]
    Other(String),
}

impl WebFailure {
    /// Whether the server was never reached, as without a network.
    pub fn is_out_of_reach(&self) -> bool {
        !matches!(self, Self::Insecure(_) | Self::Private(_))
    }
}
