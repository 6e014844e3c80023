"use strict";
// Lets a reader choose among the rows of a list, and opens a folded group that has some of them.
// The address may choose first, as in gaps.html?body=JD. Without JavaScript every row is there.
for (const list of document.querySelectorAll("[data-filter]")) {
  const form = list.querySelector("form");
  const rows = [...list.querySelectorAll("tbody tr")];
  const groups = [...list.querySelectorAll(".group")];
  const count = form.querySelector(".count");
  const fits = (row, field) => !field.value || (row.dataset[field.name] || "").split(" ").includes(field.value);
  const show = () => {
    const fields = [...form.querySelectorAll("select")];
    for (const row of rows) row.hidden = !fields.every((field) => fits(row, field));
    const chosen = fields.some((field) => field.value);
    for (const group of groups) {
      const left = group.querySelectorAll("tbody tr:not([hidden])").length;
      const title = group.querySelector("h2");
      group.hidden = !left;
      title.dataset.all ??= title.textContent;
      title.textContent = title.dataset.all.replace(/\d+(?=\)$)/, (all) => (+all === left ? all : `${left}/${all}`));
      if (chosen && group.tagName === "DETAILS") group.open = !group.hidden;
    }
    const shown = rows.filter((row) => !row.hidden);
    const gaps = shown.filter((row) => ["major", "minor", "other"].includes(row.dataset.weight)).length;
    const said = { n: shown.length, total: rows.length, gaps, rest: shown.length - gaps };
    count.textContent = count.dataset.of.replace(/{(\w+)}/g, (_, name) => said[name]);
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.querySelector(`select[name="${CSS.escape(name)}"]`);
    if (field && [...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
