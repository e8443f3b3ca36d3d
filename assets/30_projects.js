/* The analyst's desk: pickers and marks change the address, the table fetches the rows of the address on screen, columns
   are chosen, selections are saved in this browser. Not here: anything that counts, adds or words a figure. */
(function () {
  "use strict";

  const clientside = (window.dash_clientside = window.dash_clientside || {});
  const React = window.React;
  const here = () => window.location.pathname + window.location.search;
  const navigate = (href) => document.dispatchEvent(new CustomEvent("atlas:navigate", { detail: { href }, cancelable: true }));

  /* ---- Pickers → address ------------------------------------------------------------------------------------------ */

  const SEVERAL = ["industry", "stage", "origin", "region"];

  /** A range as it stands in addresses; the picker that was not touched gives way when the two contradict. */
  function years(from, to) {
    if (!from && !to) return "";
    const [a, b] = [from || to, to || from];
    return a === b ? a : a < b ? `${a}/${b}` : `${b}/${a}`;
  }

  function amounts(low, high) {
    if (!low && !high) return "";
    if (low && high && Number(low) >= Number(high)) return `${high}-${low}`;
    return `${low || 0}-${high || ""}`;
  }

  const isYears = (text) => /^\d{4}(\/\d{4})?$/.test(text);
  const isAmounts = (text) => /^\d*-\d*$/.test(text);

  function chosen(values) {
    const url = new URL(window.location.href);
    SEVERAL.forEach((name, at) => {
      url.searchParams.delete(name);
      for (const value of values[at] || []) url.searchParams.append(name, value);
    });
    const period = url.searchParams.get("period") || "";
    const wantedPeriod = years(values[4], values[5]);
    // Undated, several years, a month: kept while the pickers of years are empty.
    if (wantedPeriod || isYears(period)) set(url, "period", wantedPeriod);
    const amount = url.searchParams.get("amount") || "";
    const wantedAmount = amounts(values[6], values[7]);
    if (wantedAmount || isAmounts(amount)) set(url, "amount", wantedAmount);
    return url.pathname + url.search.replace(/%2F/g, "/");
  }

  function set(url, name, value) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }

  const inOrder = (address) => {
    const pairs = [...new URL(address, window.location.href).searchParams].map(String);
    return pairs.sort().join("&");
  };

  /** An option with a quiet second line. */
  window.dashMantineFunctions = Object.assign(window.dashMantineFunctions || {}, {
    atlasOption({ option, checked }) {
      const hint = option.hint && React.createElement("small", { className: "option-hint", title: option.hint }, option.hint);
      const mark = checked && React.createElement("span", { className: "option-mark", "aria-hidden": "true" }, "✓ ");
      return React.createElement("span", { className: "option-line" }, mark, option.label, hint);
    },
  });

  /* ---- The table ---------------------------------------------------------------------------------------------------- */

  let focused = null; // the mark or chip a click came from: it has the focus again when its part has been painted anew

  async function reloadRows(address) {
    const api = await window.dash_ag_grid.getApiAsync("projects-table");
    if (api.isDestroyed()) return;
    api.setGridOption("context", window.atlasProjectGroups.context(address));
    if (api.paginationGetCurrentPage() > 0) api.paginationGoToFirstPage();
    api.purgeInfiniteCache();
  }

  function refocus() {
    const wanted = focused;
    focused = null;
    if (!wanted || (document.activeElement && document.activeElement !== document.body)) return;
    const target = document.querySelector(`#root ${wanted} a`) || document.querySelector("#root .chips a, #root .headline");
    target?.focus({ preventScroll: true });
  }

  clientside.projects = {
    choose(...values) {
      const wanted = chosen(values);
      if (inOrder(wanted) !== inOrder(here())) navigate(wanted);
      return clientside.no_update;
    },
    reload(address) {
      if (address) {
        reloadRows(address);
        requestAnimationFrame(refocus);
      }
      return clientside.no_update;
    },
  };

  /* ---- Cells -------------------------------------------------------------------------------------------------------- */

  const asked = (reference, source, text, className) =>
    React.createElement(
      "button",
      { type: "button", className, tabIndex: -1, "data-figure": reference, "data-source": source, title: text },
      text
    );

  window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, {
    AtlasProject({ data }) {
      if (data?.group !== undefined) return window.atlasProjectGroups.head(data);
      return data ? asked(`project:${data.id}`, data.source_id, data.name, data.inside ? "card-name inside-group" : "card-name") : null;
    },
    AtlasAmount({ data }) {
      if (!data) return null;
      if (data.group !== undefined) return window.atlasProjectGroups.amount(data);
      return asked(`project:${data.id}`, data.source_id, data.amount_text, data.amount_yi === null ? "figure muted" : "figure");
    },
    AtlasSource({ data }) {
      if (data?.group !== undefined) return null;
      return data ? asked(`source:${data.source_id}`, data.source_id, data.source, "source") : null;
    },
    AtlasStage({ data }) {
      return data ? React.createElement("span", { className: `stage stage-${data.stage_class}` }, data.stage) : null;
    },
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const cell = event.target.closest?.(".projects-grid .ag-cell");
    const asked = cell?.querySelector("[data-figure]");
    if (!asked) return;
    event.preventDefault(); // or the same key press would close the dialog that opens
    asked.click();
  });

  /* ---- Clicks ------------------------------------------------------------------------------------------------------- */

  const quoted = (text) => `"${CSS.escape(text)}"`;

  function remember(link) {
    const mark = link.closest("[data-mark]");
    const chip = link.closest("[data-chip]");
    if (mark) focused = `[data-mark=${quoted(mark.dataset.mark)}][data-key=${quoted(mark.dataset.key)}]`;
    else if (chip) focused = "[data-chip]";
  }

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(".page-projects a[data-change]");
      if (link) remember(link);
      const node = event.target.closest?.("svg.sankey a[data-change]");
      if (node && event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
        if (document.documentElement.dataset.live !== "true") return;
        event.preventDefault();
        navigate(node.getAttribute("href"));
      }
      const column = event.target.closest?.("[data-column]");
      if (column) toggleColumn(column);
    },
    true
  );

  /** On a phone a pinned column would leave no room for the others. */
  async function unpin() {
    const api = await window.dash_ag_grid.getApiAsync("projects-table");
    api.setColumnsPinned(["name"], null);
  }

  async function toggleColumn(button) {
    const shown = button.getAttribute("aria-pressed") !== "true";
    const api = await window.dash_ag_grid.getApiAsync("projects-table");
    api.setColumnsVisible([button.dataset.column], shown);
    button.setAttribute("aria-pressed", String(shown));
  }

  /* ---- Saved selections ---------------------------------------------------------------------------------------------- */

  const KEY = "atlas-saved-selections";

  function saved() {
    try {
      const found = JSON.parse(window.localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found.filter((item) => item && typeof item.name === "string" && /^\/projects/.test(item.address)) : [];
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof DOMException) return []; // not ours, or storage is forbidden
      throw error;
    }
  }

  function make(tag, properties, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  function fillSaved(box) {
    box.dataset.filled = "true";
    const { name, save, title, remove, note } = box.dataset;
    const input = make("input", { type: "text", maxLength: 40, placeholder: name, className: "saved-input" });
    input.setAttribute("aria-label", name);
    const button = make("button", { type: "submit", className: "button", textContent: save });
    const form = make("form", { className: "saved-form" }, input, button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = input.value.trim();
      if (!wanted) return input.focus();
      store([...saved().filter((item) => item.name !== wanted), { name: wanted, address: here() }].slice(-30));
    });
    const items = saved().map((item) => {
      const link = make("a", { href: item.address, textContent: item.name, className: "saved-link" });
      link.dataset.nav = "";
      const gone = make("button", { type: "button", textContent: "×", className: "saved-remove" });
      gone.setAttribute("aria-label", `${remove} ${item.name}`);
      gone.addEventListener("click", () => store(saved().filter((other) => other.name !== item.name)));
      return make("li", {}, link, gone);
    });
    const summary = make("summary", { textContent: `${title} · ${items.length}` });
    const list = make("ul", { className: "saved-list" }, ...items);
    const open = box.querySelector("details")?.open;
    const details = make("details", { className: "saved-box" }, summary, form, list, make("p", { className: "note", textContent: note }));
    details.open = Boolean(open);
    box.replaceChildren(details);
  }

  function store(items) {
    window.localStorage.setItem(KEY, JSON.stringify(items));
    document.querySelectorAll("[data-saved]").forEach(fillSaved);
  }

  new MutationObserver(() => {
    document.querySelectorAll("#root [data-saved]:not([data-filled])").forEach(fillSaved);
    // What scrolls can be reached by keyboard.
    document.querySelectorAll(".projects-grid .ag-center-cols-viewport:not([tabindex])").forEach((box) => {
      box.tabIndex = 0;
      if (window.innerWidth < 760) unpin();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
