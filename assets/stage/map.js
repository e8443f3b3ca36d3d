/* The map on the stage: outlines, marks, names, the flight from one focus to another, the card under the pointer.
   Not here: other drawings (scene.js), keys and state (player.js). Everything is set as text or attribute, never as HTML. */
(function () {
  "use strict";

  const AtlasStage = (window.AtlasStage = window.AtlasStage || {});
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 800; // the map's box in logical pixels, as in stage.css
  const HEIGHT = 900;
  const NAME_PX = 30;
  const VALUE_PX = 28;
  const FLIGHT_MS = 1500;
  let made = 0;

  function svg(name, attributes, children) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    node.append(...(children || []));
    return node;
  }

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Width of a text in logical pixels, near enough to keep names apart. */
  function extent(text, size) {
    let em = 0;
    for (const sign of text) em += sign.codePointAt(0) > 0x2e7f ? 1 : /[mwMW]/.test(sign) ? 0.86 : /[ijlI1.,' ]/.test(sign) ? 0.36 : 0.58;
    return em * size;
  }

  /** A box widened to the shape of the map's own box: x, y, width, height. */
  function shaped([x, y, w, h]) {
    const k = Math.max(w / WIDTH, h / HEIGHT);
    return [x + w / 2 - (k * WIDTH) / 2, y + h / 2 - (k * HEIGHT) / 2, k * WIDTH, k * HEIGHT];
  }

  AtlasStage.createMap = function (data) {
    const outlines = data.outlines;
    const prefix = `stage-map-${(made += 1)}`;
    const regions = new Map(); // code -> path
    const layers = {};

    const root = document.createElement("div");
    root.className = "stage-map";
    const hatch = svg("pattern", { id: `${prefix}-hatch`, width: 10, height: 10, patternUnits: "userSpaceOnUse" }, [
      svg("rect", { class: "hatch-ground", width: 10, height: 10 }),
      svg("path", { class: "hatch-line", d: "M0 10L10 0", "stroke-width": 1.6 }),
    ]);
    const dots = svg("pattern", { id: `${prefix}-dots`, width: 12, height: 12, patternUnits: "userSpaceOnUse" }, [
      svg("rect", { class: "hatch-ground", width: 12, height: 12 }),
      svg("circle", { class: "hatch-dot", cx: 6, cy: 6, r: 1.9 }),
    ]);
    const outline = svg("path", { class: "s-outline", d: "" });
    const drawing = svg("svg", { "aria-hidden": "true" }, [svg("defs", {}, [hatch, dots])]);
    for (const level of ["prefecture", "county"]) {
      layers[level] = svg("g", { class: level });
      for (const [code, region] of Object.entries(outlines[level])) {
        const path = svg("path", { class: "s-region", "data-code": code, d: region.d, "fill-rule": "evenodd" });
        regions.set(code, path);
        layers[level].append(path);
      }
      drawing.append(layers[level]);
    }
    drawing.append(outline);
    root.style.setProperty("--map-hatch", `url(#${prefix}-hatch)`);
    root.style.setProperty("--map-dots", `url(#${prefix}-dots)`);
    const labels = document.createElement("div");
    labels.className = "map-labels";
    const card = document.createElement("div");
    card.className = "map-card";
    card.hidden = true;
    root.append(drawing, labels, card);

    let box = shaped(outlines.boxes["140000"]);
    let shown = null;
    let flight = 0;

    function look(to) {
      box = to;
      drawing.setAttribute("viewBox", to.map((n) => n.toFixed(1)).join(" "));
      const k = to[2] / WIDTH; // patterns keep their size on the screen
      for (const pattern of [hatch, dots]) pattern.setAttribute("patternTransform", `scale(${k.toFixed(3)})`);
    }

    /** Fly: the middle straight, the scale evenly in its logarithm, so that near and far feel alike. */
    function fly(to, then) {
      cancelAnimationFrame(flight);
      const from = box;
      const far = Math.abs(Math.log(to[2] / from[2])) + (Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1])) / from[2];
      if (still() || far < 0.01) {
        look(to);
        return then();
      }
      const begun = performance.now();
      root.dataset.flying = "";
      function frame(now) {
        const t = Math.min(1, Math.max(0, (now - begun) / FLIGHT_MS));
        const e = t < 0.5 ? 4 * t * t * t : 1 - Math.pow(-2 * t + 2, 3) / 2;
        const w = from[2] * Math.pow(to[2] / from[2], e);
        const h = (w * HEIGHT) / WIDTH;
        const s = to[2] === from[2] ? e : (w - from[2]) / (to[2] - from[2]); // the middle moves with the scale
        const cx = from[0] + from[2] / 2 + (to[0] + to[2] / 2 - from[0] - from[2] / 2) * s;
        const cy = from[1] + from[3] / 2 + (to[1] + to[3] / 2 - from[1] - from[3] / 2) * s;
        look([cx - w / 2, cy - h / 2, w, h]);
        if (t < 1) flight = requestAnimationFrame(frame);
        else {
          delete root.dataset.flying;
          then();
        }
      }
      flight = requestAnimationFrame(frame);
    }

    function paint(spec) {
      const marks = new Map(spec.marks.map((mark) => [mark.code, mark]));
      for (const [code, path] of regions) {
        const level = outlines.county[code] ? "county" : "prefecture";
        const mark = marks.get(code);
        path.removeAttribute("data-class");
        let state = "quiet";
        if (level === "county") state = spec.level === "county" && mark ? mark.state : "none";
        else if (spec.level === "county") state = "beyond";
        else if (mark) state = mark.state;
        else if (code === spec.selected) state = "here";
        if (mark && mark.tone !== null && state === "value") path.setAttribute("data-class", mark.tone);
        path.setAttribute("data-state", state);
      }
      const around = spec.selected || (spec.level === "county" ? spec.focus : "");
      outline.setAttribute("d", around && around !== "140000" && regions.has(around) && spec.marks.length ? regions.get(around).getAttribute("d") : "");
    }

    /** Names and values where there is room for them: the large regions first, lines dropped before names. */
    function letter(spec, lang) {
      labels.textContent = "";
      const k = WIDTH / box[2];
      const marks = new Map(spec.marks.map((mark) => [mark.code, mark]));
      const placed = [];
      const own = Object.entries(outlines[spec.level]).filter(([code]) => spec.level === "prefecture" || marks.has(code));
      own.sort(([a, x], [b, y]) => (b === spec.selected) - (a === spec.selected) || Boolean(marks.get(b)?.number) - Boolean(marks.get(a)?.number) || y.r - x.r);
      for (const [code, region] of own) {
        const mark = marks.get(code);
        const names = lang === "both" ? [region.name.zh, region.name.en] : [region.name[lang]];
        const value = mark && mark.number ? mark.number.text[lang === "en" ? "en" : "zh"] : "";
        const blank = mark && mark.state === "not-published" && lang === "zh" && spec.level === "prefecture" ? data.texts.zh["not-published"] : "";
        const tries = [
          [names, value || blank],
          [names.slice(0, 1), value || blank],
          [names.slice(0, 1), ""],
        ];
        const x = (region.x - box[0]) * k;
        const y = (region.y - box[1]) * k;
        if (x < 20 || y < 20 || x > WIDTH - 20 || y > HEIGHT - 20) continue;
        for (const [lines, under] of tries) {
          const wide = Math.max(...lines.map((line) => extent(line, NAME_PX)), extent(under, VALUE_PX)) + 8;
          const high = (lines.length * NAME_PX + (under ? VALUE_PX : 0)) * 1.14;
          const spot = [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2];
          const inside = spot[0] >= 0 && spot[2] <= WIDTH && spot[1] >= 0 && spot[3] <= HEIGHT;
          const free = placed.every((o) => spot[0] >= o[2] || spot[2] <= o[0] || spot[1] >= o[3] || spot[3] <= o[1]);
          const roomy = spec.level === "prefecture" || lines.length === 1;
          if (!inside || !free || (!roomy && lines !== tries[0][0])) continue;
          placed.push(spot);
          labels.append(label(code, mark, lines, under, x, y, spec, value));
          break;
        }
      }
    }

    /** Do all lines of a label lie within its region? Where not, they are set in ink on a halo of the ground. */
    function within(code, lines, under, x, y) {
      const path = regions.get(code);
      const k = box[2] / WIDTH;
      const rows = [...lines.map((line) => extent(line, NAME_PX)), ...(under ? [extent(under, VALUE_PX)] : [])];
      const high = NAME_PX * 1.14;
      const top = y - (rows.length * high) / 2;
      return rows.every((wide, i) =>
        [-0.48, 0.48].every((side) =>
          [0.25, 0.85].every((down) => path.isPointInFill(new DOMPoint(box[0] + (x + side * wide) * k, box[1] + (top + (i + down) * high) * k))),
        ),
      );
    }

    function label(code, mark, lines, under, x, y, spec, value) {
      const node = document.createElement("div");
      node.className = "map-label";
      node.toggleAttribute("data-over", !within(code, lines, under, x, y));
      node.dataset.for = code;
      node.dataset.state = mark ? mark.state : code === spec.selected ? "here" : "quiet";
      if (mark && mark.tone !== null) node.dataset.class = mark.tone;
      node.style.left = `calc(${x.toFixed(1)} * var(--u))`;
      node.style.top = `calc(${y.toFixed(1)} * var(--u))`;
      lines.forEach((line, i) => {
        const name = document.createElement(i ? "span" : "b");
        name.textContent = line;
        if (i) name.lang = "en";
        node.append(name);
      });
      if (under) {
        const number = document.createElement("span");
        number.textContent = under;
        if (value) {
          number.dataset.figure = mark.number.reference;
          number.dataset.source = mark.number.source.replaceAll(";", " ");
        }
        node.append(number);
      }
      return node;
    }

    function show(spec, lang, animate) {
      shown = { spec, lang };
      root.dataset.level = spec.level;
      paint(spec);
      const to = shaped(outlines.boxes[spec.focus] || outlines.boxes["140000"]);
      if (!animate) {
        cancelAnimationFrame(flight);
        delete root.dataset.flying;
        look(to);
        return letter(spec, lang);
      }
      fly(to, () => letter(spec, lang));
    }

    drawing.addEventListener("pointermove", (event) => {
      const code = event.target.dataset && event.target.dataset.code;
      const mark = shown && shown.spec.marks.find((one) => one.code === code);
      card.hidden = !mark;
      if (!mark) return;
      const lang = shown.lang === "en" ? "en" : "zh";
      card.textContent = mark.label[lang];
      if (shown.lang === "both") {
        const second = document.createElement("span");
        second.className = "s-second s-from";
        second.lang = "en";
        second.textContent = mark.label.en;
        card.append(second);
      }
      const names = mark.number ? data.sourceNames(mark.number.source, lang) : "";
      if (names) {
        const from = document.createElement("span");
        from.className = "s-from";
        from.textContent = names;
        card.append(from);
      }
      const area = root.getBoundingClientRect();
      const u = area.width / WIDTH;
      const right = event.clientX - area.left > area.width / 2;
      card.style.left = right ? "auto" : `calc(${((event.clientX - area.left) / u + 24).toFixed(0)} * var(--u))`;
      card.style.right = right ? `calc(${((area.right - event.clientX) / u + 24).toFixed(0)} * var(--u))` : "auto";
      card.style.top = `calc(${Math.max(0, Math.min(HEIGHT - 220, (event.clientY - area.top) / u)).toFixed(0)} * var(--u))`;
    });
    drawing.addEventListener("pointerleave", () => (card.hidden = true));

    look(box);
    return { root, show };
  };
})();
