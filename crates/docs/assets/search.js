// The search: its index is a script that is loaded when it is needed.

{
  const dialog = document.querySelector("#search");
  const opener = document.querySelector("#search-open");
  const input = dialog.querySelector("input");
  const results = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  opener.hidden = false;

  const loadIndex = () => new Promise((resolve, reject) => {
    if (window.searchIndex) return resolve();
    const script = document.createElement("script");
    script.src = "assets/index.js";
    script.onload = resolve;
    script.onerror = () => reject(new Error("the index can't be loaded"));
    document.head.append(script);
  });

  /** How well an entry fits all words; 0 if it doesn't. */
  function weigh([title, place, , text], words) {
    let weight = 0;
    for (const word of words) {
      const name = title.toLowerCase();
      if (name === word) weight += 100;
      else if (name.startsWith(word)) weight += 40;
      else if (name.includes(word)) weight += 20;
      else if (place.toLowerCase().includes(word)) weight += 5;
      else if (text.toLowerCase().includes(word)) weight += 2;
      else return 0;
    }
    return weight;
  }

  /** The part of a text around the first word found in it. */
  function excerpt(text, words) {
    const at = Math.max(0, ...words.map((word) => text.toLowerCase().indexOf(word)));
    const from = Math.max(0, at - 60);
    return (from > 0 ? "… " : "") + text.slice(from, from + 140) + (text.length > from + 140 ? " …" : "");
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length === 0 ? [] : window.searchIndex
      .map((entry) => ({ entry, weight: weigh(entry, words) }))
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, 12);
    results.replaceChildren(...found.map(({ entry: [title, place, address, text] }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = address;
      const name = document.createElement("strong");
      name.textContent = title;
      const where = document.createElement("span");
      where.className = "quiet";
      where.textContent = place;
      const about = document.createElement("span");
      about.className = "about";
      about.textContent = excerpt(text, words);
      link.append(name, " ", where, about);
      item.append(link);
      return item;
    }));
    status.textContent = words.length > 0 && found.length === 0 ? "Nothing is called so." : "";
  }

  async function open() {
    dialog.showModal();
    input.select();
    try {
      await loadIndex();
      show();
    } catch (error) {
      status.textContent = `No search: ${error.message}.`;
    }
  }

  opener.addEventListener("click", open);
  input.addEventListener("input", () => window.searchIndex && show());
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
