//! Secrets that clients show, compared without telling by the time it takes how much of one is right.

use sha2::Digest;
use sha2::Sha256;
use subtle::Choice;
use subtle::ConstantTimeEq;

/// A secret's digest. All have one length, so that a comparison does not even tell that of the secret.
pub(super) struct Secret([u8; 32]);

impl Secret {
    pub(super) fn new(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    pub(super) fn matches(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}
