//! Journeys to real servers: each has its server, and each server its journey.

use super::{files, read};

#[test]
fn servers_and_journeys_belong_together() {
    let servers = read("xtask/src/real/servers.rs");
    let named: Vec<&str> = servers
        .lines()
        .filter_map(|line| line.trim().strip_prefix("name: \"")?.strip_suffix("\","))
        .collect();
    assert!(named.len() >= 5, "only {named:?}");
    let mut journeys = Vec::new();
    for path in files() {
        let is_journey = path.starts_with("tests/real")
            && path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("journey.rs");
        if is_journey {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            assert!(
                named.contains(&name.as_str()),
                "{}: no server is called so",
                path.display()
            );
            let text = read(&path);
            // A journey in which nothing is refused proves little.
            for word in ["journey.succeeds(", "journey.refused(", "run(travel)"] {
                assert!(
                    text.contains(word)
                        || text
                            .replace("journey\n        .", "journey.")
                            .contains(word),
                    "{}: expected `{word}`",
                    path.display()
                );
            }
            journeys.push(name);
        }
    }
    assert_eq!(journeys.len(), named.len(), "{journeys:?}, {named:?}");
}
