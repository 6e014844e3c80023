"use strict";
// Lets a reader choose among the rows of a list, and opens a folded group that has some of them. The headline and every
// number then count what is chosen. The address may choose first, as in gaps.html?body=JD, or lead to a folded group,
// as in gaps.html#in_hand. Without JavaScript every row is there. On a phone, what an answer rests on is folded.
const basis = document.querySelector(".basis");
if (basis) {
  const narrow = matchMedia("(max-width: 44rem)");
  const fold = () => (basis.open = !narrow.matches);
  const more = basis.querySelectorAll("details");
  fold();
  narrow.addEventListener("change", fold);
  addEventListener("beforeprint", () => [basis, ...more].forEach((one) => (one.open = true)));
}
for (const list of document.querySelectorAll("[data-filter]")) {
  const form = list.querySelector("form");
  const rows = [...list.querySelectorAll("tbody tr")];
  const groups = [...list.querySelectorAll(".group")];
  const count = list.querySelector(".count");
  const sums = [...list.querySelectorAll(".sums > li > a")];
  // The groups whose number stands first of all, and those of them that are gaps in what is required or asked for.
  const numbered = new Set(sums.map((sum) => sum.hash.slice(1)));
  const required = new Set([...list.querySelectorAll(".required .sums > li > a")].map((sum) => sum.hash.slice(1)));
  const lead = document.querySelector(".head .lead");
  const fields = [...form.querySelectorAll("select")];
  // A row holds for each field, in their order, the numbers of the choices that fit it.
  const fits = (row, field, place) => !field.value || row.dataset.fits.split(";")[place].split(",").includes(`${field.selectedIndex}`);
  const told = (words, given) => words.replace(/{(\w+)}/g, (_, name) => given[name]);
  // A row may be about several requirements.
  const counted = (some) => [...some].reduce((n, row) => n + +(row.dataset.n || 1), 0);
  const written = (n) => n.toLocaleString(document.documentElement.lang);
  // The number that ends a text, in brackets or not, becomes "3 of 10" where only some of what it counts are chosen.
  const number = (place, some) => {
    const n = counted(some);
    place.dataset.all ??= place.textContent;
    place.textContent = place.dataset.all.replace(/\d+(?:[\s.,]\d{3})*(?=\)?$)/, (total) =>
      +total.replace(/\D/g, "") === n ? total : told(list.dataset.share, { n: written(n), total }),
    );
  };
  const show = () => {
    for (const row of rows) row.hidden = !fields.every((field, place) => fits(row, field, place));
    const chosen = fields.filter((field) => field.value).map((field) => field.selectedOptions[0].textContent);
    const left = { rest: [] };
    let gaps = 0;
    let total = 0;
    for (const group of groups) {
      const folded = group.tagName === "DETAILS";
      const some = [...group.querySelectorAll("tbody tr:not([hidden])")];
      left[group.id] = some;
      if (!numbered.has(group.id)) left.rest.push(...some);
      if (required.has(group.id)) {
        gaps += counted(some);
        total += counted(group.querySelectorAll("tbody tr"));
      }
      group.hidden = !some.length;
      number(group.querySelector("h2, h3"), some);
      if (chosen.length && folded) group.open = some.length > 0;
    }
    for (const sum of sums) number(sum.querySelector("b"), left[sum.hash.slice(1)]);
    const rest = list.querySelector("h2.rest");
    if (rest) number(rest, left.rest);
    lead.hidden = chosen.length > 0;
    for (const one of [basis, ...list.querySelectorAll(".names")]) if (one) one.hidden = lead.hidden;
    count.textContent = chosen.length ? told(count.dataset.of, { chosen: chosen.join(", "), n: written(gaps), total: written(total) }) : "";
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
