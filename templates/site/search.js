"use strict";
// Finds pages by words, numbers of articles and sections, and ids, as reports/search.py in the program that
// makes the site does. Nothing is fetched: the data is a script of the site (search-<language>.js, which
// site/files/search.py explains), so that it also works from a folder.
const LETTERS = { æ: "ae", ø: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t", ß: "ss", ς: "σ", "\u00a0": " " };
const MOST = 50; // results that are shown at once
const [FORM, NEAR, BEGINS, WITHIN] = [4, 3, 2, 1];
const [RECORD, ABOVE, BELOW] = [400, 300, 200];
const PART = 4;

// The same as language/fold.py.
function fold(text) {
  const small = text.toUpperCase().toLowerCase().replace(/[æøåđŋŧßς\u00a0]/gu, (sign) => LETTERS[sign]);
  return small.normalize("NFD").replace(/\p{Mn}/gu, "");
}

// For each word of some groups, the others of its group.
function others(groups) {
  const found = new Map();
  for (const group of groups) for (const word of group) found.set(word, group.filter((one) => one !== word));
  return found;
}

// The words with the rows that hold them: "start,end,end:rows", where the rows are their distances, to the
// base 36, each followed by its weight, A to Z; no distance is 1.
function indexOf(data) {
  const index = { ...data, ids: data.rows.map((row) => fold(row[1])), forms: new Map(), starts: new Map() };
  index.ends = new Set();
  index.small = new Set(data.small.split(" "));
  for (const name of ["same", "near"]) index[name] = others(data[name]);
  for (const word of data.words.split(";")) {
    const [spelled, held] = word.split(":");
    const [start, ...ends] = spelled.split(",");
    const rows = new Map();
    let row = -1;
    for (const [, distance, weight] of held.matchAll(/([0-9a-z]*)([A-Z])/g)) {
      row += distance ? parseInt(distance, 36) : 1;
      rows.set(row, weight.charCodeAt(0) - 64);
    }
    for (const end of ends) {
      index.forms.set(start + end, rows);
      index.ends.add(end);
    }
    index.starts.set(start, rows);
  }
  const numbered = index.ids.map((id) => /^([a-z].*?-)\d+[a-z]?(?:\..+)?$/.exec(id)).filter(Boolean);
  index.instruments = [...new Set(numbered.map((found) => found[1]))];
  return index;
}

// A record or a part of one by its id, and its parts; otherwise what it would be a part of.
function named(index, name) {
  const rows = new Map();
  index.ids.forEach((id, row) => id.startsWith(`${name}.`) && rows.set(row, BELOW));
  let [above, value] = [name, RECORD];
  while (above && !index.ids.includes(above)) {
    [above, value] = [above.slice(0, Math.max(above.lastIndexOf("."), 0)), ABOVE];
  }
  index.ids.forEach((id, row) => above && id === above && rows.set(row, value));
  return rows;
}

// A measure or a task by its number: 12, or 12.4.
function measure(index, number) {
  const found = /^(\d{1,4})(\..+)?$/.exec(number);
  return found ? named(index, index.letter + found[1].padStart(2, "0") + (found[2] ?? "")) : new Map();
}

// An article or a part of one in every convention.
function article(index, number) {
  return new Map(index.instruments.flatMap((instrument) => [...named(index, instrument + number)]));
}

// The rows that hold a word in any form, what means the same, or a word that it is a part of.
function rowsOf(index, word) {
  const rows = new Map();
  const take = (found, fits) => {
    for (const [row, weight] of found) rows.set(row, Math.max(rows.get(row) ?? 0, weight * fits));
  };
  for (const [fits, means] of [[FORM, index.same], [NEAR, index.near]]) {
    for (const one of means.get(word) ?? []) {
      if (index.ids.includes(one)) for (const [row, value] of named(index, one)) rows.set(row, value);
      else if (index.forms.has(one)) take(index.forms.get(one), fits);
    }
  }
  if (index.forms.has(word)) take(index.forms.get(word), FORM);
  const plain = /^\p{L}+$/u.test(word);
  for (let cut = word.length; plain && !index.forms.has(word) && cut >= PART; cut -= 1) {
    if (!index.starts.has(word.slice(0, cut)) || !index.ends.has(word.slice(cut))) continue;
    take(index.starts.get(word.slice(0, cut)), NEAR);
    break;
  }
  for (const [form, found] of plain && word.length > 1 ? index.forms : []) {
    if (form.startsWith(word)) take(found, BEGINS);
    else if (word.length >= PART && form.includes(word)) take(found, WITHIN);
  }
  return rows.size ? rows : rowsOfBoth(index, word);
}

// The rows that hold both words that an unknown one is made of.
function rowsOfBoth(index, word) {
  for (let cut = PART; cut <= word.length - PART; cut += 1) {
    const [first, last] = [index.forms.get(word.slice(0, cut)), index.forms.get(word.slice(cut))];
    if (!first || !last) continue;
    const both = [...first].filter(([row]) => last.has(row));
    return new Map(both.map(([row, weight]) => [row, weight + last.get(row)]));
  }
  return new Map();
}

// The rows of each thing that is asked for: ids, numbers with what they are of, and words.
function termsOf(index, query) {
  const terms = [];
  const words = [];
  let asked = fold(query).trim();
  for (const part of asked.split(/\s+/u).filter(Boolean)) {
    let rows = named(index, part);
    if (!rows.size && part.startsWith(index.letter)) rows = measure(index, part.slice(index.letter.length));
    if (rows.size) terms.push(new Map([...rowsOf(index, part), ...rows]));
    else words.push(part);
  }
  if (words.length === 1 && words[0] === asked && /^\d+$/.test(asked)) {
    return [new Map([...article(index, asked), ...measure(index, asked)])];
  }
  asked = words.join(" ");
  const found = new RegExp(index.measure).exec(asked);
  if (found) {
    terms.push(measure(index, found[1]));
    asked = asked.replace(found[0], " ");
  }
  for (const one of asked.matchAll(new RegExp(index.article, "g"))) {
    if (!one[1] && !one[3] && !one[4]) continue;
    terms.push(article(index, one.slice(2).filter(Boolean).join(".")));
    asked = asked.replace(one[0], " ");
    break;
  }
  const rest = asked.replace(new RegExp(index.section, "g"), " §$1$2 ");
  for (const [word] of rest.matchAll(/§\d[\d-]*[a-z]?|[\p{L}\p{N}]+/gu)) {
    if (!index.small.has(word)) terms.push(rowsOf(index, word));
  }
  return terms;
}

// The numbers of the rows that fit most of what is asked for, the best first.
function find(index, query) {
  const value = new Map();
  const times = new Map();
  for (const rows of termsOf(index, query)) {
    for (const [row, fits] of rows) {
      value.set(row, (value.get(row) ?? 0) + fits);
      times.set(row, (times.get(row) ?? 0) + 1);
    }
  }
  const most = Math.max(...times.values());
  const found = [...times.keys()].filter((row) => times.get(row) === most);
  return found.sort((a, b) => value.get(b) - value.get(a) || a - b);
}

// A text put into an element as text and never as HTML, with its language if that is not the page's.
function tell(element, said, languages) {
  const [text, lang] = Array.isArray(said) ? said : [said, ""];
  if (lang) element.lang = lang;
  element.append(lang ? `${text} ${languages[lang] ?? ""}` : text);
}

function shown(data, [kind, id, title, address, text]) {
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  link.href = address === "" ? `${id}.html` : address.endsWith("#") ? address + id : address;
  const kicker = link.appendChild(document.createElement("span"));
  kicker.className = "kicker";
  kicker.append(data.kinds[kind]);
  link.append(" ");
  tell(link.appendChild(document.createElement("span")), title, data.languages);
  if (text) {
    const note = item.appendChild(document.createElement("span"));
    note.className = "note";
    tell(note, text, data.languages);
  }
  return item;
}

function start(data) {
  const form = document.getElementById("finder");
  const [input, found, list, more] = ["find", "found", "hits", "more"].map((id) => document.getElementById(id));
  const words = form.dataset;
  let index = null;
  let waiting = 0;

  const show = () => {
    const query = input.value.trim();
    index = index || indexOf(data);
    const items = find(index, query).map((row) => data.rows[row]);
    list.replaceChildren(...items.slice(0, MOST).map((row) => shown(data, row)));
    found.textContent = !query ? "" : items.length ? words.results.replace("{n}", items.length) : words.none;
    more.hidden = items.length <= MOST;
    more.textContent = words.more.replace("{n}", items.length);
    more.onclick = () => {
      list.append(...items.slice(MOST).map((row) => shown(data, row)));
      more.hidden = true;
      list.children[MOST].querySelector("a").focus();
    };
    const address = query ? `?q=${encodeURIComponent(query)}` : location.pathname;
    try {
      history.replaceState(null, "", address);
    } catch {
      // A browser may refuse it for a file; the search works all the same.
    }
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show();
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200); // what is announced does not change with every letter
  });
  const given = new URLSearchParams(location.search).get("q");
  if (given) {
    input.value = given;
    show();
  }
}

if (typeof document !== "undefined" && window.mhSearch) start(window.mhSearch);
