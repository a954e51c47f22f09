//! Signs in through the Rust client that openapi-generator made of the document.

use std::collections::HashMap;
use std::env::var;
use std::error::Error;

use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};
use vms_admin::apis::authentication_api::{ObtainTokenError, obtain_token};
use vms_admin::apis::{Error as ApiError, configuration::Configuration};
use vms_admin::models::TokenRequest;
use vms_admin::models::camera_group::IsHouse;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The client doesn't ask for JSON by itself.
    let accept = (ACCEPT, HeaderValue::from_static("application/json"));
    let configuration = Configuration {
        base_path: var("VMS_URL")?,
        client: reqwest::Client::builder()
            .default_headers(HeaderMap::from_iter([accept]))
            .build()?,
        ..Configuration::new()
    };
    let login = var("VMS_LOGIN")?;

    let request = TokenRequest::new(login.clone(), var("VMS_PASSWORD")?);
    let token = obtain_token(&configuration, request).await?;
    let name: &String = &token.user.name;
    let permission: &String = &token.user.permissions[0].display_name;
    let nothing: &Option<String> = &token.user.expired_at;
    let is_house: IsHouse = token.user.admin_camera_groups[0].is_house;
    let date: &String = &token.user.created_at;
    assert_eq!(name, "Name");
    assert_eq!(permission, "Updating a video Stream");
    assert_eq!(nothing, &None);
    assert_eq!(is_house as i32, 0);
    assert_eq!(date, "2022-03-24 11:26:58");

    let request = TokenRequest::new(login, "wrong".to_owned());
    let Err(ApiError::ResponseError(refused)) = obtain_token(&configuration, request).await else {
        return Err("expected a refusal".into());
    };
    assert_eq!(refused.status, 422);
    let Some(ObtainTokenError::Status422(failure)) = refused.entity else {
        return Err("expected a typed refusal".into());
    };
    let errors: HashMap<String, Vec<String>> = failure.errors;
    assert!(!errors["login"].is_empty());
    println!("signed in as {name}");
    Ok(())
}
