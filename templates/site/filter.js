"use strict";
// Lets a reader choose among the rows of a list, and opens a folded group that has some of them.
// Without JavaScript every row is there.
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
      group.hidden = !group.querySelector("tbody tr:not([hidden])");
      if (chosen && group.tagName === "DETAILS") group.open = !group.hidden;
    }
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = count.dataset.of.replace("{n}", shown).replace("{total}", rows.length);
  };
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
