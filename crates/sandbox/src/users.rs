//! Who can sign in: the documented user, and those of a file.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use indexmap::{IndexMap, IndexSet};
use serde::Deserialize;
use serde_json::{Map, Value};
use vms_admin_api::document::Place;
use vms_admin_api::{ObtainToken, Operation, Secret, Token, User};

use crate::config::{Config, Cost};
use crate::mask::Secrets;
use crate::password::{Hash, HashError, Hasher};

/// The login of the documented user.
pub const DEMO_LOGIN: &str = "user@mail.com";

/// The password of the documented user. It is no secret: it opens nothing but sandboxes.
pub const DEMO_PASSWORD: &str = "open-sesame";

/// [`DEMO_PASSWORD`] at the default cost, so that a start needs no hashing.
const DEMO_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$0LpWykcTADDCxHA4sQmfUA$2Ds9tXI8nFPqv0wt/Pk/Gve1cj8wyLAo+5nX0PLWptQ";

/// Why the users can't be had.
#[derive(Debug)]
pub struct UsersError(String);

impl fmt::Display for UsersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsersError {}

impl From<HashError> for UsersError {
    fn from(error: HashError) -> Self {
        Self(error.to_string())
    }
}

/// All users, by login.
pub(crate) struct Users {
    accounts: IndexMap<String, Account>,
    /// Stands in for the hash of an unknown login, which is compared all the same: to be refused takes as long.
    nobody: Arc<Hash>,
    /// The passwords that were given as such, for the record not to show them.
    passwords: Secrets,
}

struct Account {
    user: User,
    hash: Arc<Hash>,
}

/// A member of the file's list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    user: Map<String, Value>,
    password: Option<Secret>,
    password_hash: Option<String>,
}

impl Users {
    /// The documented user, and those of the file if there is one.
    pub(crate) fn load(config: &Config) -> Result<Self, UsersError> {
        let cost = config.hashing.cost;
        let demo = demo_user()?;
        let mut accounts = IndexMap::new();
        let mut passwords = Secrets::default();
        passwords.learn(DEMO_PASSWORD);
        let hash = if cost == Cost::default() {
            Hash::from_phc(DEMO_HASH, cost)?
        } else {
            Hasher::new(cost)?.hash(&Secret::from(DEMO_PASSWORD))?
        };
        let mut users = Vec::new();
        let mut hashes = Vec::new();
        if let Some(path) = &config.users {
            let in_file = |error: UsersError| UsersError(format!("{}: {error}", path.display()));
            let entries = read(path).map_err(in_file)?;
            users = (entries.iter().enumerate())
                .map(|(index, entry)| user(&demo, entry, index))
                .collect::<Result<_, _>>()
                .map_err(in_file)?;
            check_logins(&users).map_err(in_file)?;
            for password in entries.iter().filter_map(|entry| entry.password.as_ref()) {
                passwords.learn(password.expose());
            }
            hashes = hash_all(&entries, &users, cost).map_err(in_file)?;
        }
        accounts.insert(
            demo.login.clone(),
            Account {
                user: demo,
                hash: Arc::new(hash),
            },
        );
        for (user, hash) in users.into_iter().zip(hashes) {
            let account = Account {
                user,
                hash: Arc::new(hash),
            };
            // The documented user, which comes first, can be replaced.
            accounts.insert(account.user.login.clone(), account);
        }
        Ok(Self {
            accounts,
            nobody: Arc::new(Hash::of_nobody()?),
            passwords,
        })
    }

    /// The passwords that are known as such.
    pub(crate) fn passwords(&self) -> &Secrets {
        &self.passwords
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.accounts.len()
    }

    /// The user of a login, and the hash to compare the password with: one that fits no password if nobody has the
    /// login.
    pub(crate) fn find(&self, login: &str) -> (Option<&User>, Arc<Hash>) {
        match self.accounts.get(login) {
            Some(account) => (Some(&account.user), Arc::clone(&account.hash)),
            None => (None, Arc::clone(&self.nobody)),
        }
    }
}

