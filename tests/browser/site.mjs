// The reference site in a real browser: `cargo xtask docs --check` runs this.
//
// SITE is the folder of the site, URL the server behind it, LOGIN and PASSWORD who signs in, OUT where pictures go.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { SITE, URL: SERVER, LOGIN, PASSWORD, OUT, CHROMIUM } = process.env;
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a page may weigh with all that it loads, in bytes, and how soon its text stands, in milliseconds. */
const WEIGHT = 150_000;
const PATIENCE = 3_000;
/** How many pages of each kind are looked at where there are many. */
const SAMPLE = 3;

const api = JSON.parse(fs.readFileSync(path.join(SITE, "openapi.json"), "utf8"));
/** Whether this is the site of the API that the server behind it has; any other is read from disk. */
const OWN = SERVER !== undefined;
const origins = { disk: pathToFileURL(SITE).href, ...(OWN && { http: SERVER }) };
const pages = ["", "operations/", "models/", "tags/", "webhooks/"].flatMap((folder) => {
  const names = fs.existsSync(path.join(SITE, folder)) ? fs.readdirSync(path.join(SITE, folder)) : [];
  const found = names.filter((name) => name.endsWith(".html")).sort().map((name) => folder + name);
  if (found.length <= SAMPLE || folder === "") return found;
  // The heaviest, and some from everywhere.
  const size = (name) => fs.statSync(path.join(SITE, name)).size;
  const heaviest = found.reduce((one, other) => (size(other) > size(one) ? other : one));
  const step = Math.ceil(found.length / SAMPLE);
  return [...new Set([heaviest, ...found.filter((_, index) => index % step === 0)])];
});
const rust = OWN ? ["rust/vms_admin_client/index.html", "rust/vms_admin_client/struct.Client.html"] : [];
assert.ok(pages.length >= 5, `only ${pages} are there`);
const operations = Object.entries(api.paths ?? {}).flatMap(([route, item]) =>
  Object.entries(item).filter(([, operation]) => operation?.responses).map(([method, operation]) => ({ route, method, operation })));
const [first] = operations;
/** The page of our own operation. */
const OPERATION = "operations/obtainToken.html";

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** A page that notes whatever it shouldn't do. */
async function open(settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...settings });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  const requests = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("request", (request) => {
    requests.push(request.url());
    const own = Object.values(origins).some((origin) => request.url().startsWith(`${origin}/`));
    if (!own && !request.url().startsWith("data:")) faults.push(`request to another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // An icon may still be under way when the next page is opened.
    if (request.failure().errorText !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()}`);
  });
  return { page, faults, requests, close: () => context.close() };
}

const checks = [];
const check = (name, run) => checks.push({ name, run });

