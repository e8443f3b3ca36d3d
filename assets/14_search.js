/* The search box: a combobox (accessible-autocomplete) that asks /search and opens what is chosen (atlas:navigate).
   Not here: what is found and how it is called (callbacks/find.py, data/search.py). */
(function () {
  "use strict";

  const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  function mountSearch() {
    const box = document.querySelector("#root .search-box");
    if (!box || box.dataset.mounted === box.dataset.search || !window.accessibleAutocomplete) return;
    box.dataset.mounted = box.dataset.search;
    box.textContent = "";
    const lang = box.dataset.search;
    let last = 0;
    let asked = ""; // what the server has not answered yet: until then there is neither something nor nothing
    window.accessibleAutocomplete({
      element: box,
      id: "search",
      placeholder: box.dataset.placeholder,
      minLength: 1,
      confirmOnBlur: false,
      displayMenu: "overlay",
      tNoResults: () => (asked ? "…" : box.dataset.nothing),
      tStatusQueryTooShort: () => "",
      tStatusNoResults: () => box.dataset.nothing,
      tStatusSelectedOption: (selected) => selected,
      tStatusResults: (n) => String(n),
      tAssistiveHint: () => "",
      source: async (query, populate) => {
        const mine = ++last;
        asked = query;
        const edition = new URLSearchParams(window.location.search).get("edition") || "";
        const asking = new URLSearchParams({ lang, q: query, ...(edition && { edition }) });
        const answer = await fetch(`/search?${asking}`, { credentials: "same-origin" });
        if (mine !== last) return;
        asked = "";
        populate(answer.ok ? await answer.json() : []);
      },
      templates: {
        inputValue: (hit) => (hit ? hit.name : ""),
        suggestion: (hit) => (typeof hit === "string" ? escaped(hit) : `${escaped(hit.name)} <small>${escaped(hit.about)}</small>`),
      },
      onConfirm: (hit) => {
        if (!hit || !hit.href) return;
        document.dispatchEvent(new CustomEvent("atlas:navigate", { detail: { href: hit.href }, cancelable: true }));
        // A page that is on screen already is only repainted: nothing else looks for the place that the address names.
        document.getElementById(new URL(hit.href, window.location.href).hash.slice(1))?.scrollIntoView();
      },
    });
    box.querySelector("input").setAttribute("aria-label", box.dataset.label);
    // After Esc accessible-autocomplete 3.0.1 takes a space for the choice of an option and empties the box.
    const typed = (event) => event.key === " " && event.target.matches("input") && event.stopPropagation();
    box.addEventListener("keydown", typed, true);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.isComposing || event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.defaultPrevented) {
      event.preventDefault();
      document.getElementById("search")?.focus();
    }
  });
  document.addEventListener("atlas:settled", mountSearch);
})();
