/* The live map. Dash's renderer finds it as window.atlas_components.AtlasMap; its properties are described in
   layouts/components/atlas_map.py. The drawing is SVG from our own server, adopted from the static first page or fetched
   once; painting sets the same attributes as layouts/figures/map.py writes. Texts enter the page as text, never as
   markup. Not here: colours and type (map.css), Esc, what opening a region means (whoever hears atlas:navigate). */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const STATES = { v: "value", n: "not-published", c: "not-comparable" };
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  // As in layouts/figures/labels.py.
  const SMALL = 0.86;
  const VALUE_EM = 8 * 0.58 * SMALL;
  const NOTE_EM = 7 * SMALL;
  const NOTE_DY = "1.2em";

  const drawings = new Map(); // address -> promise of the SVG's text
  const maps = new Set();
  let count = 0;

  function drawing(src) {
    if (!drawings.has(src)) {
      const coming = fetch(src, { credentials: "same-origin" }).then((answer) => {
        if (!answer.ok) throw new Error(`Map drawing ${src} answered ${answer.status}, expected 200: reload the page.`);
        return answer.text();
      });
      coming.catch(() => drawings.delete(src)); // the next mount asks again; the error itself reaches whoever waits
      drawings.set(src, coming);
    }
    return drawings.get(src);
  }

  function frameKey(src) {
    return decodeURIComponent((/([^/]+)\.svg(?:[?#]|$)/.exec(src) || [])[1] || "");
  }

  function parse(text, src) {
    const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    if (root.localName !== "svg") throw new Error(`Map drawing ${src} is not SVG: check the route that serves it.`);
    const svg = document.importNode(root, true);
    // Two maps of one frame in a page must not share ids: a pattern of a hidden map would paint nothing.
    count += 1;
    svg.querySelectorAll("[id]").forEach((node) => node.setAttribute("id", `m${count}-${node.id}`));
    ["--map-hatch", "--map-dots", "--map-land"].forEach((name) => {
      svg.style.setProperty(name, svg.style.getPropertyValue(name).replace("#", `#m${count}-`));
    });
    return svg;
  }

  function set(node, name, value) {
    if (value) {
      if (node.getAttribute(name) !== value) node.setAttribute(name, value);
    } else if (node.hasAttribute(name)) node.removeAttribute(name);
  }

  function extent(text) {
    let em = 0;
    for (const sign of text) em += sign.codePointAt(0) > 0x2e7f ? 1 : " .,·'".includes(sign) ? 0.3 : 0.58;
    return em;
  }

  function shortened(note) {
    if (extent(note) * SMALL <= NOTE_EM) return note;
    const signs = Array.from(note);
    while (signs.length && (extent(signs.join("")) + 1) * SMALL > NOTE_EM) signs.pop();
    return `${signs.join("")}…`;
  }

  /** Unpack a payload into one object a region, by code. */
  function unpack(payload) {
    const said = new Map();
    const cell = (column, i, code) =>
      typeof column === "string" ? column.split("{}").join(code) : (column && column[i]) || "";
    (payload.c || []).forEach((number, i) => {
      const code = String(number);
      const letter = payload.s[i];
      said.set(code, {
        state: STATES[letter] || "value",
        klass: STATES[letter] ? "" : letter,
        text: cell(payload.t, i, code),
        label: cell(payload.l, i, code),
        figure: cell(payload.f, i, code),
        source: cell(payload.r, i, code),
        href: cell(payload.h, i, code),
      });
    });
    (payload.y || []).forEach(([number, radius, lines, label, figure, source, hollow]) => {
      const code = String(number);
      const { href, ...mark } = said.get(code) || { href: "", state: "not-published", klass: "" };
      const { state, klass } = hollow ? mark : { state: "value", klass: "" };
      said.set(code, { state, klass, text: "", href, radius, lines, label, figure, source, hollow });
    });
    return said;
  }

  let pressed = { x: -1, y: -1 }; // where a pointer was last pressed

  /** The pointer has not moved since it chose something above the map: nobody asks for what came to lie under it. */
  function rests(event) {
    return event.type === "pointerover" && event.clientX === pressed.x && event.clientY === pressed.y;
  }

  document.addEventListener("pointerdown", (event) => (pressed = { x: event.clientX, y: event.clientY }), true);

  class LiveMap {
    constructor(box, props) {
      this.box = box;
      this.props = props; // () => the component's current properties
      this.regions = new Map();
      this.said = new Map();
      this.opened = 0;
      this.card = document.createElement("div");
      this.card.className = "atlas-map-card";
      this.card.setAttribute("aria-hidden", "true"); // says what the region's label says
      this.card.hidden = true;
      document.body.append(this.card);
      box.addEventListener("pointerover", (event) => this.onPointer(event));
      box.addEventListener("pointermove", (event) => this.onPointer(event));
      box.addEventListener("pointerout", (event) => this.onLeave(event));
      box.addEventListener("focusin", (event) => this.onFocus(event));
      box.addEventListener("focusout", () => this.onBlur());
      box.addEventListener("click", (event) => this.onClick(event));
      box.addEventListener("keydown", (event) => this.onKey(event));
      maps.add(this);
    }

    close() {
      this.wanted = "";
      this.heat("");
      this.card.remove();
      maps.delete(this);
    }

    show(src) {
      if (!src) return;
      this.wanted = src;
      const waiting = document.querySelector("#first-view svg[data-map]");
      if (waiting && waiting.getAttribute("data-frame") === frameKey(src)) {
        this.install(waiting, src);
        return;
      }
      drawing(src).then(
        (text) => {
          if (this.wanted === src) this.install(parse(text, src), src);
        },
        (error) => {
          if (this.wanted === src) this.fail(error);
        }
      );
    }

    fail(error) {
      const note = document.createElement("p");
      note.className = "atlas-map-failed";
      note.setAttribute("role", "alert");
      note.textContent = (this.props().texts || {}).failed || "地图没有载入,请刷新。 The map did not load; reload the page.";
      this.box.append(note);
      console.error(error);
    }

    install(svg, src) {
      const hadFocus = this.box.contains(document.activeElement);
      this.heat("");
      this.shown = src;
      this.svg = svg;
      this.conceal();
      this.box.replaceChildren(svg);
      this.regions.clear();
      svg.querySelectorAll("a[data-region]").forEach((link) => {
        const code = link.getAttribute("data-region");
        const [x, y] = link.getAttribute("data-at").split(" ").map(Number);
        const label = svg.querySelector(`text[data-label-for="${code}"][data-room]`);
        this.regions.set(code, {
          code, link, x, y, label,
          path: link.querySelector("path"),
          name: link.getAttribute("data-name"),
          value: label && label.querySelector("tspan[data-value-for]"),
        });
      });
      this.symbols = svg.querySelector(".symbols");
      const overlay = svg.querySelector(".overlay");
      this.lines = {};
      ["selected", "hot", "focus"].forEach((name) => {
        let line = overlay.querySelector(`.${name}`);
        if (!line) {
          line = document.createElementNS(SVG, "use");
          line.setAttribute("class", name);
          overlay.append(line);
        }
        this.lines[name] = line;
      });
      const { title, description, paint, selected } = this.props();
      this.describe(title, description);
      this.paint(paint);
      this.select(selected);
      this.rove(this.regions.has(selected) ? selected : this.codes()[0]);
      if (hadFocus) this.focus(this.roving);
    }

    describe(title, description) {
      if (!this.svg) return;
      if (title !== undefined) set(this.svg, "aria-label", title);
      if (description !== undefined) set(this.svg, "aria-description", description);
    }

    paint(payload) {
      if (!payload || !this.svg || this.shown !== this.wanted) return; // install() paints when the drawing is there
      this.said = unpack(payload);
      if (payload.key && this.svg.getAttribute("data-painted") === payload.key) return;
      const circles = [];
      this.regions.forEach((region) => {
        const said = this.said.get(region.code) || { state: "not-published", klass: "", text: "", label: region.name };
        const { link, label } = region;
        set(link, "href", said.href);
        set(link, "data-state", said.state);
        set(link, "data-class", said.klass);
        set(link, "data-figure", said.figure);
        set(link, "data-source", said.source);
        set(link, "aria-label", said.label);
        if (label) {
          set(label, "data-state", said.state);
          set(label, "data-class", said.klass);
          this.write(region, said);
        }
        if (said.lines) circles.push(this.circle(region, said));
      });
      this.symbols.replaceChildren(...circles);
      this.svg.setAttribute("data-painted", payload.key || "");
      if (!this.card.hidden) this.fill(this.carded);
    }

    write({ label, value }, said) {
      if (!value) return;
      const full = said.lines && label.getAttribute("data-room") === "symbol";
      const text = said.lines ? said.lines[0] : said.text;
      const short = full ? shortened(text) : extent(text) * SMALL <= VALUE_EM ? text : "";
      if (value.textContent !== short) value.textContent = short;
      const narrow = label.getAttribute("data-narrow-room");
      const holds = narrow === "symbol" || (narrow === "value" && extent(short) * SMALL <= VALUE_EM);
      value.setAttribute("class", holds ? "value" : "value wide-only");
      label.querySelectorAll(".note").forEach((note) => note.remove());
      if (!full) return;
      const wide = narrow === "symbol" ? "note" : "note wide-only";
      said.lines.slice(1).forEach((line) => {
        const note = document.createElementNS(SVG, "tspan");
        note.setAttribute("class", wide);
        note.setAttribute("x", label.getAttribute("x"));
        note.setAttribute("dy", NOTE_DY);
        note.textContent = shortened(line);
        label.append(note);
      });
    }

    circle(region, said) {
      const circle = document.createElementNS(SVG, "circle");
      const largest = Number(this.svg.getAttribute("data-symbol-radius"));
      set(circle, "class", said.hollow ? "hollow" : "");
      circle.setAttribute("data-symbol-for", region.code);
      circle.setAttribute("cx", region.x);
      circle.setAttribute("cy", region.y);
      circle.setAttribute("r", Math.round(said.radius * largest * 10) / 10);
      circle.setAttribute("vector-effect", "non-scaling-stroke");
      return circle;
    }

    select(code) {
      if (!this.svg) return;
      this.regions.forEach((region) => set(region.link, "aria-current", region.code === code ? "true" : ""));
      this.outline("selected", code);
      if (this.regions.has(code) && !this.box.contains(document.activeElement)) this.rove(code);
    }

    outline(name, code) {
      if (!this.lines) return;
      const region = this.regions.get(code);
      set(this.lines[name], "href", region ? `#${region.path.id}` : "");
    }

    codes() {
      return [...this.regions.keys()].sort();
    }

    /** Keep one region in the order of the Tab key. */
    rove(code) {
      this.roving = code;
      this.regions.forEach(({ link }) => link.setAttribute("tabindex", link.getAttribute("data-region") === code ? "0" : "-1"));
    }

    focus(code) {
      const region = this.regions.get(code);
      if (region) region.link.focus({ preventScroll: true, focusVisible: true });
    }

    regionAt(target) {
      const link = target.closest && target.closest("a[data-region]");
      return link && this.regions.get(link.getAttribute("data-region"));
    }

    onPointer(event) {
      const region = this.regionAt(event.target);
      if (!region || event.pointerType === "touch" || rests(event)) return;
      this.heat(region.code);
      this.fill(region.code);
      this.place(event.clientX, event.clientY);
    }

    onLeave(event) {
      if (event.relatedTarget && this.regionAt(event.relatedTarget)) return;
      this.heat("");
      this.conceal();
    }

    onFocus(event) {
      const region = this.regionAt(event.target);
      if (!region) return;
      this.rove(region.code);
      if (!region.link.matches(":focus-visible")) return; // a click needs no ring
      this.outline("focus", region.code);
      this.heat(region.code);
      this.fill(region.code);
      const { right, bottom } = region.path.getBoundingClientRect();
      this.place(right, bottom);
    }

    onBlur() {
      this.outline("focus", "");
      this.heat("");
      this.conceal();
    }

    onClick(event) {
      const region = this.regionAt(event.target);
      if (!region || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.open(region);
    }

    onKey(event) {
      const region = this.regionAt(event.target);
      if (!region || event.ctrlKey || event.metaKey || event.altKey) return;
      const codes = this.codes();
      let next = "";
      if (ARROWS[event.key]) next = this.towards(region, ARROWS[event.key]);
      else if (event.key === "Home") next = codes[0];
      else if (event.key === "End") next = codes[codes.length - 1];
      else if (event.key === "Enter") this.open(region);
      else if (event.key === "p" || event.key === "P") this.ask(region);
      else return;
      event.preventDefault();
      if (next) this.focus(next);
    }

    /** Find the nearest label point within 60 degrees of a direction. */
    towards(from, [dx, dy]) {
      let best = "";
      let least = Infinity;
      this.regions.forEach(({ code, x, y }) => {
        const distance = Math.hypot(x - from.x, y - from.y);
        if (code === from.code || !distance || distance >= least) return;
        if (((x - from.x) * dx + (y - from.y) * dy) / distance < 0.5) return;
        best = code;
        least = distance;
      });
      return best;
    }

    open(region) {
      this.conceal();
      this.opened += 1;
      this.props().setProps({ event: { type: "open", region: region.code, n: this.opened } });
      const href = region.link.getAttribute("href");
      if (!href) return;
      const detail = { href, region: region.code };
      const follow = document.dispatchEvent(new CustomEvent("atlas:navigate", { detail, cancelable: true }));
      if (follow) window.location.href = href;
    }

    ask(region) {
      const figure = region.link.getAttribute("data-figure");
      if (!figure) return;
      const detail = { figure, source: region.link.getAttribute("data-source") || "", region: region.code };
      document.dispatchEvent(new CustomEvent("atlas:ask", { detail }));
    }

    /** Mark a region as the one in mind, on the map and in the rows beside it. */
    heat(code) {
      if (this.hot === code) return;
      const mark = (was, on) => {
        if (!was) return;
        const region = this.regions.get(was);
        if (region) region.link.classList.toggle("is-hot", on);
        document.querySelectorAll(`[data-row="${CSS.escape(was)}"]`).forEach((row) => row.classList.toggle("is-hot", on));
      };
      mark(this.hot, false);
      this.hot = code;
      mark(code, true);
      this.outline("hot", code);
    }

    fill(code) {
      if (this.carded === code && !this.card.hidden && this.cardedFor === this.said) return;
      const region = this.regions.get(code);
      if (!region) return;
      const said = this.said.get(code) || { state: "not-published", text: "", label: region.name };
      const texts = this.props().texts || {};
      const [value, period, sign] = said.lines || [said.text, texts.period, texts.scope];
      const scope = texts.scopes?.[sign] ?? sign;
      const lines = [
        ["card-name", region.name],
        this.valueLine(said, value, texts),
        ["card-quiet", [period, scope].filter(Boolean).join(" · ")],
        ["card-quiet", [this.props().hint, said.figure && texts.ask].filter(Boolean).join(" · ")],
      ];
      this.card.replaceChildren(
        ...lines
          .filter(([, text]) => text)
          .map(([name, text]) => {
            const line = document.createElement("p");
            line.className = name;
            line.textContent = text;
            return line;
          })
      );
      this.carded = code;
      this.cardedFor = this.said;
      this.card.hidden = false;
    }

    valueLine(said, value, texts) {
      if (said.lines) return ["card-value", value];
      if (said.state === "value" && value && texts.unit !== undefined) return ["card-value", `${value} ${texts.unit}`.trim()];
      return ["card-label", texts[said.state] || said.label];
    }

    place(x, y) {
      const { offsetWidth: width, offsetHeight: height } = this.card;
      const fit = (at, size, room) => Math.max(8, at + 16 + size > room - 8 ? Math.min(at, room - 8) - 16 - size : at + 16);
      const left = fit(x, width, window.innerWidth);
      const top = fit(y, height, window.innerHeight);
      this.card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }

    conceal() {
      this.card.hidden = true;
      this.carded = "";
    }
  }

  function AtlasMap(props) {
    const { createElement, useLayoutEffect, useRef } = window.React;
    const box = useRef(null);
    const map = useRef(null);
    const latest = useRef(props);
    latest.current = props;
    useLayoutEffect(() => {
      map.current = new LiveMap(box.current, () => latest.current);
      return () => map.current.close();
    }, []);
    useLayoutEffect(() => map.current.show(props.src), [props.src]);
    useLayoutEffect(() => map.current.describe(props.title, props.description), [props.title, props.description]);
    useLayoutEffect(() => map.current.paint(props.paint), [props.paint]);
    useLayoutEffect(() => map.current.select(props.selected), [props.selected]);
    const className = ["atlas-map", props.className].filter(Boolean).join(" ");
    return createElement("div", { id: props.id, className, ref: box });
  }

  // A row of a ranking warms its region; regions warm their rows in heat().
  function onRow(event) {
    const row = event.target.closest && event.target.closest("[data-row]");
    if (row) maps.forEach((map) => map.heat(row.getAttribute("data-row")));
  }

  function offRow(event) {
    const row = event.target.closest && event.target.closest("[data-row]");
    if (!row || (event.relatedTarget && row.contains(event.relatedTarget))) return;
    maps.forEach((map) => map.heat(""));
  }

  document.addEventListener("pointerover", onRow);
  document.addEventListener("focusin", onRow);
  document.addEventListener("pointerout", offRow);
  document.addEventListener("focusout", offRow);

  // Whoever has a payload already may have it painted in the frame of the click; the property follows and finds it done.
  document.addEventListener("atlas:paint", (event) => {
    maps.forEach((map) => {
      if (map.box.id === event.detail.id) map.paint(event.detail.paint);
    });
  });

  window.atlas_components = Object.assign(window.atlas_components || {}, { AtlasMap });
})();
