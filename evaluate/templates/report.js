"use strict";
// Sort a table by a column: numbers by data-sort, names by what they say. Without script the tables stand as they are.
for (const table of document.querySelectorAll("table.sortable")) {
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const order = head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const compare = (a, b) => (Number.isNaN(Number(key(a))) ? key(a).localeCompare(key(b)) : key(a) - key(b));
      const rows = [...table.tBodies[0].rows].sort((a, b) => (order === "ascending" ? compare(a, b) : compare(b, a)));
      table.tBodies[0].append(...rows);
    });
  });
}
// A link to an outlet opens its box.
const open = () => { const box = document.getElementById(location.hash.slice(1)); if (box && box.tagName === "DETAILS") box.open = true; };
addEventListener("hashchange", open);
open();
