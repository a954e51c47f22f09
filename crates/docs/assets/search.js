// The search. Its index is scripts that are loaded when they are needed: the list of pages when the search opens, and
// the words by their first letters when these are typed.

{
  const dialog = document.querySelector("#search");
  const opener = document.querySelector("#search-open");
  const input = dialog.querySelector("input");
  const results = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  const root = document.documentElement.dataset.root ?? "";
  opener.hidden = false;

  /** How much more a name of each kind weighs: operations before models before prose. */
  const KINDS = { o: 12, w: 11, t: 9, m: 8, c: 7, g: 4 };
  const NAMES = { o: "", w: "Webhook", t: "Tag", m: "Model", c: "Credentials", g: "Guide" };
  let letters = 1;
  let parts = new Set();
  let entries;
  const loaded = new Map();

  window.searchIndex = (count, names, found) => {
    letters = count;
    parts = new Set(names);
    entries = found.map(([kind, title, place, address, about], number) =>
      ({ kind, title, place, address, about, number, lower: title.toLowerCase(), where: place.toLowerCase() }));
  };
  window.searchWords = (name, fields, words) => loaded.set(name, { fields: Object.entries(fields), words: Object.entries(words) });

  const load = (file) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}assets/search/${file}.js`;
    script.onload = resolve;
    script.onerror = () => reject(new Error("the index can't be loaded"));
    document.head.append(script);
  });

  /** The part of the index that a word is in. */
  const part = (word) => [...word].slice(0, letters).map((letter) => (/[a-z0-9]/.test(letter) ? letter : "_")).join("");

  const pending = new Map();
  async function words(word) {
    const name = part(word);
    if (!parts.has(name)) return { fields: [], words: [] };
    if (!loaded.has(name)) {
      if (!pending.has(name)) pending.set(name, load(name));
      await pending.get(name);
    }
    return loaded.get(name);
  }

  /** Whether two words differ by at most one letter: changed, left out, added, or swapped with the next. */
  function alike(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const rest = (a, b) => one.slice(at + a) === other.slice(at + b);
    return rest(1, 1) || rest(1, 0) || rest(0, 1)
      || (one[at] === other[at + 1] && one[at + 1] === other[at] && rest(2, 2));
  }

  /** What a word finds: weights by the numbers of entries, and the field that was hit. */
  async function find(word, mend) {
    const found = new Map();
    const note = (number, weight, field) => {
      if ((found.get(number)?.weight ?? 0) < weight) found.set(number, { weight, field });
    };
    for (const { kind, lower, where, number } of entries) {
      const names = KINDS[kind];
      if (lower === word) note(number, 100 + names);
      else if (lower.startsWith(word)) note(number, 60 + names);
      else if (lower.includes(` ${word}`)) note(number, 45 + names);
      else if (lower.includes(word)) note(number, 30 + names);
      else if (where === word || where.endsWith(` ${word}`)) note(number, 90 + names);
      else if (where.includes(word)) note(number, 20 + names);
      else if (mend && word.length > 3 && lower.split(/[^\p{L}\p{N}]+/u).some((part) => alike(part.slice(0, word.length + 1), word) || alike(part, word))) note(number, 15 + names);
    }
    const listed = await words(word);
    for (const [name, numbers] of listed.fields) {
      const lower = name.toLowerCase();
      const weight = lower === word ? 40 : lower.startsWith(word) ? 25 : mend && word.length > 3 && alike(lower, word) ? 14 : 0;
      if (weight > 0) for (const number of numbers) note(number, weight + (entries[number].kind === "m" ? 2 : 0), name);
    }
    for (const [name, numbers] of listed.words) {
      const weight = name === word ? 8 : name.startsWith(word) ? 4 : mend && word.length > 3 && alike(name, word) ? 2 : 0;
      if (weight > 0) for (const number of numbers) note(number, weight);
    }
    return found;
  }

  async function search(text) {
    const asked = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (asked.length === 0) return [];
    for (const mend of [false, true]) {
      const each = await Promise.all(asked.map((word) => find(word, mend)));
      const [first, ...others] = each;
      const all = [...first].filter(([number]) => others.every((found) => found.has(number)))
        .map(([number, { weight, field }]) => ({
          entry: entries[number],
          field: field ?? others.map((found) => found.get(number).field).find(Boolean),
          weight: others.reduce((sum, found) => sum + found.get(number).weight, weight),
        }))
        .sort((one, other) => other.weight - one.weight || one.entry.title.length - other.entry.title.length || one.entry.number - other.entry.number);
      if (all.length > 0) return all.slice(0, 20);
    }
    return [];
  }

  function item({ entry: { kind, title, place, address, about }, field }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + address + (field && kind === "m" ? `#${encodeURIComponent(field)}` : "");
    const name = document.createElement("strong");
    name.textContent = field ? `${field}` : title;
    const where = document.createElement("span");
    where.className = "quiet";
    where.textContent = field ? `${title} · ${place}` : NAMES[kind] && place !== NAMES[kind] ? `${NAMES[kind]} · ${place}` : place;
    const more = document.createElement("span");
    more.className = "about";
    more.textContent = about;
    link.append(name, " ", where, more);
    item.append(link);
    return item;
  }

  let turn = 0;
  async function show() {
    turn += 1;
    const mine = turn;
    const text = input.value;
    try {
      const found = await search(text);
      // What was typed since has its own results.
      if (mine !== turn) return;
      results.replaceChildren(...found.map(item));
      status.textContent = text.trim() && found.length === 0 ? "Nothing is called so." : "";
    } catch (error) {
      status.textContent = `No search: ${error.message}.`;
    }
  }

  let index;
  async function open() {
    dialog.showModal();
    input.select();
    try {
      index ??= load("index");
      await index;
      await show();
    } catch (error) {
      status.textContent = `No search: ${error.message}.`;
    }
  }

  opener.addEventListener("click", open);
  input.addEventListener("input", () => entries && show());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      results.querySelector("a")?.click();
    } else if (event.key === "Escape") {
      // The browser would only empty the input.
      event.preventDefault();
      dialog.close();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      results.querySelector("a")?.focus();
    }
  });
  results.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = document.activeElement.closest("li")?.[step]?.querySelector("a");
    (next ?? (event.key === "ArrowUp" ? input : undefined))?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    const asked = (event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (asked && !dialog.open) {
      event.preventDefault();
      open();
    }
  });
}
