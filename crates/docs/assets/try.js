// The form that calls an operation from the page.

{
  /** A word that a shell takes as it is. */
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function block(text) {
    const pre = document.createElement("pre");
    pre.tabIndex = 0;
    pre.append(element("code", "", text));
    return pre;
  }

  function pretty(text) {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  }

  /** What the form asks for: an address, headers, a body, and the body as it may be shown. */
  function read(form) {
    const controls = [...form.elements].filter((control) => control.dataset.in && control.value !== "");
    const of = (place) => controls.filter((control) => control.dataset.in === place);
    let path = form.dataset.path;
    for (const { name, value } of of("path")) path = path.replace(`{${name}}`, encodeURIComponent(value));
    const query = new URLSearchParams(of("query").map(({ name, value }) => [name, value])).toString();
    const address = form.elements.server.value.replace(/\/+$/, "") + path + (query ? `?${query}` : "");

    const headers = { Accept: "application/json" };
    for (const { name, value } of of("header")) headers[name] = value;
    const token = form.elements.token?.value.replace(/^bearer\s+/i, "");
    if (token) headers.Authorization = `Bearer ${token}`;

    const fields = [...form.elements].filter((control) => control.dataset.in === "field");
    const values = (hide) => Object.fromEntries(fields.map((field) => [
      field.name,
      hide && field.type === "password" ? "…" : "json" in field.dataset ? JSON.parse(field.value) : field.value,
    ]));
    const whole = of("body")[0]?.value;
    const body = whole ?? (fields.length > 0 ? JSON.stringify(values(false)) : undefined);
    const shown = whole ?? (fields.length > 0 ? JSON.stringify(values(true)) : undefined);
    if (body !== undefined) headers["Content-Type"] = "application/json";
    return { method: form.dataset.method, address, headers, body, shown };
  }

  function command({ method, address, headers, shown }) {
    const parts = [`curl --request ${method}`, `--url ${quoted(address)}`];
    for (const [name, value] of Object.entries(headers)) {
      parts.push(`--header ${quoted(`${name}: ${name === "Authorization" ? "Bearer …" : value}`)}`);
    }
    if (shown !== undefined) parts.push(`--data ${quoted(shown)}`);
    return parts.join(" \\\n  ");
  }

  async function send(form, answer) {
    let request;
    try {
      request = read(form);
    } catch (error) {
      answer.replaceChildren(element("p", "bad", `This is no JSON: ${error.message}`));
      return;
    }
    const { method, address, headers, body } = request;
    const parts = [block(command(request))];
    try {
      const response = await fetch(address, { method, headers, body, credentials: "omit", referrerPolicy: "no-referrer" });
      const text = await response.text();
      const status = element("p", response.ok ? "good" : "bad", "");
      status.append(element("strong", "", String(response.status)), ` ${response.statusText}`);
      parts.push(status);
      if (text) parts.push(block(pretty(text)));
    } catch {
      parts.push(element("p", "bad", "No answer."), element("p", "quiet",
        "The server must be up, trusted by this browser, one that this page may call (the documented ones and those " +
        "of this machine), and willing to answer a page of another site (CORS)."));
    }
    answer.replaceChildren(...parts);
    answer.scrollIntoView({ block: "nearest" });
  }

  /** Fills the form in as the server says that the site stands on, and asks for the headers that it knows. */
  function adapt(form, { values, headers }) {
    form.elements.server.value = location.origin;
    for (const [name, value] of Object.entries(values)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    const further = Object.entries(headers).map(([name, hint]) => {
      const input = element("input", "", "");
      Object.assign(input, { name, id: `${form.elements.server.id}-${name}`, placeholder: hint, autocomplete: "off" });
      input.dataset.in = "header";
      const label = element("label", "", name);
      label.htmlFor = input.id;
      const field = element("div", "input", "");
      field.append(label, input);
      return field;
    });
    form.querySelector("button").before(...further);
  }

  for (const section of document.querySelectorAll(".try")) {
    const form = section.querySelector("form");
    const answer = section.querySelector(".answer");
    section.hidden = false;
    if (window.server) adapt(form, window.server);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, answer);
    });
  }
}
