//! Signs in and tells until when the token is valid.
//
// It needs the crates `vms-admin-client` and `tokio`.
//
// Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
//   cargo run
//
// The server's own certificate: SSL_CERT_FILE=ca.pem cargo run

use std::env;
use std::error::Error;
use std::process::ExitCode;

use vms_admin_client::models::TokenRequest;
use vms_admin_client::{Client, Error as CallError};

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let client = Client::new(&env::var("VMS_URL")?)?;
    let request = TokenRequest::new(env::var("VMS_LOGIN")?, env::var("VMS_PASSWORD")?);
    match client.obtain_token(&request).await {
        Ok(token) => {
            // Send `token.access_token.expose()` as `Authorization: Bearer …`.
            println!("valid until {}", token.expires_at);
            Ok(ExitCode::SUCCESS)
        }
        Err(CallError::Documented(refusal)) => {
            for (field, reasons) in &refusal.body().errors {
                eprintln!("{field}: {}", reasons.join(", "));
            }
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}
