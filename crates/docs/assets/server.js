// Which server this site stands on: none. A server that serves the site says `window.server = { login, password }`.
