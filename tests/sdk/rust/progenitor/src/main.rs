//! Signs in through the Rust client that progenitor made of the document.

use std::collections::HashMap;
use std::env::var;
use std::error::Error;

mod client {
    progenitor::generate_api!("document.json");
}

use client::Client;
use client::types::{Flag, TokenRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(&var("VMS_URL")?);
    let login = var("VMS_LOGIN")?;

    let request = TokenRequest {
        login: login.clone(),
        password: var("VMS_PASSWORD")?,
    };
    let token = client.obtain_token(&request).await?.into_inner();
    let name: &String = &token.user.name;
    let permission: &String = &token.user.permissions[0].display_name;
    let nothing = &token.user.expired_at;
    let is_house: &Flag = &token.user.admin_camera_groups[0].is_house;
    let date: &str = &token.user.created_at;
    assert_eq!(name, "Name");
    assert_eq!(permission, "Updating a video Stream");
    assert!(nothing.is_none());
    assert_eq!(**is_house, 0);
    assert_eq!(date, "2022-03-24 11:26:58");

    let request = TokenRequest {
        login,
        password: "wrong".to_owned(),
    };
    let Err(progenitor_client::Error::ErrorResponse(refused)) = client.obtain_token(&request).await else {
        return Err("expected a refusal".into());
    };
    assert_eq!(refused.status(), 422);
    let errors: &HashMap<String, Vec<String>> = &refused.errors;
    assert!(!errors["login"].is_empty());
    println!("signed in as {name}");
    Ok(())
}
