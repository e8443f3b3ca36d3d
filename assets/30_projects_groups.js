/* The table of the projects in groups: by what it is grouped (kept in this browser) and which groups are open. Each request
   for rows says so in the grid's context; the server counts the groups. Not here: the other cells (30_projects.js). */
(function () {
  "use strict";

  const KEY = "atlas-projects-group";
  const React = window.React;
  const root = document.documentElement;
  const opened = new Set();
  let by = stored();

  function stored() {
    try {
      return window.localStorage.getItem(KEY) || "";
    } catch (error) {
      if (error instanceof DOMException) return ""; // storage is forbidden: the choice lasts as long as the page
      throw error;
    }
  }

  function keep(value) {
    try {
      window.localStorage.setItem(KEY, value);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  const api = () => window.dash_ag_grid.getApiAsync("projects-table");

  /** What a request for rows says: the selection on screen, the grouping, the open groups. */
  const context = (address) => ({ address, group: by, open: [...opened] });

  const here = () => window.location.pathname + window.location.search;

  function showChoice(box) {
    root.dataset.projectsGroup = by;
    box.querySelectorAll("[data-group-by]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.groupBy === by));
    });
  }

  async function choose(value) {
    by = value;
    keep(by);
    opened.clear();
    document.querySelectorAll(".group-choice").forEach(showChoice);
    const grid = await api();
    grid.setGridOption("context", context(here()));
    if (grid.paginationGetCurrentPage() > 0) grid.paginationGoToFirstPage();
    grid.purgeInfiniteCache();
  }

  async function toggle(key) {
    if (!opened.delete(key)) opened.add(key);
    const grid = await api();
    grid.setGridOption("context", context(here()));
    grid.refreshInfiniteCache(); // without emptying it: the lines stay where they are, and so does the focus
  }

  const asked = (reference, source, text, className) =>
    reference
      ? React.createElement("button", { type: "button", className, tabIndex: -1, "data-figure": reference, "data-source": source }, text)
      : React.createElement("span", { className }, text);

  function head(data) {
    const toggled = {
      type: "button", className: "group-head", tabIndex: -1, "data-group": data.group,
      "aria-expanded": data.open, "aria-label": data.spoken, title: data.name,
    };
    const caret = React.createElement("span", { className: "group-caret", "aria-hidden": "true" }, data.open ? "▾" : "▸");
    const button = React.createElement("button", toggled, caret, data.name);
    return React.createElement("span", { className: "group-line" }, button, asked(data.figure, data.source_id, data.count, "figure muted"));
  }

  function amount(data) {
    const known = data.sum_figure ? "figure" : "figure muted";
    const share = React.createElement("span", { className: "group-share muted", title: data.share_long }, data.share);
    return React.createElement("span", { className: "group-amount" }, asked(data.sum_figure, data.source_id, data.amount_text, known), share);
  }

  window.atlasProjectGroups = { context, head, amount };

  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.("[data-group-by]");
    if (choice) choose(choice.dataset.groupBy);
    const group = event.target.closest?.(".projects-grid [data-group]");
    if (group) toggle(group.dataset.group);
  });

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".projects-grid .ag-cell");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const group = cell.querySelector("[data-group]");
    if (event.key === "Enter" && group) {
      event.preventDefault();
      event.stopImmediatePropagation(); // Enter opens the group; its count is asked with p, as on the map
      toggle(group.dataset.group);
    } else if (event.key === "p" && cell.querySelector("[data-figure]")) {
      event.preventDefault();
      cell.querySelector("[data-figure]").click();
    }
  }, true);

  new MutationObserver(() => {
    document.querySelectorAll("#root .group-choice:not([data-filled])").forEach((box) => {
      box.dataset.filled = "true";
      showChoice(box);
    });
    document.querySelectorAll("#projects-table .ag-center-cols-viewport:not([data-grouped])").forEach((box) => {
      box.dataset.grouped = "true";
      opened.clear();
      if (by) choose(by);
    });
  }).observe(root, { childList: true, subtree: true });
})();
