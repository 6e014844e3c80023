"use strict";
// Lets a reader choose among the rows of a list, and opens a folded group that has some of them. The headline and every
// number then count what is chosen. The address may choose first, as in gaps.html?body=JD, or lead to a folded group,
// as in gaps.html#in_hand. Without JavaScript every row is there. On a phone, what an answer rests on is folded.
const basis = document.querySelector(".basis");
if (basis) {
  const narrow = matchMedia("(max-width: 44rem)");
  const fold = () => (basis.open = !narrow.matches);
  fold();
  narrow.addEventListener("change", fold);
  addEventListener("beforeprint", () => (basis.open = true));
}
for (const list of document.querySelectorAll("[data-filter]")) {
  const form = list.querySelector("form");
  const rows = [...list.querySelectorAll("tbody tr")];
  const groups = [...list.querySelectorAll(".group")];
  const count = list.querySelector(".count");
  const lead = document.querySelector(".head .lead");
  const fields = [...form.querySelectorAll("select")];
  const fits = (row, field) => !field.value || (row.dataset[field.name] || "").split(" ").includes(field.value);
  const told = (words, given) => words.replace(/{(\w+)}/g, (_, name) => given[name]);
  // A row may be about several requirements.
  const counted = (some) => [...some].reduce((n, row) => n + +(row.dataset.n || 1), 0);
  // A number in a text becomes "3 of 10" where only some of what it counts are chosen.
  const number = (place, pattern, n) => {
    place.dataset.all ??= place.textContent;
    place.textContent = place.dataset.all.replace(pattern, (total) => (+total === n ? total : told(list.dataset.share, { n, total })));
  };
  const show = () => {
    for (const row of rows) row.hidden = !fields.every((field) => fits(row, field));
    const chosen = fields.filter((field) => field.value).map((field) => field.selectedOptions[0].textContent);
    const left = { rest: 0 };
    let gaps = 0;
    let total = 0;
    for (const group of groups) {
      const folded = group.tagName === "DETAILS";
      const n = counted(group.querySelectorAll("tbody tr:not([hidden])"));
      left[group.id] = n;
      if (folded) left.rest += group.id === "in_hand" ? 0 : n;
      else {
        gaps += n;
        total += counted(group.querySelectorAll("tbody tr"));
      }
      group.hidden = !n;
      number(group.querySelector("h2, h3"), /\d+(?=\)$)/, n);
      if (chosen.length && folded) group.open = n > 0;
    }
    for (const sum of list.querySelectorAll(".sums li > a")) number(sum.querySelector("b"), /\d+/, left[sum.hash.slice(1)]);
    const rest = list.querySelector("h2.rest");
    if (rest) number(rest, /\d+(?=\)$)/, left.rest);
    lead.hidden = chosen.length > 0;
    if (basis) basis.hidden = lead.hidden;
    count.textContent = chosen.length ? told(count.dataset.of, { chosen: chosen.join(", "), n: gaps, total }) : "";
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.querySelector(`select[name="${CSS.escape(name)}"]`);
    if (field && [...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
  const open = () => {
    const group = groups.find((one) => location.hash === `#${one.id}`);
    if (group && group.tagName === "DETAILS") group.open = true;
  };
  addEventListener("hashchange", open);
  open();
}
