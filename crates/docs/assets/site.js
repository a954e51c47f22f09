// What makes reading easier: light or dark, copying, tabs. Without scripts the pages are complete all the same.

{
  const theme = document.querySelector("#theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* for this page alone */ }
  });
}

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
}

/** What the reader chose last of several languages: it is kept for every page. */
const language = {
  get() { try { return localStorage.getItem("language"); } catch { return null; } },
  set(name) { try { localStorage.setItem("language", name); } catch { /* for this page alone */ } },
};

/** Shows one of several parts at a time. */
function makeTabs(group, number) {
  const panels = [...group.querySelectorAll(":scope > .tab")];
  if (panels.length < 2) return;
  const list = document.createElement("div");
  list.role = "tablist";
  list.ariaLabel = group.ariaLabel ?? group.getAttribute("aria-label");
  const tabs = panels.map((panel, index) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.role = "tab";
    tab.id = `tab-${number}-${index}`;
    tab.textContent = panel.dataset.name;
    panel.id = `panel-${number}-${index}`;
    panel.role = "tabpanel";
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    panel.querySelector("h3").hidden = true;
    return tab;
  });
  const choose = (chosen) => {
    tabs.forEach((tab, index) => {
      tab.ariaSelected = String(index === chosen);
      tab.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = index !== chosen;
    });
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => {
      choose(index);
      if (group.id === "samples") language.set(panels[index].dataset.name);
    });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + tabs.length) % tabs.length;
      choose(next);
      tabs[next].focus();
    });
  });
  list.append(...tabs);
  panels[0].before(list);
  const kept = group.id === "samples" ? panels.findIndex(({ dataset }) => dataset.name === language.get()) : -1;
  choose(Math.max(0, kept));
}

document.querySelectorAll(".tabs").forEach(makeTabs);

// The contents mark what is being read, and show the page that is open.
{
  const contents = document.querySelector("#contents");
  const links = new Map();
  for (const link of contents.querySelectorAll("a[href^='#']")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const mark = () => {
    let current;
    for (const [target, link] of links) {
      link.removeAttribute("aria-current");
      if (target.getBoundingClientRect().top < innerHeight / 4) current = link;
    }
    current?.setAttribute("aria-current", "true");
  };
  if (links.size > 0) {
    addEventListener("scroll", mark, { passive: true });
    mark();
  }
  const here = contents.querySelector("[aria-current='page']");
  if (here) contents.scrollTop = here.offsetTop - contents.clientHeight / 3;
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });
}
