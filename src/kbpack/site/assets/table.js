// A table with all its rows: search, sort, filters, and a download of the rows shown. The table itself is DataTables.
"use strict";

var kbpack = {
  held: [],
  // Rows as their script gives them; a cell that is null is the same as the one before it.
  rows(found) {
    for (const row of found) {
      for (let at = 1; at < row.length; at += 1) if (row[at] === null) row[at] = row[at - 1];
      this.held.push(row);
    }
  },
};

document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("table");
  const config = JSON.parse(box.dataset.config);
  const { columns, filters } = config;
  const most = 500;

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  const progress = make("p", { className: "about-column", role: "status" });
  box.before(progress);

  function load(number) {
    if (number === config.scripts.length) {
      show();
      return;
    }
    if (config.scripts.length > 1) {
      progress.textContent = `Loading all rows: ${kbpack.held.length.toLocaleString("en")} of ${config.height.toLocaleString("en")}`;
    }
    const script = make("script", { src: encodeURI(config.scripts[number]) });
    script.addEventListener("load", () => load(number + 1));
    script.addEventListener("error", () => {
      progress.textContent = `${config.scripts[number]} could not be loaded; the first rows are below.`;
    });
    document.head.append(script);
  }

  const marks = /[&<>"]/;
  const escaped = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const escape = (text) =>
    text
      .replace(unseen, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`)
      .replace(/[&<>"]/g, (c) => escaped[c]);

  // The page and place of a row in its document.
  function address(id) {
    const place = /^(.*):(\d+)-(\d+)(~\d+)?$/s.exec(id);
    if (!place && config.table !== "documents") return "";
    const [, name, start, end] = place || [id, id];
    const part = 1 + (config.starts[name] || []).filter((one) => one <= Number(start)).length;
    const page = encodeURIComponent(config.slugs[name] || name) + (part > 1 ? `.part${part}` : "");
    return `../documents/${page}.html${place ? `#char=${start},${end}` : ""}`;
  }

  // DataTables puts what it shows and what it searches into elements as markup, so both are escaped.
  function cell(first) {
    return (value, kind) => {
      if (kind !== "display") return kind === "filter" && marks.test(value) ? escape(value) : value;
      const link = first && address(value);
      return link ? `<a href="${escape(link)}">${escape(value)}</a>` : escape(value);
    };
  }

  function select(label, options) {
    const list = make("select", {}, make("option", { value: "", textContent: "all" }));
    for (const [value, count] of options) list.append(make("option", { value, textContent: `${value} (${count})` }));
    return [list, make("label", {}, label, list)];
  }

  function counted(at) {
    const counts = new Map();
    for (const row of kbpack.held) if (row[at]) counts.set(row[at], (counts.get(row[at]) || 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, most);
  }

  // A row as the package's own file has it.
  const quoted = (value) => (/[,"\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const line = (cells) => `${cells.slice(0, config.fields.length).map(quoted).join(",")}\n`;

  function show() {
    const grid = make("table", { className: "data" });
    const head = make("tr");
    for (const column of columns) {
      head.append(make("th", { scope: "col", title: column.description, textContent: column.title }));
    }
    grid.append(make("thead", {}, head));
    const frame = make("div", { className: "scroll data" }, grid);
    const form = make("form", { className: "filters" });
    form.addEventListener("submit", (event) => event.preventDefault());
    const search = make("input", { type: "search" });
    form.append(make("label", {}, "Search in all columns", search));
    const equals = [];
    for (const name of ["holder", "type", "status", "document"]) {
      if (!filters[name]) continue;
      const [at, label] = filters[name];
      const [list, labelled] = select(label, counted(at));
      if (list.options.length > 2) {
        list.name = name;
        form.append(labelled);
        equals.push([at, list]);
      }
    }
    let from = null;
    let until = null;
    if (filters.days) {
      const pattern = "\\d{4}(-\\d\\d(-\\d\\d)?)?";
      from = make("input", { name: "from", placeholder: "1992 or 1992-05-08", pattern });
      until = make("input", { name: "until", placeholder: "1994", pattern });
      form.append(make("label", {}, "From", from), make("label", {}, "Until", until));
    }
    const reset = make("button", { type: "reset", textContent: "Show all" });
    const download = make("button", { type: "button", textContent: "Download these rows as CSV" });
    form.append(reset, download);
    box.replaceChildren(form, progress, frame);
    progress.textContent = "";

    const table = new DataTable(grid, {
      data: kbpack.held,
      columns: columns.map(({ at, type }, number) => ({
        data: at,
        type: type === "integer" || type === "number" ? "num" : "string",
        render: cell(number === 0),
        createdCell: (element, value) => value.length > 60 && element.classList.add("long"),
      })),
      order: [],
      pageLength: 50,
      lengthMenu: [25, 50, 100, 500],
      autoWidth: false,
      typeDetect: false,
      layout: { topStart: "info", topEnd: "pageLength", bottomStart: null, bottomEnd: "paging" },
      language: { lengthMenu: "_MENU_ rows a page", info: "_START_ to _END_ of _TOTAL_ rows", infoFiltered: "(of _MAX_)", infoEmpty: "no rows" },
    });
    const scroller = frame.querySelector(".dt-layout-table");
    Object.assign(scroller, { tabIndex: 0, role: "region" });
    scroller.setAttribute("aria-label", document.querySelector("h1").textContent);

    table.search.fixed("filters", (_, row) => {
      for (const [at, list] of equals) if (list.value && row[at] !== list.value) return false;
      if (from && (from.value || until.value)) {
        const [first, last] = filters.days.map((at) => row[at]); // an empty bound lets all pass, "1992" all of its days
        if (!first || first.slice(0, until.value.length) > until.value) return false;
        if (last.slice(0, from.value.length) < from.value) return false;
      }
      return true;
    });
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => table.search(search.value).draw(), 120);
    });
    form.addEventListener("reset", () => setTimeout(() => table.search("").order([]).draw()));
    download.addEventListener("click", () => {
      const rows = table.rows({ search: "applied", order: "applied" }).data().toArray();
      const blob = new Blob([line(config.fields), ...rows.map(line)], { type: "text/csv;charset=utf-8" });
      const link = make("a", { href: URL.createObjectURL(blob), download: `${config.table}.csv` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });

    const tell = (event) => {
      const number = [...head.children].indexOf(event.target.closest("th"));
      if (number >= 0) progress.textContent = `${columns[number].title}: ${columns[number].description}`;
    };
    head.addEventListener("focusin", tell);
    head.addEventListener("mouseover", tell);
    document.body.dataset.ready = "true";
  }

  load(0);
});
