"use strict";
// Finds pages by words, numbers of articles and sections, and ids, as reports/search.py in the program that
// makes the site does. Nothing is fetched: the data is a script of the site (search-<language>.js, which
// site/files/search.py explains), so that it also works from a folder.
const LETTERS = { æ: "ae", ø: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t", ß: "ss", ς: "σ", "\u00a0": " " };
const MOST = 50; // results that are shown at once
const [FORM, NEAR, BEGINS, WITHIN] = [4, 3, 2, 1];
const [RECORD, BELOW, ABOVE, NAMED] = [400, 300, 200, 104];
const [BEGINNING, PART, KNOWN, LONG] = [2, 4, 5, 8];
const [ASKED, SUBSTANCE, LATER] = [3, 2, 1];
const WHOLE = 8;
const WORSE = 3;
const WORD = /§\d[\d-]*[a-z]?|[\p{L}\p{N}]+/gu;
const letters = (word) => /^\p{L}+$/u.test(word);

// The same as fold in language/stems.py.
function fold(text) {
  const small = text.toUpperCase().toLowerCase().replace(/[æøåđŋŧßς\u00a0]/gu, (sign) => LETTERS[sign]);
  return small.normalize("NFD").replace(/\p{Mn}/gu, "");
}

// The words with the rows that hold them: "form,form:rows", where the rows are their distances, each
// followed by its weight, A to Z; no distance is 1.
function indexOf(data) {
  const index = { ...data, ids: data.rows.map((row) => fold(row[1])), forms: new Map() };
  index.small = new Set(data.small.split(" "));
  index.referred = new Map(Object.entries(data.referred).map(([said, id]) => [said, index.ids.indexOf(fold(id))]));
  for (const word of data.words.split(";")) {
    const [spelled, held] = word.split(":");
    const several = spelled.split(",");
    const rows = new Map();
    let row = -1;
    for (const [, distance, weight] of held.matchAll(/(\d*)([A-Z])/g)) {
      row += Number(distance || 1);
      rows.set(row, weight.charCodeAt(0) - 64);
    }
    for (const form of several) index.forms.set(form, { first: several[0], rows });
  }
  const forms = [...index.forms.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  index.roots = new Map(forms.map((form) => [rootOf(index, form), index.forms.get(form).first]));
  index.near = new Map();
  for (const [fits, groups] of [[NEAR, data.near], [FORM, data.same]]) {
    for (const words of groups.map((group) => group.map((word) => formOf(index, word)))) {
      for (const word of words) {
        index.near.set(word, new Map([...(index.near.get(word) ?? []), ...words.map((one) => [one, fits])]));
      }
    }
  }
  const articles = index.ids.filter((_id, row) => data.phrases[data.rows[row][0]] === "site.kind.article");
  index.instruments = [...new Set(articles.map((id) => id.slice(0, id.lastIndexOf("-") + 1)))];
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

// All rows that were found, each as the best of what it fits.
function best(found) {
  const rows = new Map();
  for (const [several, fits] of found) {
    for (const [row, weight] of several) rows.set(row, Math.max(rows.get(row) ?? 0, weight * fits));
  }
  return rows;
}

// What is common to a word and those that are derived from it or as it is.
function rootOf(index, word) {
  return word.replace(new RegExp(index.patterns.derived), "");
}

// The first of the forms of a word; of an unknown one, of a word with the same root.
function formOf(index, word) {
  return index.forms.get(word)?.first ?? index.roots.get(rootOf(index, word)) ?? word;
}

// The kinds that a word asks for, in whatever form.
function kindsOf(index, word) {
  const asked = formOf(index, word);
  return Object.keys(index.meant).filter((kind) => index.meant[kind].some((one) => formOf(index, one) === asked));
}

// The rows of a word; of an unknown one, those of the words that are spelled almost like it too.
function rowsOf(index, word) {
  const isKnown = index.forms.has(word) || index.near.has(formOf(index, word));
  const words = isKnown ? [word] : [word, ...alike(index, word)];
  return best(words.map((one) => [known(index, one), 1]));
}

// The rows that hold a word in any form, what means the same, or a word that it is a part of.
function known(index, word) {
  const first = formOf(index, word);
  const fits = index.forms.has(word) ? FORM : NEAR;
  const meant = new Map([...(index.near.get(first) ?? []), [first, fits]]);
  const found = [...meant].filter(([one]) => index.forms.has(one));
  const rows = found.map(([one, value]) => [index.forms.get(one).rows, value]);
  const root = rootOf(index, word);
  const least = index.forms.has(word) ? KNOWN : BEGINNING;
  for (const [form, one] of word.length >= least && letters(word) ? index.forms : []) {
    if (form.startsWith(root)) rows.push([one.rows, BEGINS]);
    else if (word.length >= PART && form.includes(word)) rows.push([one.rows, WITHIN]);
  }
  return rows.length ? best(rows) : rowsOfBoth(index, word);
}

// The rows that hold either word that an unknown one is made of, the more for both.
function rowsOfBoth(index, word) {
  for (let cut = PART; cut <= word.length - PART; cut += 1) {
    const [first, last] = [index.forms.get(word.slice(0, cut)), index.forms.get(word.slice(cut))];
    if (!first || !last) continue;
    const rows = new Map(first.rows);
    for (const [row, weight] of last.rows) rows.set(row, (rows.get(row) ?? 0) + weight);
    return rows;
  }
  return new Map();
}

// The known words that are spelled almost like one: without a letter or two they are the same. None is
// like a number, or a word with one in it: another number is no typing error.
function alike(index, word) {
  const most = letters(word) ? (word.length >= PART) + (word.length >= LONG) : 0;
  for (let letters = 1; letters <= most; letters += 1) {
    const left = without(word, letters);
    const known = [...new Set([...index.forms.keys(), ...index.near.keys()])].filter(
      (one) => one[0] === word[0] && Math.abs(one.length - word.length) <= letters,
    );
    const found = known.filter((one) => [...without(one, letters)].some((part) => left.has(part)));
    if (found.length) return found.sort();
  }
  return [];
}

// What a word is without any so many letters, or fewer.
function without(word, letters) {
  const found = new Set([word]);
  for (let times = 0; times < letters; times += 1) {
    for (const one of [...found]) {
      for (let at = 0; at < one.length; at += 1) found.add(one.slice(0, at) + one.slice(at + 1));
    }
  }
  return found;
}

// What is asked for and found nowhere, as it was typed, with known words that are spelled almost so.
function lostOf(index, query) {
  if (index.referred.has(query.trim())) return {};
  const typed = new Map((query.match(WORD) ?? []).map((word) => [fold(word), word]));
  const [terms, words] = termsOf(index, query);
  const lost = terms.filter(([said, rows]) => !(words.includes(said) ? known(index, said) : rows).size);
  return Object.fromEntries(lost.map(([said]) => [typed.get(said) ?? said, alike(index, said)]));
}

// The words of a folded text without the small ones; a section of an act is one word.
function wordsOf(index, text) {
  const spelled = text.replace(new RegExp(index.patterns.section, "g"), " $1 §$2$3 ");
  const found = spelled.match(WORD) ?? [];
  return found.filter((word) => !index.small.has(word));
}

// Each thing that is asked for (ids, numbers and words) with its rows, and the words among them.
function termsOf(index, query) {
  const instead = Object.entries(index.instead);
  const given = instead.reduce((asked, [said, meant]) => asked.replace(new RegExp(said, "g"), meant), fold(query).trim());
  if (/^\d+$/.test(given)) {
    const rows = [rowsOf(index, given), rowsOf(index, `§${given}`), article(index, given), measure(index, given)];
    return [[[given, new Map(rows.flatMap((found) => [...found]))]], []];
  }
  const terms = [];
  const others = [];
  for (const part of given.split(/\s+/u).filter(Boolean)) {
    let rows = named(index, part);
    if (!rows.size && part.startsWith(index.letter)) rows = measure(index, part.slice(index.letter.length));
    if (letters(part) && part !== given) rows = new Map([...rows.keys()].map((row) => [row, NAMED]));
    if (rows.size) terms.push([part, new Map([...rowsOf(index, part), ...rows])]);
    else others.push(part);
  }
  let asked = others.join(" ");
  for (const [said, , number, letter] of asked.matchAll(new RegExp(index.patterns.section, "g"))) {
    const rows = known(index, `§${number}${letter ?? ""}`);
    terms.push([said, rows.size ? rows : known(index, `§${number}`)]);
  }
  asked = asked.replace(new RegExp(index.patterns.section, "g"), " $1 ");
  const chapter = (_index, number) => known(index, `§${number}-`); // where sections are numbered by chapter
  for (const [pattern, rowsFor] of [[index.patterns.chapter, chapter], [index.patterns.measure, measure]]) {
    const found = new RegExp(pattern).exec(asked);
    if (!found) continue;
    terms.push([found[0], rowsFor(index, found[1])]);
    asked = asked.replace(found[0], " ");
  }
  for (const one of asked.matchAll(new RegExp(index.patterns.article, "g"))) {
    if (!one[1] && !one[3] && !one[4]) continue;
    const other = new RegExp(index.patterns.elsewhere).exec(asked);
    const kinds = other ? [...known(index, other[0]).keys()].map((row) => index.phrases[index.rows[row][0]]) : [];
    const here = !other || kinds.includes("fact.instrument");
    terms.push([one[0], here ? article(index, one.slice(2).filter(Boolean).join(".")) : new Map()]);
    asked = asked.replace(one[0], " ");
    break;
  }
  const words = wordsOf(index, asked);
  const sought = words.filter((word) => !kindsOf(index, word).length);
  return [[...terms, ...(sought.length ? sought : words).map((word) => [word, rowsOf(index, word)])], words];
}

// The words that a row is called by, without what it is a part of.
function calledBy(index, row) {
  const title = [index.rows[row][2]].flat()[0];
  return wordsOf(index, fold(title.slice(title.lastIndexOf(": ") + 1)));
}

// The numbers of the rows that fit what is asked for, the best first.
function find(index, query) {
  const value = new Map();
  const times = new Map();
  const [terms, words] = termsOf(index, query);
  for (const [, rows] of terms) {
    const rare = Math.max(32 - Math.clz32(index.rows.length / Math.max(rows.size, 1)), 1);
    for (const [row, fits] of rows) {
      value.set(row, (value.get(row) ?? 0) + fits * rare * rare);
      times.set(row, (times.get(row) ?? 0) + 1);
    }
  }
  const forms = (some) => [...new Set(some.map((word) => formOf(index, word)))].sort();
  const asked = forms(terms.map(([term]) => term));
  const kinds = new Set(words.flatMap((word) => kindsOf(index, word)));
  for (const [row, fits] of value) {
    const kind = index.phrases[index.rows[row][0]];
    const counts = kinds.has(kind) ? ASKED : index.later.includes(kind) ? LATER : SUBSTANCE;
    const whole = asked.length > 1 && `${asked}` === `${forms(calledBy(index, row))}`;
    value.set(row, fits * counts * times.get(row) ** 2 * (whole ? WHOLE : 1));
  }
  const most = Math.max(...times.values());
  const least = Math.max(...value.values());
  const found = [...value.keys()].filter((row) => times.get(row) === most || value.get(row) * WORSE >= least);
  found.sort((a, b) => value.get(b) - value.get(a) || a - b);
  const own = index.referred.get(query.trim()) ?? -1; // what the plan itself calls a measure
  return own < 0 ? found : [own, ...found.filter((row) => row !== own)];
}

// A text put into an element as text and never as HTML, with its language if that is not the page's.
function tell(element, said, languages) {
  const [text, lang] = Array.isArray(said) ? said : [said, ""];
  if (lang) element.lang = lang;
  element.append(lang ? `${text} ${languages[lang] ?? ""}` : text);
}

function shown(data, [kind, , title, address, text]) {
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  link.href = address;
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
    const lost = lostOf(index, query);
    const near = Object.values(lost).flat().join(", ");
    const nowhere = Object.keys(lost).join(", ");
    const said = [items.length ? words.results.replace("{n}", items.length) : words.none];
    if (items.length && nowhere) said.push(words.lost.replace("{words}", nowhere));
    if (near) said.push(words.near.replace("{known}", near));
    found.textContent = query ? said.join(" ") : "";
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
