"use strict";
(() => {
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const first = document.documentElement.lang;
  const form = document.querySelector(".filters");
  const rating = document.querySelector(".rating tbody");

  // The page is complete without this script; controls that need it are hidden until it runs.
  for (const control of all(".languages, .filters, .tools")) control.hidden = false;

  const speak = (language) => {
    const phrases = texts[language] || [];
    document.documentElement.lang = language;
    for (const element of all("[data-t]")) element.textContent = phrases[element.dataset.t];
    for (const element of all("[data-h]")) element.title = phrases[element.dataset.h];
    for (const element of all("[data-l]")) element.setAttribute("aria-label", phrases[element.dataset.l]);
    for (const button of all("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === language);
  };

  // A page about many bodies contains each title once; it is copied into a body that is opened.
  const titled = (id) => {
    const title = document.createElement("span");
    title.className = "title";
    title.append(...(document.getElementById(id)?.cloneNode(true).childNodes || []));
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
  const open = (isOpen) => {
    for (const details of all("details:not([hidden])")) {
      details.open = isOpen;
      if (isOpen) fill(details);
    }
  };
  for (const button of all("[data-open]")) button.addEventListener("click", () => open(button.dataset.open === "true"));
  // Open all bodies for printing, and close them afterwards, except those that were open before.
  for (const button of all("[data-print]")) {
    button.addEventListener("click", () => {
      const closed = all("details:not([open], [hidden])");
      open(true);
      addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)), { once: true });
      print();
    });
  }

  // With many bodies, the heat map is built from the scores of each body, and its colours from the key above it.
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

  const rows = [...(rating ? rating.rows : [])].map((row) => {
    const hash = row.querySelector("a").getAttribute("href");
    const heat = document.querySelector(`.heat a[href="${hash}"]`);
    const details = document.getElementById(hash.slice(1)).closest("details");
    return { row, id: hash.slice(1), heat: heat && heat.closest("tr"), details };
  });
  const parts = ({ row, heat, details }) => [row, heat, details].filter(Boolean);

  // A Russian keyboard has no ө, ү or ң.
  const folded = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[өүңё]/g, (letter) => ({ ө: "о", ү: "у", ң: "н", ё: "е" })[letter]);
  const filter = () => {
    const wanted = new FormData(form);
    const terms = folded(wanted.get("q")).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of rows) {
      const text = folded(`${entry.row.textContent} ${entry.id}`);
      const fits = ["k", "b", "y"].every((key) => !wanted.get(key) || entry.row.dataset[key] === wanted.get(key));
      const isShown = fits && terms.every((term) => text.includes(term));
      for (const part of parts(entry)) part.hidden = !isShown;
      shown += isShown;
    }
    form.querySelector(".shown b").textContent = shown;
  };

  // Sort names as core/texts.py does, even in browsers without Kyrgyz collation.
  const alphabet = rating ? rating.parentNode.dataset.alphabet : "";
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
  const headers = all(".rating th[data-sort]");
  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    if (headers[column].dataset.sort === "text") return nameKey(text);
    const number = parseFloat(text.replace(",", "."));
    return Number.isNaN(number) ? Infinity : number;
  };
  const sort = (column, way) => {
    for (const header of headers) header.removeAttribute("aria-sort");
    if (way) headers[column].setAttribute("aria-sort", way);
    const direction = way === "descending" ? -1 : 1;
    rows.forEach((entry, index) => {
      if (entry.place === undefined) entry.place = index;
      entry.value = way ? value(entry.row, column) : entry.place;
      entry.name = nameKey(entry.row.querySelector("a").textContent);
    });
    const order = (a, b) => (a < b ? -1 : Number(a > b));
    rows.sort((one, other) => direction * order(one.value, other.value) || order(one.name, other.name));
    for (const entry of rows) for (const part of parts(entry)) part.parentNode.append(part);
  };

  // The address after # has the state of the page: #body&lang=ru&q=…&y=2024&sort=2-descending.
  let anchor = "";
  const remember = (isStep) => {
    const state = new URLSearchParams();
    if (document.documentElement.lang !== first) state.set("lang", document.documentElement.lang);
    for (const [key, wanted] of form ? new FormData(form) : []) {
      if (wanted !== form.elements[key].dataset.usual) state.set(key, wanted);
    }
    const sorted = headers.findIndex((header) => header.hasAttribute("aria-sort"));
    if (sorted >= 0) state.set("sort", `${sorted}-${headers[sorted].getAttribute("aria-sort")}`);
    const hash = [encodeURIComponent(anchor), state.toString()].filter(Boolean).join("&");
    history[isStep ? "pushState" : "replaceState"](null, "", hash ? `#${hash}` : location.pathname + location.search);
  };
  const arrive = () => {
    const target = anchor && document.getElementById(anchor);
    if (!target) return;
    const details = target.closest("details");
    if (details) {
      details.hidden = false;
      details.open = true;
      fill(details);
      target.tabIndex = -1;
    }
    target.focus({ preventScroll: true });
    (details || target).scrollIntoView();
  };
  const recall = () => {
    const hash = location.hash.slice(1);
    const [start, ...rest] = hash.split("&");
    const state = new URLSearchParams(start.includes("=") ? hash : rest.join("&"));
    anchor = start.includes("=") ? "" : decodeURIComponent(start);
    const language = state.get("lang");
    speak(language in texts ? language : first);
    if (form) {
      for (const field of form.elements) field.value = state.get(field.name) ?? field.dataset.usual;
      const [, column, way] = /^(\d+)-(ascending|descending)$/.exec(state.get("sort")) || [];
      if (headers[column]) sort(Number(column), way);
      else if (headers.some((header) => header.hasAttribute("aria-sort"))) sort(0);
      filter();
    }
    arrive();
  };

  for (const button of all("[data-lang]")) {
    button.addEventListener("click", () => {
      speak(button.dataset.lang);
      remember(true);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    anchor = decodeURIComponent(link.getAttribute("href").slice(1));
    remember(true);
    arrive();
  });
  if (form) {
    const years = form.elements.y;
    for (const field of form.elements) field.dataset.usual = field === years ? years.options[1].value : "";
    form.addEventListener("input", (event) => {
      anchor = "";
      filter();
      remember(event.target !== form.elements.q);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const [column, header] of headers.entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const usual = header.dataset.sort === "best" ? "descending" : "ascending";
        const other = usual === "ascending" ? "descending" : "ascending";
        sort(column, header.getAttribute("aria-sort") === usual ? other : usual);
        remember(true);
      });
    }
  }
  addEventListener("popstate", recall);
  recall();

  // Download what is shown: one row per body, with the same column names in every language.
  const facts = ({ row, id, heat }) => {
    const scores = heat ? [...heat.cells].slice(1).map((cell) => Number(cell.textContent)) : [];
    const { k: kind, b: band, y: year } = row.dataset;
    return {
      id: id.slice(0, -year.length - 1),
      name: row.querySelector("a").textContent,
      kind,
      year: Number(year),
      place: parseInt(row.cells[0].textContent) || null,
      total: Number(row.cells[2].textContent),
      band: Number(band),
      scores,
    };
  };
  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const quoted = (cell) => `"${String(cell).replace(/^[=+\-@]/, "'$&").replaceAll('"', '""')}"`;
  for (const button of all("[data-save]")) {
    button.addEventListener("click", () => {
      const bodies = rows.filter(({ row }) => !row.hidden).map(facts);
      if (button.dataset.save === "json") return save("monitor.json", "application/json", JSON.stringify(bodies, null, 2));
      const most = Math.max(0, ...bodies.map(({ scores }) => scores.length));
      const lines = bodies.map(({ scores, ...body }) => [...Object.values(body), ...scores]);
      const head = ["id", "name", "kind", "year", "place", "total", "band", ...Array.from({ length: most }, (_, n) => `c${n + 1}`)];
      save("monitor.csv", "text/csv", [head, ...lines].map((line) => line.map((cell) => (typeof cell === "string" ? quoted(cell) : cell)).join(",") + "\n").join(""));
    });
  }
})();
