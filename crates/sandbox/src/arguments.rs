//! The command line.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use lexopt::{Arg, Parser, ValueExt};
use vms_admin_sandbox::Config;

/// What `--help` prints.
pub(crate) const HELP: &str = include_str!("help.txt");

/// What the command is to do.
pub(crate) enum Task {
    Help,
    Version,
    HashPassword,
    Serve {
        config: Box<Config>,
        /// In place of the one that the sandbox was built with.
        document: Option<PathBuf>,
        log: Log,
    },
}

/// How requests are logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Log {
    Text,
    Json,
    Off,
}

impl FromStr for Log {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            "off" => Ok(Self::Off),
            _ => Err("expected text, json or off".to_owned()),
        }
    }
}

/// Reads the arguments.
pub(crate) fn parse(mut arguments: Parser) -> Result<Task, lexopt::Error> {
    let mut config = Config::default();
    let mut document = None;
    let mut log = Log::Text;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Task::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Task::Version),
            Arg::Long("hash-password") => return Ok(Task::HashPassword),
            Arg::Long("bind") => config.address.set_ip(arguments.value()?.parse::<IpAddr>()?),
            Arg::Long("document") => document = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("host") => config.hosts.push(arguments.value()?.string()?),
            Arg::Long("port") => config.address.set_port(arguments.value()?.parse()?),
            Arg::Long("tls") => {
                config.tls.get_or_insert_default();
            }
            Arg::Long("tls-dir") => {
                config.tls.get_or_insert_default().folder = Some(PathBuf::from(arguments.value()?));
            }
            Arg::Long("users") => config.users = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("site") => config.site = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("token-ttl") => config.token_ttl = duration(&arguments.value()?)?,
            Arg::Long("zone") => {
                config.zone = arguments.value()?.parse_with(|name| {
                    TimeZone::get(name)
                        .map_err(|_| "expected an IANA time zone such as Europe/Vilnius")
                })?;
            }
            Arg::Long("bearer-prefix") => config.bearer_prefix = true,
            Arg::Long("log") => log = arguments.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    let config = Box::new(config);
    Ok(Task::Serve {
        config,
        document,
        log,
    })
}

fn duration(text: &OsString) -> Result<SignedDuration, lexopt::Error> {
    text.parse_with(|text| {
        text.parse::<SignedDuration>()
            .ok()
            .filter(|duration| !duration.is_negative())
            .ok_or("expected a time such as 90s, 15m or 1h30m")
    })
}
