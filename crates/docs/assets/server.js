// Which server this site stands on: none. A server that serves the site says here what its form begins with:
// `window.server = { values: { login: "…" }, headers: { Prefer: "code=422" } }`.