/// The user of the documented answer.
pub(crate) fn demo_user() -> Result<User, UsersError> {
    let endpoint = ObtainToken::endpoint();
    let text = endpoint
        .examples
        .iter()
        .find(|example| matches!(example.place, Place::Response("200")))
        .map(|example| example.text)
        .ok_or_else(|| UsersError("the contract shows no user".to_owned()))?;
    let token: Token = serde_json::from_str(text)
        .map_err(|error| UsersError(format!("the contract's user can't be read: {error}")))?;
    Ok(token.user)
}

fn read(path: &Path) -> Result<Vec<Entry>, UsersError> {
    let text = fs::read_to_string(path).map_err(|error| UsersError(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| {
        UsersError(format!(
            "expected a list as `[{{\"password\": \"…\", \"user\": {{\"login\": \"…\"}}}}]`: {error}"
        ))
    })
}

/// The user of an entry: the documented one, with what the entry says in its place.
fn user(demo: &User, entry: &Entry, index: usize) -> Result<User, UsersError> {
    let wrong = |message: String| UsersError(format!("user {}: {message}", index + 1));
    let mut members = match serde_json::to_value(demo) {
        Ok(Value::Object(members)) => members,
        Ok(_) | Err(_) => Map::new(),
    };
    if !entry.user.contains_key("login") {
        return Err(wrong("expected a `login`, found none".to_owned()));
    }
    // Ids differ unless the file says otherwise.
    let id = demo
        .id
        .saturating_add(i64::try_from(index).unwrap_or(i64::MAX - 1) + 1);
    members.insert("id".to_owned(), id.into());
    for (name, value) in &entry.user {
        if members.insert(name.clone(), value.clone()).is_none() {
            return Err(wrong(format!(
                "the contract's user has no property `{name}`"
            )));
        }
    }
    serde_json::from_value(Value::Object(members)).map_err(|error| wrong(error.to_string()))
}

/// Refuses a login that two users have.
fn check_logins(users: &[User]) -> Result<(), UsersError> {
    let mut seen = IndexSet::new();
    match users.iter().find(|user| !seen.insert(&user.login)) {
        Some(user) => Err(UsersError(format!(
            "two users have the login `{}`",
            user.login
        ))),
        None => Ok(()),
    }
}

/// The hashes of the entries. Passwords in plain text are hashed here, on all processors.
fn hash_all(entries: &[Entry], users: &[User], cost: Cost) -> Result<Vec<Hash>, UsersError> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = entries.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let shares: Vec<_> = entries
            .chunks(share)
            .zip(users.chunks(share))
            .map(|(entries, users)| {
                scope.spawn(move || {
                    let mut hasher = Hasher::new(cost)?;
                    (entries.iter().zip(users))
                        .map(|(entry, user)| hash(entry, &user.login, &mut hasher, cost))
                        .collect::<Result<Vec<Hash>, UsersError>>()
                })
            })
            .collect();
        let mut hashes = Vec::new();
        for share in shares {
            let done = share
                .join()
                .map_err(|_| UsersError("hashing failed".to_owned()))?;
            hashes.extend(done?);
        }
        Ok(hashes)
    })
}

fn hash(entry: &Entry, login: &str, hasher: &mut Hasher, cost: Cost) -> Result<Hash, UsersError> {
    let hash = match (&entry.password, &entry.password_hash) {
        (Some(password), None) => hasher.hash(password),
        (None, Some(text)) => Hash::from_phc(text, cost),
        _ => {
            return Err(UsersError(format!(
                "user `{login}`: expected either `password` or `password_hash`"
            )));
        }
    };
    hash.map_err(|error| UsersError(format!("user `{login}`: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_user_is_the_documented_one() {
        assert_eq!(demo_user().expect("a user").login, DEMO_LOGIN);
    }

    #[test]
    fn the_demo_hash_is_of_the_demo_password() {
        let hash = Hash::from_phc(DEMO_HASH, Cost::default()).expect("a hash");
        let mut hasher = Hasher::new(Cost::default()).expect("a hasher");
        assert!(
            hasher
                .is_of(&hash, &Secret::from(DEMO_PASSWORD))
                .expect("a hash")
        );
    }
}
