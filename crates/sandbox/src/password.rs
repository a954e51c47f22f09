//! Password hashes: argon2id, written as PHC strings.

use std::fmt;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use vms_admin_api::Secret;

use crate::config::Cost;

/// Length of a salt and of a hash in bytes.
const SALT: usize = 16;
const OUTPUT: usize = Params::DEFAULT_OUTPUT_LEN;

/// Why there is no hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HashError(String);

impl HashError {
    fn new(message: impl fmt::Display) -> Self {
        Self(message.to_string())
    }
}

impl fmt::Display for HashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HashError {}

/// Hashes a password with a fresh salt, as a PHC string: `$argon2id$v=19$…`. That is what a file of users may hold in
/// place of the password.
///
/// # Errors
/// The system has no randomness or no memory to give.
pub fn hash_password(password: &Secret) -> Result<String, HashError> {
    let mut hasher = Hasher::new(Cost::default())?;
    let hash = hasher.hash(password)?;
    hasher.to_phc(&hash)
}

/// A salt and what a password makes of it.
#[derive(Debug, Clone)]
pub(crate) struct Hash {
    salt: Salt,
    output: Output,
}

impl Hash {
    /// A hash that no password is known for. To compare with it takes as long as with any other.
    pub(crate) fn of_nobody() -> Result<Self, HashError> {
        Ok(Self {
            salt: fresh_salt()?,
            output: Output::new(&random::<OUTPUT>()?).map_err(HashError::new)?,
        })
    }

    /// Reads a PHC string. Its cost must be the one given: hashes of different costs take different times, by which a
    /// known login could be told from an unknown one.
    pub(crate) fn from_phc(text: &str, cost: Cost) -> Result<Self, HashError> {
        let advice = "write one with `vms-admin-sandbox --hash-password`";
        let phc = PasswordHash::new(text)
            .map_err(|error| HashError(format!("expected an argon2id hash: {error}; {advice}")))?;
        let expected = cost.params()?;
        let expected = ParamsString::try_from(&expected).map_err(HashError::new)?;
        let algorithm = phc.algorithm.as_str();
        let version = phc.version.unwrap_or_default();
        if algorithm != Algorithm::Argon2id.as_str()
            || version != u32::from(Version::V0x13)
            || phc.params != expected
        {
            return Err(HashError(format!(
                "expected `$argon2id$v=19${expected}$…`, found `${algorithm}$v={version}${}$…`; {advice}",
                phc.params
            )));
        }
        match (phc.salt, phc.hash) {
            (Some(salt), Some(output)) if output.len() == OUTPUT => Ok(Self { salt, output }),
            _ => Err(HashError(format!(
                "expected a salt and {OUTPUT} bytes of hash; {advice}"
            ))),
        }
    }
}

impl Cost {
    fn params(self) -> Result<Params, HashError> {
        Params::new(self.memory_kib, self.passes, 1, Some(OUTPUT)).map_err(HashError::new)
    }
}

/// Makes and compares hashes of one cost. Each thread has its own: it keeps the memory that argon2 works in, since
/// asking the system for it again and again takes a good part of the time of a hash.
pub(crate) struct Hasher {
    argon2: Argon2<'static>,
    memory: Vec<Block>,
}

impl Hasher {
    pub(crate) fn new(cost: Cost) -> Result<Self, HashError> {
        Ok(Self {
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?),
            memory: Vec::new(),
        })
    }

    /// Hashes with a fresh salt.
    pub(crate) fn hash(&mut self, password: &Secret) -> Result<Hash, HashError> {
        let salt = fresh_salt()?;
        let output = self.output(password, &salt)?;
        Ok(Hash { salt, output })
    }

    /// Whether a hash was made of this password.
    pub(crate) fn is_of(&mut self, hash: &Hash, password: &Secret) -> Result<bool, HashError> {
        // `Output` compares in constant time.
        Ok(self.output(password, &hash.salt)? == hash.output)
    }

    fn output(&mut self, password: &Secret, salt: &Salt) -> Result<Output, HashError> {
        self.memory
            .resize(self.argon2.params().block_count(), Block::default());
        let mut output = [0; OUTPUT];
        self.argon2
            .hash_password_into_with_memory(
                password.expose().as_bytes(),
                salt,
                &mut output,
                &mut self.memory,
            )
            .map_err(HashError::new)?;
        Output::new(&output).map_err(HashError::new)
    }

    fn to_phc(&self, hash: &Hash) -> Result<String, HashError> {
        let phc = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(self.argon2.params()).map_err(HashError::new)?,
            salt: Some(hash.salt),
            hash: Some(hash.output),
        };
        Ok(phc.to_string())
    }
}

fn fresh_salt() -> Result<Salt, HashError> {
    Salt::new(&random::<SALT>()?).map_err(HashError::new)
}

/// Bytes from the operating system's generator.
pub(crate) fn random<const LENGTH: usize>() -> Result<[u8; LENGTH], HashError> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(HashError::new)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost {
        memory_kib: 8,
        passes: 1,
    };

    #[test]
    fn a_hash_is_of_its_password_alone() {
        let mut hasher = Hasher::new(CHEAP).expect("a hasher");
        let hash = hasher.hash(&Secret::from("right")).expect("a hash");
        assert!(hasher.is_of(&hash, &Secret::from("right")).expect("a hash"));
        assert!(!hasher.is_of(&hash, &Secret::from("wrong")).expect("a hash"));
        let nobody = Hash::of_nobody().expect("a hash");
        assert!(!hasher.is_of(&nobody, &Secret::from("")).expect("a hash"));
    }

    #[test]
    fn a_hash_survives_as_text() {
        let text = hash_password(&Secret::from("right")).expect("a hash");
        assert!(
            text.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{text}"
        );
        let hash = Hash::from_phc(&text, Cost::default()).expect("a hash");
        let mut hasher = Hasher::new(Cost::default()).expect("a hasher");
        assert!(hasher.is_of(&hash, &Secret::from("right")).expect("a hash"));
    }

    #[test]
    fn other_costs_and_algorithms_are_refused_with_the_reason() {
        let text = hash_password(&Secret::from("right")).expect("a hash");
        let refusal = |text: &str| match Hash::from_phc(text, Cost::default()) {
            Ok(_) => panic!("{text} was taken"),
            Err(error) => error.to_string(),
        };
        assert_eq!(
            refusal(&text.replace("t=2", "t=3")),
            "expected `$argon2id$v=19$m=19456,t=2,p=1$…`, found `$argon2id$v=19$m=19456,t=3,p=1$…`; \
             write one with `vms-admin-sandbox --hash-password`"
        );
        assert!(refusal(&text.replace("argon2id", "argon2i")).contains("found `$argon2i$"));
        assert!(refusal("open-sesame").starts_with("expected an argon2id hash: "));
    }
}
