"use strict";
// Finds what holds every word, in an id, a title or a text, and says where. Nothing is fetched: the data
// is a script of the site (search-<language>.js), so that it also works from a folder.
const LETTERS = { æ: "ae", ø: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t", ß: "ss", ς: "σ", "\u00a0": " " };
const MOST = 50; // results that are shown at once
const AROUND = 90; // letters that are shown before and after what was found in a long text

// The same as language/fold.py in the program that makes the site.
function fold(text) {
  const small = text.toUpperCase().toLowerCase().replace(/[æøåđŋŧßς\u00a0]/gu, (sign) => LETTERS[sign]);
  return small.normalize("NFD").replace(/\p{Mn}/gu, "");
}

// The words that were asked for. A section sign and its number are one word, as in "§ 257".
function wordsOf(query) {
  return fold(query).replace(/§\s+/gu, "§").split(/\s+/u).filter((word) => word && word !== "§");
}

// Where a word stands in a folded text: the start and the end of each place. § 25 is not a part of § 257.
function placesOf(word, text) {
  const found = [];
  const forms = word.startsWith("§") && word.length > 1 ? [word, `§ ${word.slice(1)}`] : [word];
  for (const form of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      const end = at + form.length;
      if (word[0] !== "§" || !/\d\d/.test(text.slice(end - 1, end + 1))) found.push([at, end]);
    }
  }
  return found;
}

const holds = (text, word) => placesOf(word, text).length > 0;

// Which parts of a text, as it is written, the words are. A letter may be several when it is folded.
function marksOf(text, words) {
  const ends = []; // for each letter of the folded text: the start and the end of what it was made of
  let folded = "";
  let at = 0;
  for (const sign of text) {
    const letters = fold(sign);
    if (!letters && ends.length) ends.at(-1)[1] = at + sign.length;
    for (let letter = 0; letter < letters.length; letter += 1) ends.push([at, at + sign.length]);
    folded += letters;
    at += sign.length;
  }
  const marked = new Array(text.length).fill(false);
  for (const word of words) {
    for (const [from, to] of placesOf(word, folded)) marked.fill(true, ends[from][0], ends[to - 1][1]);
  }
  return marked;
}

// A text with the words marked, put into an element as text and never as HTML.
function tell(element, said, words, whole) {
  const [text, lang] = Array.isArray(said) ? said : [said, ""];
  if (lang) element.lang = lang;
  const marked = marksOf(text, words);
  const first = Math.max(0, marked.indexOf(true));
  let [from, to] = [0, text.length];
  if (!whole && text.length > 3 * AROUND) {
    from = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
    if (from > first) from = first;
    const end = text.lastIndexOf(" ", first + 2 * AROUND);
    to = first + 2 * AROUND >= text.length ? text.length : Math.max(end, marked.indexOf(false, first));
  }
  if (from > 0) element.append("… ");
  for (let start = from, end; start < to; start = end) {
    end = start;
    while (end < to && marked[end] === marked[start]) end += 1;
    const part = text.slice(start, end);
    if (marked[start]) element.appendChild(document.createElement("mark")).textContent = part;
    else element.append(part);
  }
  if (to < text.length) element.append(" …");
  if (lang) element.append(` ${window.mhSearch.languages[lang] ?? ""}`);
}

const plain = (said) => (Array.isArray(said) ? said[0] : said);

// A text of the data with the names of the rows that it gives by their numbers.
function written(said, rows) {
  const whole = plain(said).replace(/\{(\d*)\}/g, (_, number) => (number ? plain(rows[number][2]) : "{"));
  return Array.isArray(said) ? [whole, said[1]] : whole;
}

// Where a row leads; see what writes the data for what an address is short for.
function addressOf(address, id, within) {
  if (address === "") return `${id}.html`;
  if (address === "#") return `${within}#${id}`;
  if (address.startsWith("-")) return `documents.html#document${address}`;
  return address.endsWith("#") ? address + id : address;
}

// The rows as they are searched, made when they are first needed.
function prepared(data) {
  const different = [];
  return data.rows.map(([kind, id, title, address, ...texts]) => {
    const own = typeof title !== "number";
    const fields = [];
    for (let at = 0; at < texts.length; at += 2) {
      const text = texts[at + 1];
      if (typeof text !== "number") different.push(written(text, data.rows));
      const said = typeof text === "number" ? different[text] : different.at(-1);
      fields.push({ name: data.fields[texts[at]], said, folded: fold(plain(said)) });
    }
    return {
      kind: data.kinds[kind],
      id,
      title: own ? title : data.rows[title][2],
      address: addressOf(address, id, own ? "" : data.rows[title][3] || `${data.rows[title][1]}.html`),
      name: fold(id),
      named: fold(own ? `${id} ${plain(title)}` : id),
      own,
      fields,
    };
  });
}

// How well a row fits: the id itself, ids and titles of pages, of places on pages, and then texts. -1 if a
// word is nowhere in it.
function fit(row, words, query) {
  if (row.name && row.name === query) return 0;
  const missing = words.filter((word) => !holds(row.named, word));
  if (!missing.length) return row.address.includes("#") ? 2 : 1;
  return missing.every((word) => row.fields.some((field) => holds(field.folded, word))) ? 3 : -1;
}

// The fields that hold the words that the id and the title do not.
function reasons(row, words) {
  let missing = words.filter((word) => !holds(row.named, word));
  const found = [];
  while (missing.length) {
    const counts = row.fields.map((field) => missing.filter((word) => holds(field.folded, word)).length);
    const best = counts.indexOf(Math.max(...counts));
    found.push(row.fields[best]);
    missing = missing.filter((word) => !holds(row.fields[best].folded, word));
  }
  return found;
}

function shown(row, words) {
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  link.href = row.address;
  const kicker = link.appendChild(document.createElement("span"));
  kicker.className = "kicker";
  kicker.append(row.id ? `${row.kind} ` : row.kind);
  if (row.id) tell(kicker.appendChild(document.createElement("span")), row.id, words, true);
  link.append(" ");
  tell(link.appendChild(document.createElement("span")), row.title, row.own ? words : [], true);
  for (const field of reasons(row, words)) {
    const note = item.appendChild(document.createElement("span"));
    note.className = "note";
    note.append(`${field.name}: `);
    tell(note.appendChild(document.createElement("span")), field.said, words, false);
  }
  return item;
}

function start(data) {
  const form = document.getElementById("finder");
  const [input, found, list, more] = ["find", "found", "hits", "more"].map((id) => document.getElementById(id));
  const words = form.dataset;
  let rows = null;
  let waiting = 0;

  const show = () => {
    const query = input.value.trim();
    const asked = wordsOf(query);
    rows = rows || prepared(data);
    const fits = rows.map((row) => (asked.length ? fit(row, asked, fold(query)) : -1));
    const hits = [0, 1, 2, 3].flatMap((rank) => rows.filter((_, at) => fits[at] === rank));
    list.replaceChildren(...hits.slice(0, MOST).map((row) => shown(row, asked)));
    found.textContent = !asked.length ? "" : hits.length ? words.results.replace("{n}", hits.length) : words.none;
    more.hidden = hits.length <= MOST;
    more.textContent = words.more.replace("{n}", hits.length);
    more.onclick = () => {
      list.append(...hits.slice(MOST).map((row) => shown(row, asked)));
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
