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

  const list = (text) => text.split(",").map((item) => item.trim()).filter(Boolean);

  /** A parameter in a query, as its style writes it: pairs of name and value. */
  function pairs({ name, value, dataset: { kind, style, explode } }) {
    if (kind === "list") {
      const between = { spaceDelimited: " ", pipeDelimited: "|" }[style] ?? ",";
      const items = list(value);
      return explode === undefined ? [[name, items.join(between)]] : items.map((item) => [name, item]);
    }
    if (kind === "object" && value.trim().startsWith("{")) {
      const members = Object.entries(JSON.parse(value));
      if (style === "deepObject") return members.map(([key, item]) => [`${name}[${key}]`, String(item)]);
      if (explode !== undefined) return members.map(([key, item]) => [key, String(item)]);
      return [[name, members.flat().join(",")]];
    }
    return [[name, value]];
  }

  /** What the form asks for: an address, headers, a body, and how a shell says all that without the secrets. */
  function read(form) {
    const controls = [...form.elements].filter((control) => control.dataset.in && !control.matches(":disabled"));
    const filled = controls.filter((control) => control.value !== "");
    const of = (place) => filled.filter((control) => control.dataset.in === place);
    let path = form.dataset.path;
    for (const { name, value } of of("path")) path = path.replaceAll(`{${name}}`, encodeURIComponent(value));
    const query = of("query").flatMap(pairs);
    const shownQuery = [...query];
    const headers = {};
    if (form.dataset.accept) headers.Accept = form.dataset.accept;
    for (const { name, value } of of("header")) headers[name] = value;
    const shown = { ...headers };
    const words = [];
    const credentials = of("credentials");
    const login = credentials.find(({ dataset }) => dataset.kind === "login");
    for (const { name, value, dataset: { kind } } of credentials) {
      if (kind === "bearer") {
        headers.Authorization = `Bearer ${value.replace(/^bearer\s+/i, "")}`;
        shown.Authorization = "Bearer …";
      } else if (kind === "header") {
        headers[name] = value;
        shown[name] = "…";
      } else if (kind === "query") {
        query.push([name, value]);
        shownQuery.push([name, "…"]);
      } else if (kind === "cookie") {
        shown.Cookie = `${name}=…`;
      } else if (kind === "password" && login) {
        const bytes = new TextEncoder().encode(`${login.value}:${value}`);
        headers.Authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
        words.push(`--user ${quoted(`${login.value}:…`)}`);
      }
    }
    const base = form.elements.server.value.replace(/\/+$/, "") + path;
    const whole = of("querystring")[0]?.value;
    const address = (items) => {
      const text = whole ?? new URLSearchParams(items).toString();
      return base + (text ? `?${text}` : "");
    };

    const { body, type, shell } = readBody(form, controls);
    if (type) headers["Content-Type"] = shown["Content-Type"] = type;
    const cookie = of("cookie").map(({ name, value }) => `${name}=${value}`).join("; ");
    if (cookie) shown.Cookie = cookie;
    const method = form.dataset.method;
    const parts = [`curl --request ${method}`, `--url ${quoted(address(shownQuery).replaceAll("%E2%80%A6", "…"))}`, ...words,
      ...Object.entries(shown).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`), ...shell];
    return { method, address: address(query), headers, body, command: parts.join(" \\\n  ") };
  }

  /** The body, its media type where it has to be said, and what a shell says. */
  function readBody(form, controls) {
    const fieldset = form.querySelector("fieldset.body:not([disabled])");
    if (!fieldset) return { shell: [] };
    const type = fieldset.dataset.type;
    const inside = controls.filter((control) => fieldset.contains(control));
    const text = inside.find(({ dataset }) => dataset.in === "body");
    if (text) return text.value ? { type, body: text.value, shell: [`--data-raw ${quoted(text.value)}`] } : { shell: [] };
    const file = inside.find(({ dataset }) => dataset.in === "file");
    if (file) {
      const [chosen] = file.files;
      return chosen ? { type, body: chosen, shell: [`--data-binary ${quoted(`@${chosen.name}`)}`] } : { shell: [] };
    }
    const veil = (field) => (field.type === "password" ? "…" : field.value);
    const filled = inside.filter((field) => field.dataset.in === "part" ? field.files.length > 0 : field.value !== "" || field.required);
    if (type.startsWith("multipart/")) {
      const body = new FormData();
      const shell = [];
      for (const field of filled) {
        for (const file of field.files ?? []) {
          body.append(field.name, file);
          shell.push(`--form ${quoted(`${field.name}=@${file.name}`)}`);
        }
        if (!field.files) {
          body.append(field.name, field.value);
          shell.push(`--form-string ${quoted(`${field.name}=${veil(field)}`)}`);
        }
      }
      return { body, shell };
    }
    if (type.includes("urlencoded")) {
      const body = new URLSearchParams(filled.map(({ name, value }) => [name, value])).toString();
      return { type, body, shell: filled.map((field) => `--data-urlencode ${quoted(`${field.name}=${veil(field)}`)}`) };
    }
    const json = (value) => JSON.stringify(Object.fromEntries(filled.map((field) =>
      [field.name, "json" in field.dataset ? JSON.parse(field.value) : value(field)])));
    return { type, body: json(({ value }) => value), shell: [`--data ${quoted(json(veil))}`] };
  }

  /** Whether the policy of this page lets it call an address. */
  const allowed = (() => {
    const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']").content;
    const sources = /connect-src ([^;]*)/.exec(policy)?.[1].split(" ") ?? [];
    return (address) => {
      const { origin, protocol, hostname } = new URL(address);
      return origin === location.origin || sources.includes(origin)
        || (protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname));
    };
  })();

  /** Frames that call servers which the reader typed and allowed, by their origins. */
  const callers = new Map();

  function allow(origin) {
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = `Calls ${origin}`;
    const root = document.documentElement.dataset.root ?? "";
    frame.src = `${root}assets/caller.html#${encodeURIComponent(origin)}`;
    const caller = new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      frame.onload = () => frame.contentWindow.postMessage("call", location.protocol === "file:" ? "*" : location.origin, [port2]);
      setTimeout(() => reject(new Error("the page that calls it did not load")), 5000);
      const waiting = new Map();
      let number = 0;
      port1.onmessage = ({ data }) => {
        if (data.ready) {
          resolve((address, init) => new Promise((done, failed) => {
            number += 1;
            waiting.set(number, { done, failed });
            port1.postMessage({ id: number, address, init });
          }));
          return;
        }
        const { done, failed } = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.error) failed(new TypeError(data.error));
        else if (data.type === "opaque") done(undefined);
        else done(new Response(data.body, { status: data.status, statusText: data.statusText, headers: data.headers }));
      };
    });
    document.body.append(frame);
    callers.set(origin, caller);
  }

  /** Calls an address, from here or from the frame that may. */
  async function call(address, init) {
    if (allowed(address)) return fetch(address, init);
    const caller = await callers.get(new URL(address).origin);
    // Forms don't pass from page to page, their bytes and boundary do.
    if (init.body instanceof FormData) {
      const form = new Response(init.body);
      const type = form.headers.get("Content-Type");
      return caller(address, { ...init, headers: { ...init.headers, "Content-Type": type }, body: await form.arrayBuffer() });
    }
    return caller(address, init);
  }

  /** Why there was no response, as far as a browser tells. */
  async function reasons(address) {
    const { origin, protocol } = new URL(address);
    if (!navigator.onLine) return ["This machine is offline."];
    if (location.protocol === "https:" && protocol === "http:" && !allowed(address)) {
      return ["This page was loaded by https, and browsers let such a page call no server by http (mixed content)."];
    }
    try {
      // Whether anybody is there: nothing of it can be read, and no credentials go along.
      const init = { method: "GET", mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
      const probe = call(`${origin}/`, init);
      await Promise.race([probe, new Promise((_, reject) => setTimeout(() => reject(new Error("late")), 4000))]);
      return [`${origin} is up, but lets no page of another site read its responses (CORS): its owner can allow it, `
        + "and the cURL command works without."];
    } catch {
      return [protocol === "https:"
        ? `${origin} can't be reached, or its certificate isn't trusted by this browser: which of them, no page is told.`
        : `${origin} can't be reached: nobody listens there, or the name leads nowhere.`];
    }
  }

  async function send(form, answer) {
    const say = (...parts) => answer.replaceChildren(...parts);
    let request;
    try {
      request = read(form);
      new URL(request.address);
    } catch (error) {
      say(element("p", "bad", error instanceof SyntaxError ? `This is no JSON: ${error.message}` : `This is no address: ${error.message}`));
      return;
    }
    const { method, address, headers, body, command } = request;
    const { origin } = new URL(address);
    if (!allowed(address) && !callers.has(origin)) {
      const button = element("button", "", `Let this page call ${origin}`);
      button.type = "button";
      button.addEventListener("click", () => {
        allow(origin);
        send(form, answer);
      });
      say(element("p", "", `The document doesn't name ${origin}, so this page may not call it. Is it a server that you trust with what you typed?`),
        button, element("p", "quiet", "It is allowed until you leave the page, and no other server is."));
      button.focus();
      return;
    }
    say(element("p", "quiet", "Waiting for a response …"));
    const parts = [block(command)];
    const start = performance.now();
    try {
      const response = await call(address, { method, headers, body, credentials: "omit", referrerPolicy: "no-referrer" });
      const took = Math.round(performance.now() - start);
      const status = element("p", response.ok ? "good" : "bad", "");
      status.append(element("strong", "", String(response.status)), ` ${response.statusText} after ${took} ms`);
      parts.push(status);
      const type = response.headers.get("Content-Type") ?? "";
      const names = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
      if (names) {
        const details = document.createElement("details");
        details.append(element("summary", "", "Headers"), block(names));
        parts.push(details);
      }
      if (/json|text|xml|yaml|javascript|^$/.test(type)) {
        const text = await response.text();
        if (text) parts.push(block(pretty(text)));
      } else {
        const link = element("a", "", `Save the ${type}`);
        link.href = URL.createObjectURL(await response.blob());
        link.download = address.split("/").pop().split("?")[0] || "download";
        parts.push(link);
      }
    } catch (error) {
      parts.push(element("p", "bad", "No response."));
      for (const reason of await reasons(address)) parts.push(element("p", "quiet", reason));
    }
    say(...parts);
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
      Object.assign(input, { name, id: `try-own-${name}`, placeholder: hint, autocomplete: "off" });
      input.dataset.in = "header";
      const label = element("label", "", name);
      label.htmlFor = input.id;
      const field = element("div", "input", "");
      field.append(label, input);
      return field;
    });
    form.querySelector(".actions").before(...further);
  }

  for (const section of document.querySelectorAll(".try")) {
    const form = section.querySelector("form");
    const answer = section.querySelector(".answer");
    section.hidden = false;
    if (window.server) adapt(form, window.server);
    form.elements.type?.addEventListener("change", ({ target }) => {
      for (const body of form.querySelectorAll("fieldset.body")) {
        body.hidden = body.disabled = body.dataset.type !== target.value;
      }
    });
    form.elements.command.addEventListener("click", () => {
      try {
        answer.replaceChildren(block(read(form).command));
      } catch (error) {
        answer.replaceChildren(element("p", "bad", `This is no JSON: ${error.message}`));
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, answer);
    });
  }
}
