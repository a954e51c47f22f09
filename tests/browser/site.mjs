// The reference site in a real browser: `cargo xtask docs --check` runs this.
//
// SITE is the folder of the site, URL the server behind it, LOGIN and PASSWORD who signs in, OUT where pictures go.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { SITE, URL: SERVER, LOGIN, PASSWORD, OUT, CHROMIUM } = process.env;
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the reference page may weigh with all that it loads, in bytes, and how soon its text stands, in milliseconds. */
const WEIGHT = 150_000;
const PATIENCE = 3_000;

const api = JSON.parse(fs.readFileSync(path.join(SITE, "openapi.json"), "utf8"));
const pages = fs.readdirSync(SITE).filter((name) => name.endsWith(".html"));
const rust = ["rust/vms_admin_client/index.html", "rust/vms_admin_client/struct.Client.html"];
const origins = { disk: pathToFileURL(SITE).href, http: SERVER };
assert.ok(pages.length >= 5, `only ${pages} are there`);

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

  check(`the reference, from ${kind}: all of the document can be seen`, async () => {
    const { page, faults, close } = await open();
    await page.goto(`${origin}/reference.html`);
    let seen = 0;
    const visible = async (locator, what) => {
      await locator.first().waitFor({ state: "visible", timeout: 5_000 }).catch(() => assert.fail(`${what} can't be seen`));
      seen += 1;
    };
    for (const [route, item] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const section = page.locator(`#${operation.operationId}`);
        await visible(section.getByText(method.toUpperCase(), { exact: true }), method);
        await visible(section.getByText(route, { exact: true }), route);
        for (const sample of operation["x-codeSamples"]) {
          await section.getByRole("tab", { name: sample.label, exact: true }).click();
          const sheet = section.getByRole("region", { name: "Samples" }).locator(".tab:not([hidden]) pre");
          await visible(sheet, sample.label);
          const shown = await sheet.textContent();
          assert.equal(shown, sample.source.trimEnd(), sample.label);
        }
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
    }
    for (const [name, model] of Object.entries(api.components.schemas)) {
      for (const field of Object.keys(model.properties)) {
        await visible(page.locator(`[id="${name}.${field}"] .name`), `${name}.${field}`);
      }
    }
    assert.deepEqual(faults, []);
    await close();
    return `${seen} parts`;
  });

  check(`search, from ${kind}`, async () => {
    const { page, faults, close } = await open();
    await page.goto(`${origin}/index.html`);
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("ptz_priority");
    await page.getByRole("link", { name: /ptz_priority/ }).first().waitFor();
    await page.screenshot({ path: path.join(OUT, `search-${kind}.png`) });
    await page.keyboard.press("Enter");
    await page.waitForURL(/reference\.html#User\.ptz_priority$/);
    await page.locator("[id='User.ptz_priority']").waitFor();
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("no such thing");
    await page.getByText("Nothing is called so.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox").waitFor({ state: "hidden" });
    assert.deepEqual(faults, []);
    await close();
  });
}

check("without scripts everything is there", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  await page.goto(`${origins.disk}/reference.html`);
  const [operation] = Object.values(Object.values(api.paths)[0]);
  for (const sample of operation["x-codeSamples"]) {
    await page.getByRole("heading", { name: sample.label, exact: true }).waitFor({ state: "visible" });
  }
  assert.equal(await page.getByRole("button", { name: "Send" }).isVisible(), false);
  await close();
});

check("the form signs in, and shows why it can't", async () => {
  const { page, faults, requests, close } = await open();
  await page.goto(`${origins.http}/reference.html`);
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

check("the form, from disk, calls a server of this machine", async () => {
  const { page, faults, close } = await open();
  await page.goto(`${origins.disk}/reference.html`);
  const form = page.getByRole("region", { name: "Try it" });
  await form.getByLabel("Server").fill(SERVER);
  await form.getByLabel("login").fill(LOGIN);
  await form.getByLabel("password").fill(PASSWORD);
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText("200", { exact: true }).waitFor();
  assert.deepEqual(faults, []);
  await close();
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
      await page.goto(`${origins.http}/${file}`);
      await page.screenshot({ path: path.join(OUT, `${file.replace(".html", "")}-${name}.png`), fullPage: true });
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
  await page.goto(`${origins.http}/index.html`);
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await back();
  await page.getByRole("button", { name: "Light or dark" }).click();
  const dark = await back();
  assert.notEqual(light, dark);
  await page.goto(`${origins.http}/reference.html`);
  assert.equal(await back(), dark);
  assert.deepEqual(faults, []);
  await close();
});

check("the reference is light and soon there", async () => {
  const { page, close } = await open();
  const bodies = [];
  page.on("response", (response) => bodies.push(response.body()));
  await page.goto(`${origins.http}/reference.html`, { waitUntil: "networkidle" });
  const weight = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  assert.ok(weight > 0 && weight < WEIGHT, `${weight} bytes`);
  assert.ok(paint < PATIENCE, `${paint} ms`);
  await close();
  return `${weight} bytes with all that it loads, first text after ${Math.round(paint)} ms`;
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
