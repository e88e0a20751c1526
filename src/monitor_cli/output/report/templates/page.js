"use strict";
(() => {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Without this script the page is complete; only then do the controls that need it appear.
  for (const control of all(".languages, .filters, .tools")) control.hidden = false;

  const speak = (language) => {
    const words = texts[language] || [];
    for (const element of all("[data-t]")) element.textContent = words[element.dataset.t];
    for (const element of all("[data-h]")) element.title = words[element.dataset.h];
    for (const element of all("[data-l]")) element.setAttribute("aria-label", words[element.dataset.l]);
  };
  for (const button of all("[data-lang]")) {
    button.addEventListener("click", () => {
      document.documentElement.lang = button.dataset.lang;
      speak(button.dataset.lang);
      for (const other of all("[data-lang]")) other.setAttribute("aria-pressed", other === button);
    });
  }

  // On a page about many bodies, the titles of areas and criteria stand once; they are copied where someone reads.
  const titled = (id) => {
    const title = document.createElement("span");
    title.className = "title";
    title.append(...document.getElementById(id).cloneNode(true).childNodes);
    return title;
  };
  const fill = (details) => {
    if (details.dataset.filled) return;
    details.dataset.filled = "yes";
    for (const cell of all("td[data-c]", details)) {
      cell.nextElementSibling.prepend(titled(`c${cell.dataset.c}.${cell.textContent}`));
    }
    for (const list of all("ol[data-a]", details)) {
      [...list.children].forEach((item, index) => {
        item.append(" ", titled(`a${list.dataset.a}.${item.getAttribute("value") || index + 1}`));
      });
    }
  };
  for (const details of all("details")) {
    details.addEventListener("toggle", () => details.open && fill(details));
  }
  // Nothing can be opened on paper: for printing, all that the filters leave is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open], [hidden])");
    for (const details of closed) {
      details.open = true;
      fill(details);
    }
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  for (const button of all("[data-open]")) {
    button.addEventListener("click", () => {
      for (const details of all("details:not([hidden])")) details.open = button.dataset.open === "true";
    });
  }
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (!details) return;
    details.hidden = false;
    details.open = true;
    fill(details);
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    details.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();

  // Many bodies: the heat map shows once more what stands with each body; its colours come from the key above it.
  const map = (table) => {
    const key = new Map();
    for (const chip of all(".chip", table.closest("section"))) key.set(chip.textContent, chip.classList[1]);
    for (const list of all(`ol[data-a="${table.dataset.c}"]`)) {
      const row = table.tBodies[0].insertRow();
      const name = document.createElement("th");
      name.scope = "row";
      const link = document.querySelector(`.rating a[href="#${list.parentNode.id}"]`).cloneNode(true);
      name.append(link);
      const year = list.closest("details").querySelector(".year");
      if (year) name.append(` ${year.textContent}`);
      row.append(name);
      for (const [, score] of [...list.textContent.matchAll(/\d+:\u00a0(\d+)/g)]) {
        const cell = row.insertCell();
        cell.textContent = score;
        cell.className = key.get(score);
      }
    }
  };
  all(".heat[data-c]").forEach(map);

  const rating = document.querySelector(".rating tbody");
  if (!rating) return;
  const rows = [...rating.rows].map((row) => {
    const link = row.querySelector("a");
    const hash = link.getAttribute("href");
    const heat = document.querySelector(`.heat a[href="${hash}"]`);
    const details = document.getElementById(hash.slice(1)).closest("details");
    return { row, id: hash.slice(1), parts: [row, heat && heat.closest("tr"), details].filter(Boolean) };
  });

  const form = document.querySelector(".filters");
  const filter = () => {
    const wanted = new FormData(form);
    const words = wanted.get("words").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, id, parts } of rows) {
      const text = `${row.textContent} ${id}`.toLowerCase();
      const fits = ["k", "b", "y"].every((key) => !wanted.get(key) || row.dataset[key] === wanted.get(key));
      const isShown = fits && words.every((word) => text.includes(word));
      for (const part of parts) part.hidden = !isShown;
      shown += isShown;
    }
    form.querySelector(".shown b").textContent = shown;
  };
  const years = form.querySelector("[name=y]");
  if (years.options.length > 2) {
    years.selectedIndex = 1; // the newest
    filter();
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  // Names are in the order of core/texts.py, whatever the browser knows of Kyrgyz.
  const alphabet = rating.parentNode.dataset.alphabet;
  const nameKey = (name) =>
    name
      .normalize("NFC")
      .toLowerCase()
      .replace(/./gu, (letter) => (alphabet.includes(letter) ? String.fromCharCode(0xe000 + alphabet.indexOf(letter)) : letter))
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[^\p{L}\p{N}\ue000-\uf8ff]+/gu, " ")
      .trim()
      .replace(/[0-9]+/g, (digits) => digits.padStart(12, "0"));
  const value = (row, column, kind) => {
    const text = row.cells[column].textContent.trim();
    if (kind === "text") return nameKey(text);
    const number = parseFloat(text.replace(",", "."));
    return Number.isNaN(number) ? Infinity : number;
  };
  const sort = (header, column) => {
    const kind = header.dataset.sort;
    const way = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of all("th[aria-sort]")) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", way);
    const direction = way === "ascending" ? 1 : -1;
    for (const entry of rows) {
      entry.value = value(entry.row, column, kind);
      entry.name = nameKey(entry.row.querySelector("a").textContent);
    }
    const order = (a, b) => (a < b ? -1 : Number(a > b));
    rows.sort((one, other) => direction * order(one.value, other.value) || order(one.name, other.name));
    for (const { parts } of rows) for (const part of parts) part.parentNode.append(part);
  };
  for (const [column, header] of [...document.querySelectorAll(".rating th[data-sort]")].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(header, column));
  }
})();