for (const [kind, origin] of Object.entries(origins)) {
  check(`every page, from ${kind}: no other host, no error`, async () => {
    const { page, faults, requests, close } = await open();
    for (const name of [...pages, ...rust]) {
      await page.goto(`${origin}/${name}`, { waitUntil: "load" });
      assert.ok((await page.title()).length > 0, name);
    }
    await page.waitForTimeout(200);
    assert.deepEqual(faults, []);
    await close();
    return `${requests.length} requests, all to the site`;
  });

  if (OWN) check(`the reference, from ${kind}: all of the document can be seen`, async () => {
    const { page, faults, close } = await open();
    let seen = 0;
    const visible = async (locator, what) => {
      await locator.first().waitFor({ state: "visible", timeout: 5_000 }).catch(() => assert.fail(`${what} can't be seen`));
      seen += 1;
    };
    for (const { route, method, operation } of operations) {
      await page.goto(`${origin}/operations/${operation.operationId}.html`);
      const section = page.locator("main");
      await visible(section.getByText(method.toUpperCase(), { exact: true }), method);
      await visible(section.getByText(route, { exact: true }), route);
      for (const sample of operation["x-codeSamples"]) {
        await section.getByRole("tab", { name: sample.label, exact: true }).click();
        const sheet = section.getByRole("region", { name: "Samples" }).locator(".tab:not([hidden]) pre");
        await visible(sheet, sample.label);
        const shown = await sheet.textContent();
        assert.equal(shown, sample.source.trimEnd(), sample.label);
      }
      // What was chosen is what the next page begins with.
      const last = operation["x-codeSamples"].at(-1).label;
      await page.reload();
      await visible(section.getByRole("tab", { name: last, exact: true, selected: true }), `${last} after it was chosen`);
      for (const [name, body] of [["Request", operation.requestBody], ...Object.entries(operation.responses)]) {
        for (const example of Object.values(body.content["application/json"].examples)) {
          const tab = section.getByRole("tab", { name, exact: true });
          await tab.click();
          const panel = section.locator(`#${await tab.getAttribute("aria-controls")}`);
          await visible(panel.locator("pre"), name);
          assert.deepEqual(JSON.parse(await panel.locator("pre").textContent()), example.value, name);
        }
      }
    }
    for (const [name, model] of Object.entries(api.components.schemas)) {
      await page.goto(`${origin}/models/${name}.html`);
      for (const field of Object.keys(model.properties)) {
        await visible(page.locator(`[id="${field}"] .name`), `${name}.${field}`);
      }
    }
    assert.deepEqual(faults, []);
    await close();
    return `${seen} parts`;
  });

  check(`search, from ${kind}`, async () => {
    const { page, faults, close } = await open();
    const wanted = OWN ? "ptz_priority" : (first.operation.operationId ?? first.route);
    await page.goto(`${origin}/index.html`);
    const start = Date.now();
    await page.keyboard.press("/");
    const box = page.getByRole("searchbox");
    await box.waitFor();
    await page.waitForFunction(() => document.querySelector("#search").open);
    const opened = Date.now() - start;
    await box.fill(wanted);
    const results = page.locator("#search ol a");
    await results.first().waitFor();
    const answered = await page.evaluate(async (text) => {
      const input = document.querySelector("#search input");
      const results = document.querySelector("#search ol");
      const start = performance.now();
      const changed = new Promise((resolve) => new MutationObserver(resolve).observe(results, { childList: true }));
      input.value = text.slice(0, -1);
      input.dispatchEvent(new Event("input"));
      await changed;
      return Math.round(performance.now() - start);
    }, wanted);
    await box.fill(wanted);
    await page.screenshot({ path: path.join(OUT, `search-${kind}.png`) });
    if (OWN) {
      await page.getByRole("link", { name: /ptz_priority/ }).first().waitFor();
      // A typing error is forgiven, and an operation comes before what only mentions it.
      await box.fill("obtain tokne");
      await results.first().filter({ hasText: "/api/admin/v1/auth/token" }).waitFor();
      await box.fill("422");
      await results.first().filter({ hasText: "/api/admin/v1/auth/token" }).waitFor();
      await box.fill("ptz_priority");
      await page.getByRole("link", { name: /ptz_priority/ }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(/models\/User\.html#ptz_priority$/);
      await page.locator("[id='ptz_priority']").waitFor();
      await page.keyboard.press("/");
    }
    await page.getByRole("searchbox").fill("qqqq zzzz wwww");
    await page.getByText("Nothing is called so.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").waitFor({ state: "hidden" });
    assert.deepEqual(faults, []);
    await close();
    return `open after ${opened} ms, answers after ${answered} ms`;
  });
}

check("without scripts everything is there", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  const operation = OWN ? OPERATION : pages.find((name) => name.startsWith("operations/"));
  await page.goto(`${origins.disk}/${operation}`);
  for (const sample of (OWN && first.operation["x-codeSamples"]) || [{ label: "cURL" }]) {
    await page.getByRole("heading", { name: sample.label, exact: true }).waitFor({ state: "visible" });
  }
  assert.equal(await page.getByRole("button", { name: "Send" }).isVisible(), false);
  await close();
});

check("on a phone, the contents are a drawer, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open({ javaScriptEnabled, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.goto(`${origins.disk}/models.html`);
    const contents = page.getByRole("navigation", { name: "Contents" });
    assert.equal(await contents.isVisible(), false);
    await page.getByRole("button", { name: "Contents" }).click();
    await contents.waitFor({ state: "visible" });
    if (javaScriptEnabled) await page.screenshot({ path: path.join(OUT, "drawer.png") });
    await page.keyboard.press("Escape");
    await contents.waitFor({ state: "hidden" });
    await close();
  }
});

