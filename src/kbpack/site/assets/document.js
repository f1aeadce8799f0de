// A document and its rows: choosing words shows the rows that hold them, choosing a row or a cell shows its words.
"use strict";

var kbpack = {
  describe(schema) {
    this.schema = schema;
  },
  document(id, part, stretches, rules, rows, findings) {
    this.found = { id, part, stretches, rules, rows, findings };
  },
};

document.addEventListener("DOMContentLoaded", () => {
  const { id, part, stretches, rules, rows, findings } = kbpack.found;
  const [from] = stretches[part];
  const schema = kbpack.schema;
  const sheet = document.getElementById("text");
  const panel = document.getElementById("panel");
  const points = Array.from(sheet.textContent);
  const segments = [];
  let place = from;
  for (const element of sheet.querySelectorAll(":scope > span")) {
    const length = Array.from(element.textContent).length;
    segments.push({ element, start: place, end: place + length });
    place += length;
  }
  const byElement = new Map(segments.map((segment) => [segment.element, segment]));
  const listed = new Map();
  for (const link of document.querySelectorAll(".rows a")) {
    const key = link.hash.slice(6);
    listed.set(key, [...(listed.get(key) || []), link]);
  }
  const spans = [...new Set(rows.map((row) => `${row[2]},${row[3]}`))];
  let chosen = -1;

  const words = (start, end) => points.slice(start - from, end - from).join("");

  function make(name, text, properties = {}) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return Object.assign(element, properties);
  }

  function link(start, end, text) {
    const element = make("a", undefined, { href: `#char=${start},${end}` });
    element.append(make("bdi", visible(text)));
    return element;
  }

  // The names of characters that are not seen, as in the text itself.
  const unseen = new Map(
    [...sheet.querySelectorAll(".unseen")].map((element) => [element.textContent, element.dataset.name]),
  );
  function visible(text) {
    return unseen.size ? Array.from(text, (c) => (unseen.has(c) ? `[${unseen.get(c)}]` : c)).join("") : text;
  }

  function cellsOf([table, , start, end, , , cells]) {
    const { fields } = schema[table];
    const found = cells.map(([field, value, first, last, rule]) => ({
      field: fields[field],
      value: value === null ? words(first, last) : value,
      first,
      last,
      rule: first === undefined ? "" : rules[rule],
    }));
    const here = { document_id: id, char_start: String(start), char_end: String(end) };
    const own = fields.filter((field) => field.name in here).map((field) => ({ field, value: here[field.name] }));
    return [...found, ...own].sort((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field));
  }

  // One row: its words, who holds it, and each cell with its words, its rule and its checks.
  function card(row, open) {
    const [table, rowId, start, end, holder] = row;
    const box = make("details", undefined, { className: "card", open });
    const title = make("summary");
    title.append(make("strong", schema[table].one), " ", make("bdi", visible(shortened(words(start, end)))));
    box.append(title);
    if (holder) box.append(make("p", `according to ${visible(holder)}`, { className: "holder" }));
    const quote = make("blockquote");
    quote.append(make("bdi", visible(words(start, end))));
    box.append(quote);
    const permalink = make("p", undefined, { className: "permalink" });
    permalink.append("Link to this row: ", link(start, end, rowId));
    box.append(permalink);
    for (const [kind, message, address] of findings[rowId] || []) {
      const told = make("p", undefined, { className: "found" });
      told.append(make("a", `Finding: ${kind}`, { href: `../${address}` }), ` ${visible(message)}`);
      box.append(told);
    }
    const grid = make("table");
    const head = make("tr");
    for (const name of ["Cell", "Value, and the words that it was read from", "Checks"]) {
      head.append(make("th", name, { scope: "col" }));
    }
    grid.append(make("caption", "Its cells", { className: "hidden" }), make("thead"), make("tbody"));
    grid.tHead.append(head);
    for (const { field, value, first, last, rule } of cellsOf(row)) {
      const line = make("tr");
      const cell = make("td");
      const other = value.startsWith(`${id}:`) && /^(\d+)-(\d+)(~\d+)?$/.exec(value.slice(id.length + 1));
      cell.append(other ? link(other[1], other[2], value) : make("bdi", visible(value)));
      const source = make("small");
      if (rule) {
        source.append("from “", link(first, last, shortened(words(first, last), 60)), `” by the rule ${rule}`);
        cell.append(source);
      }
      const checks = [...field.checks];
      if (rule) checks.push("the words are in the document at their offsets", "reading them again gives the value");
      const list = make("ul", undefined, { className: "checks" });
      for (const check of checks) list.append(make("li", check));
      const proof = make("td");
      const proofs = make("details");
      proofs.append(make("summary", `✓ ${checks.length}`, { title: `${checks.length} checks passed` }), list);
      proof.append(proofs);
      line.append(make("th", field.title, { scope: "row", title: `${field.name}: ${field.description}` }), cell, proof);
      grid.tBodies[0].append(line);
    }
    box.append(grid);
    const rulesOf = make("details", undefined, { className: "rules" });
    rulesOf.append(make("summary", "Rules that the whole row passed"));
    const list = make("ul", undefined, { className: "checks" });
    for (const rule of schema[table].rules) list.append(make("li", rule));
    rulesOf.append(list);
    box.append(rulesOf);
    return box;
  }

  function shortened(text, most = 80) {
    const line = text.replace(/\s+/g, " ").trim();
    const all = Array.from(line);
    return all.length > most ? `${all.slice(0, most - 1).join("")}…` : line;
  }

  // Show the rows of a span: those that are this span first, then those that have a cell of it, then what holds it.
  function choose(start, end, { scroll = true } = {}) {
    const has = (row) => row[6].some((cell) => cell[2] === start && cell[3] === end);
    const own = rows.filter((row) => row[2] === start && row[3] === end);
    const near = rows.filter((row) => !own.includes(row) && has(row));
    const around = rows
      .filter((row) => !own.includes(row) && !near.includes(row) && row[2] <= start && row[3] >= end)
      .reverse();
    chosen = spans.indexOf(`${start},${end}`);
    let first = null;
    for (const segment of segments) {
      const within = segment.start >= start && segment.end <= end && segment.start < segment.end;
      segment.element.classList.toggle("chosen", within);
      if (within && first === null) first = segment.element;
    }
    for (const links of listed.values()) for (const one of links) one.removeAttribute("aria-current");
    for (const one of listed.get(`${start},${end}`) || []) one.setAttribute("aria-current", "true");
    const close = make("button", "Close", { type: "button", className: "close" });
    close.addEventListener("click", () => clear());
    const all = [...own, ...near, ...around];
    const heading = make("h2", all.length ? `${all.length} ${all.length === 1 ? "row" : "rows"} here` : "No row here");
    panel.replaceChildren(close, heading, ...all.map((row, number) => card(row, number === 0)));
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("has-panel");
    if (scroll && first) first.scrollIntoView({ block: "center" });
  }

  function clear() {
    panel.hidden = true;
    document.body.classList.remove("has-panel");
    for (const element of sheet.querySelectorAll(".chosen")) element.classList.remove("chosen");
    chosen = -1;
    history.replaceState(null, "", location.pathname + location.search);
    sheet.focus({ preventScroll: true });
  }

  function goTo(start, end, options) {
    history.replaceState(null, "", `#char=${start},${end}`);
    choose(start, end, options);
  }

  // The place that the address names; on another page of the document, go there.
  function follow() {
    const match = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
    if (!match) return;
    const [start, end] = match.slice(1).map(Number);
    const number = stretches.findIndex(([first, last]) => start >= first && start < last);
    if (number >= 0 && number !== part) location.replace(stretches[number][2] + location.hash);
    else choose(start, end);
  }

  sheet.addEventListener("click", (event) => {
    if (String(getSelection())) return;
    const element = event.target.closest("#text > span");
    const segment = byElement.get(element);
    if (!segment) return;
    const holding = rows.filter((row) => row[2] <= segment.start && row[3] >= segment.end);
    const row = holding.sort((one, other) => one[3] - one[2] - (other[3] - other[2]))[0];
    if (row) goTo(row[2], row[3], { scroll: false });
  });

  sheet.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && spans.length) {
      event.preventDefault();
      const next = chosen < 0 && step < 0 ? spans.length - 1 : (chosen + step + spans.length) % spans.length;
      goTo(...spans[next].split(",").map(Number));
    } else if (event.key === "Enter" && !panel.hidden) {
      event.preventDefault();
      panel.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) clear();
  });

  // Choosing the row that the address names already shows it again.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest('a[href^="#char="]');
    if (anchor && anchor.hash === location.hash) follow();
  });

  sheet.tabIndex = 0;
  sheet.setAttribute("role", "region");
  sheet.setAttribute("aria-label", "The text; right and left arrow go from row to row, Enter to what is shown of it");
  addEventListener("hashchange", follow);
  follow();
});
