//! What holds of the clients that are generated of the fixtures; `tests/it/clients.rs` puts them together.

use clients as _;
