"use strict";
// Without script all tables and sentences stand as they are; this sorts, filters and opens what is behind a number.
const $ = (id) => document.getElementById(id);
const make = (tag, text = "", traits = {}) => { const e = document.createElement(tag); e.textContent = text; for (const [k, v] of Object.entries(traits)) e.setAttribute(k, v); return e; };

// Sort a table by a column: numbers by data-sort, names by what they say.
for (const table of document.querySelectorAll("table.sortable")) {
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = make("button", "", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const compare = (a, b) => (Number.isNaN(Number(key(a))) || Number.isNaN(Number(key(b))) ? key(a).localeCompare(key(b)) : key(a) - key(b));
      const rows = [...table.tBodies[0].rows].sort((a, b) => (order === "ascending" ? compare(a, b) : compare(b, a)));
      table.tBodies[0].append(...rows);
    });
  });
}

// Filter the outlets by name and label.
const find = () => {
  const rows = [...$("outlet-table").tBodies[0].rows], wanted = $("find-outlet").value.trim().toLowerCase(), label = $("find-label").value;
  for (const row of rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted) || (label !== "" && row.cells[1].textContent.trim() !== label);
  $("found").textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} outlets`;
};
document.querySelector(".filter").hidden = false;
$("find-outlet").addEventListener("input", find);
$("find-label").addEventListener("change", find);

// The concordance. A line is outlet, article, start, end, a code for each field, and the words before, at and behind.
const STEP = 100, TITLES = { referent: "actor", pole: "pole", voice: "voice", wording: "wording", cue_class: "cue class", manner: "manner", side: "side of source", type: "kind of source", year: "year" };
let pool, most, fixed, sampled;
const read = () => {
  if (pool) return;
  pool = JSON.parse($("mentions").textContent);
  sampled = new Map([...document.querySelectorAll("template[data-article]")].map((t) => [`${t.dataset.new}\t${t.dataset.article}`, t.id.slice(8)]));
  const fields = [["outlet", "outlet"], ...pool.fields.map((f) => [f, TITLES[f]])];
  for (const [field, title] of fields) {
    const label = make("label", title), select = make("select", "", { id: `filter-${field}` });
    select.append(make("option", "any", { value: "" }));
    const place = pool.fields.indexOf(field) + 4;
    const values = field === "outlet" ? pool.outlets.map((name, i) => [String(i), pool.new.includes(i) ? `${name} (new)` : name]) : [...new Set(pool.lines.map((l) => l[place]))].map((s) => pool.strings[s]).filter((s) => s).map((s) => [s, say(s)]);
    for (const [value, text] of values.sort((a, b) => a[1].localeCompare(b[1]))) select.append(make("option", text, { value }));
    select.addEventListener("change", () => { fixed = null; most = STEP; show(); });
    label.append(select);
    $("filters").append(label);
  }
};
const say = (code) => pool.plain[code] ?? code;
const matching = () => {
  if (fixed) return fixed.map((i) => pool.lines[i]);
  const outlet = $("filter-outlet").value, wanted = pool.fields.map((f, i) => [i + 4, $(`filter-${f}`).value]).filter(([, v]) => v !== "");
  const found = pool.lines.filter((l) => (outlet === "" || l[0] === Number(outlet)) && wanted.every(([i, v]) => pool.strings[l[i]] === v));
  return found.sort((a, b) => (whole(a) === undefined) - (whole(b) === undefined));  // those that open whole come first
};
const whole = (line) => sampled.get(`${pool.new.includes(line[0]) ? 1 : ""}\t${pool.strings[line[1]]}`);
const show = () => {
  const lines = matching(), body = $("lines").tBodies[0];
  body.replaceChildren(...lines.slice(0, most).map(row));
  $("concordance-found").textContent = fixed ? `${lines.length} mentions drawn for this number; choose a filter to leave them` : (lines.length ? `${lines.length} sampled mentions` : "No sampled mention: an absence has no words, and what is rare may not have been drawn") + (lines.length > most ? `, ${most} shown` : "");
  $("more").hidden = lines.length <= most;
};
const row = (line) => {
  const n = pool.fields.length + 4, [before, words, after] = line.slice(n), tr = make("tr"), article = pool.strings[line[1]];
  const cell = (text, name, traits) => { const td = make("td", "", { class: name, lang: "ar", dir: "rtl" }); td.append(make(traits ?? "bdi", text, { dir: "rtl" })); return td; };
  const where = make("td", "", { class: "where", dir: "ltr" }), number = whole(line);
  where.append(make("bdi", pool.outlets[line[0]], { class: "name" }), " ");
  if (number === undefined) where.append(make("bdi", article, { class: "name" }));
  else { const b = make("button", article, { type: "button", class: "open", "data-article": number, "aria-label": `open article ${article}` }); where.append(b); }
  where.append(` ${line[2]}–${line[3]}`);
  const codes = pool.fields.map((f, i) => [f, pool.strings[line[i + 4]]]).filter(([f, c]) => c && f !== "wording" && f !== "manner").map(([, c]) => say(c));
  tr.append(cell(before, "before"), cell(words, "keyword", "mark"), cell(after, "after"), where, make("td", codes.join(", "), { class: "what", dir: "ltr" }));
  return tr;
};
const open = (element) => {
  read();
  const asked = new URLSearchParams(element.dataset.q);
  fixed = asked.has("at") ? asked.get("at").split(",").map(Number) : null;
  most = STEP;
  for (const field of ["outlet", ...pool.fields]) $(`filter-${field}`).value = asked.get(field) ?? "";
  $("concordance-title").textContent = element.closest("svg") || !element.textContent.trim() ? "Mentions" : `Mentions behind: ${element.textContent.trim()}`;
  $("concordance-n").textContent = element.dataset.n ? `Counted over n = ${element.dataset.n}.` : "";
  $("concordance-at").textContent = element.dataset.at ? `Place in report.json: ${element.dataset.at}` : "";
  show();
  $("concordance").showModal();
};
const article = (number) => {
  $("reader-text").replaceChildren($(`article-${number}`).content.cloneNode(true));
  $("reader").showModal();
};
addEventListener("click", (event) => {
  const behind = event.target.closest("[data-q]"), opener = event.target.closest("button.open");
  if (behind) open(behind);
  else if (opener) article(opener.dataset.article);
  else if (event.target.tagName === "DIALOG") event.target.close();
});
$("more").addEventListener("click", () => { most += STEP; show(); });

// A link to an outlet opens its box.
const unfold = () => { const box = $(location.hash.slice(1)); if (box && box.tagName === "DETAILS") box.open = true; };
addEventListener("hashchange", unfold);
unfold();
