// The reference page: draws the OpenAPI document, with a form to try each operation on this very server.

const main = document.querySelector("#reference");
const demo = document.body.dataset;

/** An element with attributes and children; texts become text nodes, never markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.flat(Infinity).filter((child) => child !== undefined));
  return made;
}

/** A text with `code` marked as such. */
function inline(text) {
  return text.split(/(`[^`]+`)/).map((part) =>
    part.startsWith("`") && part.length > 1 ? element("code", {}, part.slice(1, -1)) : part);
}

/** The paragraphs and lists of a description. */
function prose(text = "") {
  return text.split(/\n\n+/).filter(Boolean).map((block) =>
    block.startsWith("- ")
      ? element("ul", {}, block.split(/\n?^- /m).filter(Boolean).map((item) => element("li", {}, inline(item))))
      : element("p", {}, inline(block)));
}

function reader(api) {
  const resolve = (schema) => schema?.$ref
    ? { ...schema.$ref.slice(2).split("/").reduce((node, key) => node[key], api), name: schema.$ref.split("/").pop() }
    : schema ?? {};

  function type(schema) {
    const { name, type: own, items, format, enum: values } = resolve(schema);
    if (name) return name;
    if (items) return `list of ${type(items)}`;
    const types = [own ?? "any"].flat().join(" or ");
    return `${types}${format ? ` (${format})` : ""}${values ? `: ${values.join(", ")}` : ""}`;
  }

  function properties(schema) {
    const { properties: own = {}, required = [], items } = resolve(schema);
    if (items) return properties(items);
    const rows = Object.entries(own).map(([name, property]) => {
      const inner = properties(property);
      return element("li", {},
        element("code", {}, name), " ",
        element("span", { class: "quiet" }, type(property), required.includes(name) ? "" : ", optional"),
        prose(property.description ?? resolve(property).description),
        inner && element("details", {}, element("summary", {}, "its properties"), inner));
    });
    return rows.length > 0 ? element("ul", { class: "properties" }, rows) : undefined;
  }

  return { resolve, type, properties };
}

function body(read, content) {
  const media = content?.["application/json"];
  if (!media) return [];
  const examples = Object.values(media.examples ?? {}).map((example) =>
    element("details", {},
      element("summary", {}, example.summary ?? "An example"),
      element("pre", { tabindex: "0" }, element("code", {}, JSON.stringify(example.value, null, 2)))));
  return [element("p", {}, "JSON: ", element("code", {}, read.type(media.schema))), read.properties(media.schema), ...examples];
}

/** A shell word that the shell takes as it is. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function tryIt(read, method, path, operation) {
  const schema = read.resolve(operation.requestBody?.content["application/json"].schema);
  const field = (name, attributes, hint) =>
    element("label", {}, name, element("input", { name, autocomplete: "off", ...attributes }), hint && element("span", { class: "quiet" }, hint));
  const inputs = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    field(name, { type: property.format === "password" ? "password" : "text", value: demo[name] ?? "" }));
  const form = element("form", {}, inputs,
    field("Prefer", { placeholder: "code=422" }), field("X-Sandbox-Fault", { placeholder: "delay=2s" }),
    element("button", {}, "Send"));
  const output = element("div", { "aria-live": "polite" });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = new FormData(form);
    const sent = Object.fromEntries(Object.keys(schema.properties ?? {}).map((name) => [name, values.get(name)]));
    const headers = { "Accept": "application/json", "Content-Type": "application/json" };
    for (const name of ["Prefer", "X-Sandbox-Fault"]) if (values.get(name)) headers[name] = values.get(name);
    const shown = JSON.stringify({ ...sent, ...("password" in sent && { password: "…" }) });
    const command = ["curl", "-X", method.toUpperCase(), quoted(location.origin + path),
      ...Object.entries(headers).flatMap(([name, value]) => ["-H", quoted(`${name}: ${value}`)]), "-d", quoted(shown)].join(" ");
    const parts = [element("pre", { tabindex: "0" }, element("code", {}, command))];
    try {
      const answer = await fetch(path, { method: method.toUpperCase(), headers, body: JSON.stringify(sent) });
      const text = await answer.text();
      let pretty = text;
      try { pretty = JSON.stringify(JSON.parse(text), null, 2); } catch { /* shown as it came */ }
      parts.push(
        element("p", { class: answer.ok ? "good" : "bad" }, `${answer.status} ${answer.statusText}`),
        element("pre", { tabindex: "0" }, element("code", {}, pretty)));
    } catch (error) {
      parts.push(element("p", { class: "bad" }, `No answer: ${error.message}`));
    }
    output.replaceChildren(...parts);
  });
  return [element("h3", {}, "Try it"), form, output];
}

function draw(api) {
  const read = reader(api);
  main.append(
    element("h1", {}, `${api.info.title} `, element("span", { class: "quiet" }, api.info.version)),
    ...prose(api.info.description));
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      main.append(element("section", { id: operation.operationId },
        element("h2", {}, operation.summary),
        element("p", { class: "path" }, element("span", { class: "method" }, method), ` ${path}`),
        prose(operation.description),
        tryIt(read, method, path, operation),
        element("h3", {}, "Request"), prose(operation.requestBody?.description), body(read, operation.requestBody?.content),
        Object.entries(operation.responses).flatMap(([status, response]) => [
          element("h3", {}, "Answer ", element("span", { class: status < 400 ? "good" : "bad" }, status)),
          prose(response.description), body(read, response.content)])));
    }
  }
}

try {
  draw(await (await fetch("/openapi.json")).json());
} catch (error) {
  main.append(element("p", { class: "bad" }, `The document can't be drawn: ${error.message}`));
}