if (OWN) check("the form signs in, and shows why it can't", async () => {
  const { page, faults, requests, close } = await open();
  await page.goto(`${origins.http}/${OPERATION}`);
  const form = page.getByRole("region", { name: "Try it" });
  assert.equal(await form.getByLabel("Server").inputValue(), SERVER);
  await form.getByLabel("login").fill(LOGIN);
  await form.getByLabel("password").fill(PASSWORD);
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("200", { exact: true }).waitFor();
  const answer = JSON.parse(await form.locator(".answer pre").last().textContent());
  assert.equal(answer.user.login, LOGIN);
  assert.match(answer.expires_at, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const command = await form.locator(".answer pre").first().textContent();
  assert.ok(command.includes("/api/admin/v1/auth/token") && !command.includes(PASSWORD), command);
  await page.screenshot({ path: path.join(OUT, "try-200.png") });
  assert.deepEqual(faults, []);

  await form.getByLabel("password").fill("wrong");
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("422", { exact: true }).waitFor();
  const refusal = JSON.parse(await form.locator(".answer pre").last().textContent());
  assert.ok(refusal.errors.login.length > 0);
  await page.screenshot({ path: path.join(OUT, "try-422.png") });
  // The browser itself notes the status, which is what was asked for.
  assert.deepEqual(faults.filter((fault) => !fault.includes("422")), []);
  assert.ok(requests.every((url) => !url.includes("wrong")));
  await close();
});

if (OWN) check("the form, from disk, calls a server of this machine", async () => {
  const { page, faults, close } = await open();
  await page.goto(`${origins.disk}/${OPERATION}`);
  const form = page.getByRole("region", { name: "Try it" });
  await form.getByLabel("Server").fill(SERVER);
  await form.getByLabel("login").fill(LOGIN);
  await form.getByLabel("password").fill(PASSWORD);
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("200", { exact: true }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

if (OWN) check("a server that the reader types is called once they allow it, and no other is", async () => {
  // 127.0.0.2 is another origin, which no document names and no policy lists.
  const other = SERVER.replace("127.0.0.1", "127.0.0.2");
  for (const origin of Object.values(origins)) {
    const { page, faults, requests, close } = await open();
    await page.goto(`${origin}/${OPERATION}`);
    const form = page.getByRole("region", { name: "Try it" });
    await form.getByLabel("Server").fill(other);
    await form.getByLabel("login").fill(LOGIN);
    await form.getByLabel("password").fill(PASSWORD);
    await form.getByRole("button", { name: "Send" }).click();
    const allow = form.getByRole("button", { name: `Let this page call ${other}` });
    await allow.waitFor();
    assert.ok(requests.every((url) => !url.startsWith(other)), "called before it was allowed");
    await allow.click();
    // Nobody listens there: the frame may call it all the same, which is told from a policy that forbids it.
    await form.getByText(`${other} can't be reached`).waitFor();
    assert.ok(requests.some((url) => url.startsWith(other)), "never called");
    const strayed = faults.filter((fault) => !fault.includes(other) && !fault.includes("ERR_CONNECTION_REFUSED"));
    assert.deepEqual(strayed, []);
    // The frame that may call this server may call no other.
    const caller = page.frames().find((frame) => frame.url().includes("caller.html"));
    const elsewhere = await caller.evaluate((url) => fetch(url).then(() => "called", (error) => String(error)), SERVER);
    assert.match(elsewhere, /Failed to fetch/);
    await close();
  }
});

for (const [name, settings] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  "phone-dark": { colorScheme: "dark", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
})) {
  check(`${name}: nothing is cut off, axe finds nothing`, async () => {
    const { page, faults, close } = await open(settings);
    const found = [];
    for (const file of pages) {
      await page.goto(`${origins.http ?? origins.disk}/${file}`);
      await page.screenshot({ path: path.join(OUT, `${file.replace(".html", "").replace("/", "-")}-${name}.png`), fullPage: true });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= page.viewportSize().width, `${file} is ${width} wide`);
      // As a debugger does it: the page's policy lets no foreign script in.
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      found.push(...violations.map(({ impact, id, nodes }) => `${file}: ${impact} ${id}: ${nodes[0].html.slice(0, 120)}`));
    }
    assert.deepEqual(found, []);
    assert.deepEqual(faults, []);
    await close();
  });
}

check("light and dark can be switched, and the choice is kept", async () => {
  const { page, faults, close } = await open({ colorScheme: "light" });
  await page.goto(`${origins.http ?? origins.disk}/index.html`);
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await back();
  await page.getByRole("button", { name: "Light or dark" }).click();
  const dark = await back();
  assert.notEqual(light, dark);
  await page.goto(`${origins.http ?? origins.disk}/models.html`);
  assert.equal(await back(), dark);
  assert.deepEqual(faults, []);
  await close();
});

check("pages are light and soon there", async () => {
  const told = [];
  let heaviest = 0;
  let slowest = 0;
  for (const file of pages) {
    const { page, close } = await open();
    const loaded = new Set();
    page.on("request", (request) => loaded.add(request.url().split("#")[0]));
    await page.goto(`${origins.disk}/${file}`, { waitUntil: "load" });
    const weight = [...loaded].reduce((sum, url) => sum + (url.startsWith("file:") ? fs.statSync(fileURLToPath(url)).size : 0), 0);
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
    // A changelog or a list of downloads is as long as it is.
    if (file.includes("/") && weight > WEIGHT) told.push(`${file}: ${weight} bytes`);
    if (paint > PATIENCE) told.push(`${file}: ${paint} ms`);
    heaviest = Math.max(heaviest, weight);
    slowest = Math.max(slowest, paint);
    await close();
  }
  assert.deepEqual(told, []);
  return `${pages.length} pages, at most ${heaviest} bytes with all that they load, first text after at most ${Math.round(slowest)} ms`;
});

let failed = 0;
for (const { name, run } of checks) {
  try {
    const told = await run();
    console.log(`ok      ${name}${told ? `: ${told}` : ""}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.message}`);
  }
}
await browser.close();
process.exitCode = failed === 0 ? 0 : 1;
