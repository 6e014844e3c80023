"use strict";
// Lets a reader choose among the rows of a table. Without JavaScript every row is shown.
for (const list of document.querySelectorAll("[data-filter]")) {
  const form = list.querySelector("form");
  const rows = [...list.querySelectorAll("tbody tr")];
  const count = form.querySelector(".count");
  const fits = (row, field) => !field.value || (row.dataset[field.name] || "").split(" ").includes(field.value);
  const show = () => {
    const fields = [...form.querySelectorAll("select")];
    for (const row of rows) row.hidden = !fields.every((field) => fits(row, field));
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = count.dataset.of.replace("{n}", shown).replace("{total}", rows.length);
  };
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
