/* What the page does with clicks and keys, and how the live page takes the first view over.
   Here: the component Block, navigation by links, choices painted at once, numbers that ask for their passport, sharing, Esc.
   Not here: the map (20_atlas_map.js), the search box (14_search.js), playing the periods (15_play.js), anything that
   computes a figure or a text. Events: atlas:settled (a page has come), atlas:navigate and atlas:ask (asked of this file),
   atlas:paint (asked of the map). */
(function () {
  "use strict";

  const clientside = (window.dash_clientside = window.dash_clientside || {});
  const React = window.React;

  /* ---- Block: static content as one piece ------------------------------------------------------------------------ */

  function Block(props) {
    const { html, tag, className, attributes, id } = props;
    const node = React.useRef(null);
    React.useLayoutEffect(() => fill(node.current, html || ""), [html]);
    return React.createElement(tag || "div", { ...(attributes || {}), id, className, ref: node });
  }

  const filled = new WeakMap(); // node -> the HTML in it

  /** Put a block's HTML on screen, unless it is there: whoever has it early may show it before its property follows. */
  function fill(node, html) {
    if (filled.get(node) === html) return;
    node.innerHTML = html;
    filled.set(node, html);
  }

  window.atlas_components = Object.assign(window.atlas_components || {}, { Block });

  /* ---- Addresses ------------------------------------------------------------------------------------------------- */

  const here = () => window.location.pathname + window.location.search;

  /** The address on screen with the changes of a link applied. */
  function changed(link) {
    const url = new URL(window.location.href);
    const changes = JSON.parse(link.dataset.change);
    for (const [name, value] of Object.entries(changes)) {
      url.searchParams.delete(name);
      for (const item of Array.isArray(value) ? value : value === null ? [] : [value]) url.searchParams.append(name, item);
    }
    // In the order in which the server writes them: one view has one address.
    const ordered = new URLSearchParams();
    for (const name of ORDER) for (const value of url.searchParams.getAll(name)) ordered.append(name, value);
    for (const [name, value] of url.searchParams) if (!ORDER.includes(name)) ordered.append(name, value);
    const query = ordered.toString().replace(/%2F/g, "/").replace(/\+/g, "%20");
    return url.pathname + (query ? `?${query}` : "");
  }

  /* Where the overview was left: the way back leads to the same map, in the language of now. */
  let overviewLeft = "";

  function target(link) {
    if (link.dataset.change) return changed(link);
    const href = link.getAttribute("href");
    if (!("up" in link.dataset) || new URL(href, window.location.href).pathname !== "/" || !overviewLeft) return href;
    const back = new URL(overviewLeft, window.location.href);
    const lang = new URLSearchParams(new URL(href, window.location.href).search).get("lang");
    if (lang) back.searchParams.set("lang", lang);
    else back.searchParams.delete("lang");
    return back.pathname + back.search;
  }

  function go(address) {
    catchUp();
    const url = new URL(address, window.location.href);
    const heavy = (document.documentElement.dataset.heavy || "").split(" ").some((path) => path && url.pathname.startsWith(path));
    if (heavy && !window.dash_mantine_components) return window.location.assign(url.href); // its libraries come with the page
    if (url.pathname + url.search !== here() || url.hash !== window.location.hash) {
      if (window.location.pathname === "/") overviewLeft = here();
      const tell = paintAhead(url.pathname + url.search);
      history.pushState({}, "", url.pathname + url.search + url.hash);
      const tellDash = () => window.dispatchEvent(new CustomEvent("_dashprivate_pushstate", { detail: { start: new Date() } }));
      if (tell) whenPainted(tell, tellDash);
      else tellDash();
    }
  }

  /* A choice that is on screen already: Dash learns of its values once the frame is painted, or before the next step;
     of its address only if no other has followed, for Dash would bring back the one that it was told. */
  let owed = null;

  function catchUp() {
    const tell = owed;
    owed = null;
    if (tell) tell();
  }

  function whenPainted(tell, then) {
    owed = tell;
    const late = () => {
      if (owed !== tell) return;
      catchUp();
      then();
    };
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(late, 0)));
  }

  // Back in that very moment: Dash has never left where we return to, so that nobody else would show it.
  window.addEventListener("popstate", () => {
    if (!owed) return;
    owed = null;
    if (window.location.pathname === "/") repaint(here());
  });

  const plainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const live = () => document.documentElement.dataset.live === "true";

  /* ---- Parts: what a choice changes, fetched ahead where a pointer rests ----------------------------------------- */

  const parts = new Map(); // address -> promise of the parts
  const ready = new Map(); // address -> parts that have come

  function fetchParts(address) {
    if (!parts.has(address)) {
      if (parts.size > 300) parts.delete(parts.keys().next().value);
      const coming = fetch("/parts" + new URL(address, window.location.href).search, { credentials: "same-origin" }).then((answer) => {
        if (!answer.ok) throw new Error(`/parts answered ${answer.status} for ${address}`);
        return answer.json();
      });
      coming.then((value) => ready.set(address, value), () => parts.delete(address));
      parts.set(address, coming);
    }
    return parts.get(address);
  }

  /** All choices of the indicator list at once, when the page has nothing else to do: then a choice is painted at once. */
  async function fetchAhead() {
    const address = document.querySelector("[data-ahead]")?.dataset.ahead;
    if (!address || parts.has(address)) return;
    parts.set(address, Promise.resolve({}));
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) return;
    const ahead = await answer.json();
    const letters = [...new Set(JSON.stringify(ahead))].join("");
    for (const face of ["400 16px 'Atlas Sans'", "700 16px 'Atlas Sans'", "700 16px 'Atlas Serif'"]) document.fonts.load(face, letters);
    for (const [key, value] of Object.entries(ahead)) {
      if (!parts.has(key)) parts.set(key, Promise.resolve(value));
      ready.set(key, value);
    }
  }

  /** Put the parts of a view on screen, whatever Dash knows of it. */
  function show(values) {
    document.dispatchEvent(new CustomEvent("atlas:paint", { detail: { id: PARTS[0][0], paint: values[0] } }));
    PARTS.forEach(([id, prop], i) => {
      const node = prop === "html" && document.getElementById(id); // none while another page is coming
      if (node) fill(node, values[i]);
    });
  }

  /** Fetch the parts of an address and show them, if it is still the one that is wanted. */
  async function repaint(address) {
    const { values } = await fetchParts(address);
    if (address === here()) show(values);
    return values;
  }

  /** Show a choice whose parts are here in the very frame of the click; returns how Dash is told of it, or null. */
  function paintAhead(address) {
    const values = ready.get(address)?.values;
    if (!values || window.location.pathname !== "/" || restOf(address) !== restOf(here())) return null;
    const focus = document.activeElement?.dataset?.change;
    show(values);
    restoreFocus(focus);
    // What lies under the edge of a long list need not be laid out in the frame of the click.
    const below = [...document.querySelectorAll("#overview-ranking tbody + tbody")];
    below.forEach((rows) => (rows.hidden = true));
    return () => {
      below.forEach((rows) => (rows.hidden = false));
      clientside.set_props("shown", { data: address });
      PARTS.forEach(([id, prop], i) => clientside.set_props(id, { [prop]: values[i] }));
    };
  }

  /* ---- Clientside callbacks --------------------------------------------------------------------------------------- */

  /* The parameters of a view, in the order of PARAMETERS (layouts/view_state.py). */
  const ORDER = "indicator period scope region industry stage origin amount level compare lang scene edition".split(" ");
  /* What the parts fill, in their order (callbacks/filter.py). */
  const PARTS = [
    ["overview-map", "paint"],
    ["overview-map", "texts"],
    ["overview-headline", "html"],
    ["overview-legend", "html"],
    ["overview-timeline", "html"],
    ["overview-ranking", "html"],
    ["overview-scope", "html"],
    ["overview-picked", "html"],
    ["overview-mode", "html"],
  ];
  const ONLY_VIEW = ["indicator", "period", "scope"];

  function restOf(address) {
    const url = new URL(address, window.location.href);
    for (const name of ONLY_VIEW) url.searchParams.delete(name);
    return url.pathname + "?" + url.searchParams.toString();
  }

  /** Two addresses of the projects in one language and edition: only the selection differs. */
  function sameDesk(address, shown) {
    const [a, b] = [address, shown].map((text) => new URL(text, window.location.href));
    const same = (name) => a.searchParams.get(name) === b.searchParams.get(name);
    return a.pathname === "/projects" && b.pathname === "/projects" && same("lang") && same("edition");
  }

  function isLatest(address) {
    return new URL(address, window.location.href).searchParams.get("period") === "latest";
  }

  clientside.atlas = {
    /** Decide what an address asks for: nothing, other values on the same map, or another page. */
    route(pathname, search, shown) {
      const none = clientside.no_update;
      const address = (pathname || "/") + (search || "");
      if (!shown || address === shown) return [none, none, none, none];
      if ((pathname || "/") === "/" && restOf(address) === restOf(shown)) return [none, address, none, address];
      if (sameDesk(address, shown)) return [none, none, address, address];
      return [address, none, none, address];
    },
    /** Fetch and hand out what changes on the overview. */
    async repaint(address) {
      if (!address) return clientside.no_update;
      const focus = document.activeElement?.dataset?.change;
      const values = await repaint(address);
      queueMicrotask(() => restoreFocus(focus));
      return values;
    },
    /** After a page has come: language, title, scroll, focus. */
    settled(_content) {
      queueMicrotask(settle);
      return clientside.no_update;
    },
  };

  function restoreFocus(change) {
    if (!change) return;
    requestAnimationFrame(() => {
      if (document.activeElement && document.activeElement !== document.body) return;
      document.querySelector(`#main a[data-change='${CSS.escape(change).replace(/\\/g, "\\")}']`)?.focus({ preventScroll: true });
    });
  }

  let lastPath = window.location.pathname;

  function settle() {
    const screen = document.querySelector("#root > .screen");
    if (!screen) return;
    document.documentElement.lang = screen.dataset.lang;
    document.title = screen.dataset.title;
    if (window.location.pathname !== lastPath) {
      lastPath = window.location.pathname;
      if (!window.location.hash) window.scrollTo(0, 0);
      screen.querySelector("h1")?.focus({ preventScroll: true });
    }
    if (window.location.hash) document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
    document.dispatchEvent(new CustomEvent("atlas:settled"));
    later(fetchAhead);
  }

  const later = (work) => (window.requestIdleCallback || ((f) => setTimeout(f, 200)))(() => work(), { timeout: 2000 });

  /* ---- Taking the first view over --------------------------------------------------------------------------------- */

  function takeOver() {
    const first = document.getElementById("first-view");
    const screen = document.querySelector("#root > .screen");
    const waits = screen && screen.querySelector(".atlas-map");
    if (!screen || (waits && !waits.querySelector("svg"))) return false;
    const opened = first ? [...first.querySelectorAll("details[data-picker]")].map((d) => d.open) : [];
    const top = window.scrollY;
    first?.remove();
    document.getElementById("react-entry-point").hidden = false;
    [...screen.querySelectorAll("details[data-picker]")].forEach((d, i) => (d.open = Boolean(opened[i])));
    window.scrollTo(0, top);
    document.documentElement.dataset.live = "true";
    settle();
    return true;
  }

  const watcher = new MutationObserver(() => {
    if (takeOver()) watcher.disconnect();
  });
  watcher.observe(document.documentElement, { childList: true, subtree: true });

  /* ---- Clicks ----------------------------------------------------------------------------------------------------- */

  let asked = 0;

  function ask(reference) {
    if (!reference || !live()) return;
    asked += 1;
    clientside.set_props("passport-request", { data: { reference, address: here(), n: asked } });
    document.getElementById("passport").showModal();
  }

  /** Follow a link of ours, unless the browser should; tells whether there was one. */
  function follow(event) {
    const link = event.target.closest("a[data-nav], a[data-change]");
    if (!link || event.target.closest("svg")) return false;
    if (!live()) return true;
    event.preventDefault();
    const picker = link.closest("details[data-picker]");
    if (picker) {
      picker.open = false;
      picker.querySelector("summary").focus({ preventScroll: true });
    }
    go(target(link));
    return true;
  }

  // A choice is ours alone: it is followed before the click has gone through React, which takes as long as the painting.
  document.addEventListener(
    "click",
    (event) => {
      if (plainClick(event) && event.target.closest("a[data-change]") && follow(event)) event.stopPropagation();
    },
    true
  );

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !plainClick(event)) return;
    const button = event.target.closest("button, a, [data-figure]");
    if (!button) return;
    if (button.matches("[data-share]")) {
      asked += 1;
      clientside.set_props("share-request", { data: { address: here(), href: window.location.href, n: asked } });
      return document.getElementById("share").showModal();
    }
    if (button.matches("[data-copy]")) return copy(button);
    if (button.matches("[data-close]")) {
      event.preventDefault();
      return button.closest("dialog").close();
    }
    if (follow(event)) return;
    const figure = event.target.closest("[data-figure]");
    if (figure && !figure.closest("svg") && !("passive" in figure.dataset)) ask(figure.dataset.figure);
  });

  document.addEventListener("atlas:navigate", (event) => {
    if (!live()) return;
    event.preventDefault();
    go(event.detail.href);
  });
  document.addEventListener("atlas:ask", (event) => ask(event.detail.figure));

  function ahead(event) {
    const link = event.target.closest?.("a[data-change]");
    if (link) link.setAttribute("href", changed(link)); // what "copy link" copies is what a click does
    if (!link || !live() || window.location.pathname !== "/") return;
    const address = changed(link);
    if (restOf(address) === restOf(here()) && !isLatest(address) && address !== here()) fetchParts(address);
  }
  document.addEventListener("pointerover", ahead);
  document.addEventListener("focusin", ahead);

  /* An opened list of indicators shows which one is on screen. */
  document.addEventListener(
    "toggle",
    (event) => {
      const list = event.target;
      if (!list.open || !list.matches?.("details[data-picker='indicator']")) return;
      const current = new URLSearchParams(window.location.search).get("indicator") || list.dataset.default;
      list.querySelectorAll("a[data-change]").forEach((link) => {
        if (JSON.parse(link.dataset.change).indicator === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    },
    true
  );

  /* A click beside an open list closes it. */
  document.addEventListener("pointerdown", (event) => {
    document.querySelectorAll("details[data-picker][open]").forEach((list) => {
      if (!list.contains(event.target)) list.open = false;
    });
    if (event.target.matches?.("dialog[open]")) event.target.close();
  });

  async function copy(button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  }

  /* ---- Keys ------------------------------------------------------------------------------------------------------- */

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && !document.querySelector("dialog[open]") && !typing) {
      const list = document.querySelector("#root details[data-picker][open]");
      if (list) {
        list.open = false;
        return list.querySelector("summary").focus();
      }
      const up = document.querySelector("#root a[data-up]");
      if (up && live()) go(target(up));
    }
  });
})();
