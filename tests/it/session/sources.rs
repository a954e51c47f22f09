//! Where credentials come from, what is said where there are none, and what is shown of them.

use std::error::Error;
use std::ffi::OsStr;
use std::process::Command;

use vms_admin_session::{
    CredentialSource as _, Credentials, CredentialsError, Environment, SendError, Session,
    SessionError,
};

use super::account::{Account, Behaviour, PASSWORD};

#[tokio::test]
async fn say_what_they_lack() {
    let account = Account::new(Behaviour::default());
    let missing = Environment::new("VMS_TEST_NO_LOGIN", "VMS_TEST_NO_PASSWORD");
    let error = Session::new(account.client(), missing)
        .token()
        .await
        .expect_err("no credentials");
    insta::assert_snapshot!("no_variable", error);
    let session = Session::new(account.client(), || {
        Err(CredentialsError::new("the vault is sealed"))
    });
    insta::assert_snapshot!(
        "no_credentials",
        session.token().await.expect_err("no credentials")
    );
    assert_eq!(account.tries(), 0);
}

/// Variables of this process can't be changed while tests run beside each other, those of another one can.
#[test]
fn include_the_environment() {
    let read = |login: &OsStr, password: &OsStr| {
        let output = Command::new(std::env::current_exe().expect("a test binary"))
            .args(["--exact", "session::sources::the_environment_of_a_child"])
            .args(["--ignored", "--nocapture"])
            .env("VMS_LOGIN", login)
            .env("VMS_PASSWORD", password)
            .output()
            .expect("it runs");
        let text = String::from_utf8(output.stdout).expect("text");
        let line = text.lines().find_map(|line| line.split_once("READ: "));
        line.map(|(_, read)| read.to_owned()).expect("what it read")
    };
    let mut reads = vec![
        read("user".as_ref(), "password".as_ref()),
        read("".as_ref(), "password".as_ref()),
        read("user".as_ref(), "".as_ref()),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;

        reads.push(read("user".as_ref(), OsStr::from_bytes(b"hunter2\xFF")));
    }
    assert!(!reads.concat().contains("hunter2"), "{reads:?}");
    assert_eq!(
        reads,
        [
            "user, password",
            "the environment variable VMS_LOGIN is empty; set it",
            "the environment variable VMS_PASSWORD is empty; set it",
            "the environment variable VMS_PASSWORD is not Unicode; mend it",
        ][..reads.len()]
    );
}

#[tokio::test]
#[ignore = "the process of another test"]
async fn the_environment_of_a_child() {
    let read = match Environment::default().load().await {
        Ok(credentials) => format!("{}, {}", credentials.login, credentials.password.expose()),
        Err(error) => error.to_string(),
    };
    println!("READ: {read}");
}

/// What stands behind an error, down to its root.
fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
    std::iter::successors(error.source(), |&error| error.source())
        .map(ToString::to_string)
        .collect()
}

#[tokio::test]
async fn are_found_behind_the_error_that_they_caused() {
    let account = Account::new(Behaviour::default());
    let broken = || {
        Err(CredentialsError::because(
            "the vault is sealed",
            std::io::Error::other("no key"),
        ))
    };
    let error = Session::new(account.client(), broken).token().await;
    let error = error.expect_err("no credentials");
    assert_eq!(chain(&error), ["the vault is sealed", "no key"]);
    // What a request fails for is the same.
    let error = SendError::from(error);
    assert_eq!(chain(&error), ["the vault is sealed", "no key"]);

    let refusal = crate::loopback::answer("500 Internal Server Error", "", "");
    account.behave(Behaviour {
        refusal: Some(refusal),
        ..Behaviour::default()
    });
    let error = account.session().token().await.expect_err("a failure");
    assert!(chain(&error)[0].contains("500"), "{error:?}");
    let other = SessionError::OtherOrigin {
        expected: String::new(),
        found: String::new(),
    };
    assert_eq!(chain(&other), [""; 0]);
    let request = reqwest::Client::new().get("nowhere").build();
    let error = SendError::from(request.expect_err("no address"));
    assert!(!chain(&error).is_empty(), "{error:?}");
}

#[test]
fn errors_go_wherever_a_program_takes_them() {
    fn is_error<E: Error + Send + Sync + 'static>() {}

    is_error::<CredentialsError>();
    is_error::<SessionError>();
    is_error::<SendError>();
}

#[tokio::test]
async fn are_not_shown() {
    let account = Account::new(Behaviour::default());
    let builder = account.builder();
    let mut shown = vec![format!("{builder:#?}")];
    let session = builder.build();
    shown.push(format!("{session:#?}"));
    session.token().await.expect("a token");
    shown.push(format!("{session:#?}"));
    let credentials = Credentials::new("user@mail.com", PASSWORD);
    shown.push(format!("{credentials:#?}"));
    let shown = shown.join("\n");
    assert!(!shown.contains(PASSWORD), "{shown}");
    assert!(!shown.contains("token-1"), "{shown}");
    insta::assert_snapshot!(shown.replace(&account.server.url(), "SERVER"));
}
