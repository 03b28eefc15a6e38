// The table of all archives. Only the rows in sight are in the document; sorting and filtering work on arrays.
"use strict";
(() => {
  const INPUT = 0, STATUS = 1, KIND = 2, CREATED = 3, BEFORE = 4, AFTER = 5, IMAGES = 6, LAYERS = 7, SECONDS = 8,
    REASON = 9, OUTPUT = 10, NAMES = 11, NAME_COUNT = 12, ERROR = 13, WARNING_COUNT = 14, WARNINGS = 15;
  const SPARE = 10; // rows above and below those in sight
  const MAX_PRINTED = 500;

  const byId = (id) => document.getElementById(id);
  const { statuses, rows } = JSON.parse(byId("data").textContent);
  const view = byId("window"), table = byId("table"), body = table.tBodies[0], text = byId("text"), status = byId("status");
  const collator = new Intl.Collator("en", { numeric: true });
  const labels = new Map(statuses);
  const number = new Intl.NumberFormat("en");

  const plural = (count, noun) => number.format(count) + " " + noun + (count === 1 ? "" : "s");

  // As the command line writes sizes.
  function size(bytes) {
    if (bytes < 0) return "";
    const units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];
    let value = bytes, unit = 0;
    while (value >= 1000 || (unit > 0 && Math.round(value) >= 1000)) {
      value /= 1000;
      unit++;
    }
    const tenths = Math.round(value * 10);
    const digits = unit === 0 || tenths >= 1000 ? Math.round(value) : Math.floor(tenths / 10) + "." + (tenths % 10);
    return digits + " " + (bytes === 1 ? "byte" : units[unit]);
  }

  function why(row) {
    if (row[ERROR].length > 0) return row[ERROR][0];
    if (row[WARNING_COUNT] === 0) return "";
    const codes = new Set(row[WARNINGS].map((warning) => warning[0]));
    return codes.size === 1 && row[WARNING_COUNT] === 1 ? [...codes][0] : plural(row[WARNING_COUNT], "warning");
  }

  const count = (value) => (value < 0 ? "" : number.format(value));

  // What is shown in each column, and what it is sorted by.
  const columns = {
    input: { key: (row) => row[INPUT] },
    status: { key: (row) => [...labels.keys()].indexOf(row[STATUS]), show: (row) => labels.get(row[STATUS]), css: (row) => "state " + row[STATUS] },
    why: { key: why, show: why, css: () => "why medium" },
    kind: { key: (row) => row[KIND], show: (row) => row[KIND], css: () => "kind large" },
    created: { key: (row) => row[CREATED], show: (row) => row[CREATED], css: () => "day large" },
    before: { key: (row) => row[BEFORE], show: (row) => size(row[BEFORE]), css: () => "number size medium" },
    after: { key: (row) => row[AFTER], show: (row) => size(row[AFTER]), css: () => "number size" },
    layers: { key: (row) => row[LAYERS], show: (row) => count(row[LAYERS]), css: () => "number few large" },
  };

  // For each row its place in the order of a column, which is computed once; what is unknown comes last.
  const ranks = {};
  function rankOf(name) {
    if (!ranks[name]) {
      const keys = rows.map(columns[name].key);
      const words = typeof keys[0] === "string";
      const order = rows.map((_, i) => i);
      order.sort((a, b) => (words ? collator.compare(keys[a], keys[b]) : keys[a] - keys[b]) || a - b);
      const rank = new Float64Array(rows.length);
      order.forEach((row, i) => {
        const same = i > 0 && (words ? collator.compare(keys[order[i - 1]], keys[row]) === 0 : keys[order[i - 1]] === keys[row]);
        rank[row] = keys[row] === "" || keys[row] < 0 ? NaN : same ? rank[order[i - 1]] : i;
      });
      ranks[name] = rank;
    }
    return ranks[name];
  }

  let texts = null;
  function textOf(i) {
    texts ??= rows.map((row) =>
      [row[INPUT], row[OUTPUT], row[KIND], row[REASON], ...row[NAMES], ...row[ERROR], ...row[WARNINGS].flat()]
        .join("\n").toLowerCase());
    return texts[i];
  }

  let shown = rows.map((_, i) => i); // indexes of rows, filtered and sorted
  let sort = { name: "input", down: false };
  let active = 0; // the place of the row that Tab leads to
  let printed = 0; // how many rows are there for printing; 0 on a screen
  let height = 0;
  const present = new Map(); // rows in the document by their places

  const space = () => {
    const row = body.appendChild(document.createElement("tr"));
    row.className = "space";
    row.setAttribute("aria-hidden", "true");
    const cell = row.appendChild(document.createElement("td"));
    cell.colSpan = Object.keys(columns).length;
    return row;
  };
  const above = space(), below = space();

  function cellOf(row, name) {
    const cell = document.createElement("td");
    if (name !== "input") {
      cell.className = columns[name].css(row);
      cell.textContent = columns[name].show(row);
      return cell;
    }
    const button = cell.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "open";
    button.tabIndex = -1;
    const slash = row[INPUT].replace(/\/$/, "").lastIndexOf("/");
    for (const [part, css] of [[row[INPUT].slice(slash + 1), "file"], [row[INPUT].slice(0, Math.max(0, slash)), "folder"]]) {
      const span = button.appendChild(document.createElement("span"));
      span.className = css;
      span.textContent = part;
    }
    button.title = row[INPUT];
    return cell;
  }

  function rowAt(place) {
    const element = document.createElement("tr");
    element.setAttribute("aria-rowindex", place + 2);
    element.dataset.place = place;
    for (const name of Object.keys(columns)) element.append(cellOf(rows[shown[place]], name));
    return element;
  }

  // Brings into the document what is in sight, and leaves what is there already.
  function render() {
    const first = printed > 0 ? 0 : Math.max(0, Math.floor(view.scrollTop / (height || 56)) - SPARE);
    const last = printed > 0
      ? printed
      : Math.min(shown.length, Math.ceil((view.scrollTop + view.clientHeight) / (height || 56)) + SPARE);
    const start = Math.min(first, last);
    for (const [place, element] of present) {
      if (place < start || place >= last) {
        if (element.contains(document.activeElement)) view.focus({ preventScroll: true });
        element.remove();
        present.delete(place);
      }
    }
    let next = above.nextSibling;
    for (let place = start; place < last; place++) {
      let element = present.get(place);
      if (!element) {
        element = rowAt(place);
        present.set(place, element);
        body.insertBefore(element, next);
      }
      next = element.nextSibling;
    }
    above.firstChild.style.height = start * height + "px";
    below.firstChild.style.height = (printed > 0 ? 0 : (shown.length - last) * height) + "px";
    above.hidden = start === 0;
    below.hidden = last >= shown.length || printed > 0;
    if (active < start || active >= last) active = Math.min(start + SPARE, Math.max(0, last - 1));
    for (const [place, element] of present) element.querySelector(".open").tabIndex = place === active ? 0 : -1;
  }

  function clear() {
    for (const element of present.values()) element.remove();
    present.clear();
  }

  function update() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rank = rankOf(sort.name), turn = sort.down ? -1 : 1;
    shown = [];
    for (let i = 0; i < rows.length; i++) {
      if ((status.value === "" || rows[i][STATUS] === status.value) && words.every((word) => textOf(i).includes(word))) shown.push(i);
    }
    shown.sort((a, b) => {
      const unknown = Number.isNaN(rank[a]) - Number.isNaN(rank[b]);
      return unknown || (Number.isNaN(rank[a]) ? 0 : turn * (rank[a] - rank[b])) || a - b;
    });
    byId("matches").textContent = shown.length === rows.length
      ? plural(rows.length, "input")
      : number.format(shown.length) + " of " + plural(rows.length, "input");
    table.setAttribute("aria-rowcount", shown.length + 1);
    active = 0;
    clear();
    view.scrollTop = 0;
    render();
  }

  // The height of a row depends on fonts and zoom.
  function measure() {
    const one = present.values().next().value;
    const now = one ? one.getBoundingClientRect().height : 0;
    if (now > 0 && now !== height) {
      height = now;
      render();
    }
  }

  function go(place) {
    active = Math.max(0, Math.min(shown.length - 1, place));
    const top = active * height, head = table.tHead.offsetHeight;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + height + head > view.scrollTop + view.clientHeight) view.scrollTop = top + height + head - view.clientHeight;
    render();
    present.get(active)?.querySelector(".open").focus({ preventScroll: true });
  }

  function open(row) {
    const list = document.querySelector("#one dl");
    list.replaceChildren();
    const add = (name, value) => {
      if (value === "") return;
      list.appendChild(document.createElement("dt")).textContent = name;
      list.appendChild(document.createElement("dd")).textContent = value;
    };
    byId("one-title").textContent = row[INPUT];
    add("Status", labels.get(row[STATUS]) + (row[REASON] && row[REASON] !== row[ERROR][0] ? ": " + row[REASON] : ""));
    if (row[ERROR].length > 0) {
      add("Error", row[ERROR][0] + ": " + row[ERROR][1]);
      add("What to do", row[ERROR][2]);
    }
    const more = row[WARNING_COUNT] - row[WARNINGS].length;
    const warnings = row[WARNINGS].map((warning) => warning[0] + ": " + warning[1]);
    if (more > 0) warnings.push(warnings.length === 0 ? plural(more, "warning") + " in an earlier run" : "and " + more + " more, in the report");
    add("Warnings", warnings.join("\n"));
    add("Output", row[OUTPUT]);
    const names = [...row[NAMES]];
    if (row[NAME_COUNT] > names.length) names.push("and " + (row[NAME_COUNT] - names.length) + " more");
    add("Names", names.join("\n"));
    add("Kind", row[KIND]);
    add("Created", row[CREATED]);
    add("Contents", row[IMAGES] < 0 ? "" : plural(row[IMAGES], "image") + ", " + plural(row[LAYERS], "layer"));
    add("Before", size(row[BEFORE]));
    add("After", size(row[AFTER]));
    add("Took", row[SECONDS] > 0 ? row[SECONDS].toFixed(1) + " seconds" : "");
    byId("one").showModal();
  }

  body.addEventListener("click", (event) => {
    const button = event.target.closest(".open");
    if (button) {
      active = Number(button.closest("tr").dataset.place);
      open(rows[shown[active]]);
    }
  });
  body.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(view.clientHeight / (height || 56)) - 2);
    const places = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: shown.length - 1 };
    if (event.key in places) {
      event.preventDefault();
      go(places[event.key]);
    }
  });
  body.addEventListener("focusin", (event) => {
    active = Number(event.target.closest("tr").dataset.place);
  });
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const name = button.dataset.column;
    sort = { name, down: sort.name === name && !sort.down };
    for (const head of table.tHead.querySelectorAll("th")) head.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    update();
  });
  for (const button of document.querySelectorAll("[data-find]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      text.value = button.dataset.find;
      status.value = "";
      update();
      byId("archives").scrollIntoView();
      text.focus({ preventScroll: true });
    });
  }
  let pending = false;
  view.addEventListener("scroll", () => {
    if (!pending) {
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        render();
      });
    }
  }, { passive: true });
  text.addEventListener("input", update);
  status.addEventListener("change", update);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  new ResizeObserver(() => {
    measure();
    render();
  }).observe(view);
  addEventListener("beforeprint", () => {
    printed = Math.min(shown.length, MAX_PRINTED);
    const note = byId("print-note");
    note.hidden = printed === shown.length;
    note.textContent = "These are the first " + number.format(printed) + " of " + plural(shown.length, "input") +
      ". To print others, filter or sort the table first; the reports have all.";
    render();
  });
  addEventListener("afterprint", () => {
    printed = 0;
    byId("print-note").hidden = true;
    render();
  });

  for (const id of ["filter", "window", "keys"]) byId(id).hidden = false;
  update();
  measure();
})();
