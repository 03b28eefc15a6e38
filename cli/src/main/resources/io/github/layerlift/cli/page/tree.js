// Trees of files, each with its filter. What is in a folder comes into the document when the folder is opened.
"use strict";
(() => {
  const DEPTH = 0, NAME = 1, MORE = 2, SIZE = 3, LAYER = 4, NOTES = 5, KIND = 6;
  const WAY = "way"; // the kind of folders that only lead to others
  const MAX_AT_ONCE = 500;
  const MAX_OPENED = 200; // lines that a search opens folders for

  const trees = JSON.parse(document.getElementById("data").textContent);
  const number = new Intl.NumberFormat("en");

  // Each row comes after the folder that it is in.
  function treeOf(rows) {
    const root = { path: "", children: [] };
    const above = [root];
    const nodes = rows.map((row) => {
      const parent = above[row[DEPTH]];
      const path = parent.path + row[NAME];
      const node = { row, parent, path: path + "/", text: (path + row[MORE] + "\n" + row[NOTES]).toLowerCase(), children: [] };
      parent.children.push(node);
      above.length = row[DEPTH] + 1;
      above.push(node);
      return node;
    });
    return { root, nodes };
  }

  function lineOf(name, node, isWhole) {
    const line = document.createElement(name);
    line.className = "line";
    const add = (css, text) => {
      const span = line.appendChild(document.createElement("span"));
      span.className = css;
      span.textContent = text;
    };
    const { row, parent } = node;
    add("name path", (isWhole ? parent.path : "") + row[NAME] + row[MORE]);
    add("notes muted " + row[KIND], row[NOTES]);
    add("size", row[SIZE]);
    add("layer muted", row[LAYER]);
    return line;
  }

  // Fills a list piece by piece.
  function fill(list, nodes, item, start = 0) {
    const end = Math.min(nodes.length, start + MAX_AT_ONCE);
    for (const node of nodes.slice(start, end)) list.appendChild(document.createElement("li")).append(item(node));
    if (end === nodes.length) return;
    const more = list.appendChild(document.createElement("li"));
    const button = more.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "link";
    button.textContent = "Show more: " + number.format(nodes.length - end);
    button.addEventListener("click", () => {
      more.remove();
      const last = list.lastElementChild;
      fill(list, nodes, item, end);
      last.nextElementSibling?.querySelector("summary, button")?.focus();
    });
  }

  const leaf = (node) => lineOf("div", node, true);

  // Folders are opened at once as long as few lines are shown.
  function branch(node, opening) {
    const children = node.children.filter((child) => child.isShown);
    if (children.length === 0) return lineOf("div", node, false);
    const details = document.createElement("details");
    details.append(lineOf("summary", node, false));
    const open = (then) => fill(details.appendChild(document.createElement("ul")), children, (child) => branch(child, then));
    if (children.length <= opening.left) {
      opening.left -= children.length;
      open(opening);
      details.open = true;
    }
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) open({ left: 0 });
    });
    return details;
  }

  for (const part of document.querySelectorAll(".files")) {
    const { root, nodes } = treeOf(trees[part.dataset.tree]);
    const list = part.querySelector(".tree"), form = part.querySelector("form"), matches = part.querySelector("output");
    const text = part.querySelector("input[type=search]"), kinds = part.querySelector("select");
    const asList = part.querySelector("input[type=checkbox]");
    const all = nodes.filter((node) => node.row[KIND] !== WAY);
    const show = () => {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean), kind = kinds.value;
      const found = all.filter((node) => (kind === "" || node.row[KIND] === kind) && words.every((word) => node.text.includes(word)));
      for (const node of nodes) node.isShown = false;
      for (const node of found) for (let each = node; each !== root && !each.isShown; each = each.parent) each.isShown = true;
      list.replaceChildren();
      const opening = { left: found.length < all.length ? MAX_OPENED : Number(part.dataset.open) };
      if (asList.checked) fill(list, found, leaf);
      else fill(list, root.children.filter((node) => node.isShown), (node) => branch(node, opening));
      matches.textContent = number.format(found.length) + " of " + number.format(all.length);
    };
    form.reset();
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
    part.hidden = false;
  }
})();
