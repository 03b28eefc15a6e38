// The trees of files. What is in a folder comes into the document when the folder is opened.
"use strict";
(() => {
  const DEPTH = 0, NAME = 1, FOLDER = 2, SIZE = 3, LAYER = 4, GONE_IN = 5, BEFORE = 6, WASTED = 7, CHANGED = 8;
  const MAX_AT_ONCE = 500;

  const images = JSON.parse(document.getElementById("data").textContent);

  // Each row comes after the folder that it is in.
  function tree(rows) {
    const root = { children: [], changed: true };
    const path = [root];
    for (const row of rows) {
      path.length = row[DEPTH] + 1;
      const node = { row, children: [], changed: row[CHANGED] === 1 };
      path[row[DEPTH]].children.push(node);
      if (node.changed) for (const above of path) above.changed = true;
      path.push(node);
    }
    return root;
  }

  function cells(element, row) {
    const add = (css, text) => {
      const span = element.appendChild(document.createElement("span"));
      span.className = css;
      span.textContent = text;
    };
    add("name path", row[NAME]);
    const notes = [[row[GONE_IN], "gone in layer " + row[GONE_IN]], [row[BEFORE], "before in " + row[BEFORE]], [row[WASTED], row[WASTED] + " wasted"]];
    add("notes muted", notes.filter((note) => note[0]).map((note) => note[1]).join("; "));
    add("size", row[SIZE]);
    add("layer muted", "layer " + row[LAYER]);
  }

  function item(node, only) {
    const element = document.createElement("li");
    const isOpenable = node.children.some((child) => !only || child.changed);
    const line = document.createElement(isOpenable ? "summary" : "div");
    line.className = "line";
    cells(line, node.row);
    if (!isOpenable) {
      element.append(line);
      return element;
    }
    const details = element.appendChild(document.createElement("details"));
    details.append(line);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) fill(details.appendChild(document.createElement("ul")), node, only);
    });
    return element;
  }

  function fill(list, node, only, start = 0) {
    const children = only ? node.children.filter((child) => child.changed) : node.children;
    const end = Math.min(children.length, start + MAX_AT_ONCE);
    for (const child of children.slice(start, end)) list.append(item(child, only));
    if (end === children.length) return;
    const more = list.appendChild(document.createElement("li"));
    const button = more.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "link";
    button.textContent = "Show more: " + (children.length - end);
    button.addEventListener("click", () => {
      more.remove();
      const last = list.lastElementChild;
      fill(list, node, only, end);
      last.nextElementSibling?.querySelector("summary, button")?.focus();
    });
  }

  for (const part of document.querySelectorAll(".files")) {
    const root = tree(images[part.dataset.image]);
    const list = part.querySelector(".tree"), only = part.querySelector("input");
    const show = () => {
      list.replaceChildren();
      fill(list, root, only.checked);
    };
    only.addEventListener("change", show);
    only.checked = false;
    show();
    part.hidden = false;
  }
})();
